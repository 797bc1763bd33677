// Generated from schemas/json/policy.schema.json by `npm run generate`. Change the schema, not this file.

export type Role = 'viewer' | 'operator' | 'admin';
export type Risk = 'low' | 'medium' | 'high' | 'critical';

/**
 * Who may ask, who must approve, what is read without asking. What it does not say takes the strict default.
 */
export interface Policy {
  apiVersion: 'chatops-commander/v1';
  kind: 'Policy';
  /**
   * Each role includes the ones below it: admin, operator, viewer.
   */
  roles: {
    viewer?: Members;
    operator?: Members;
    admin: Members;
  };
  approvals?: {
    medium?: Approval;
    high?: Approval;
    critical?: Approval;
  };
  /**
   * What holds in one environment on top of the rest.
   */
  environments?: {
    [k: string]: {
      /**
       * A change here is at least this risk.
       */
      minimumRisk?: 'low' | 'medium' | 'high' | 'critical';
      /**
       * At least so many approvals for a change here.
       */
      approvals?: number;
    };
  };
  /**
   * direct: reading runs at once; pull-request: through a pull request too.
   */
  reads?: 'direct' | 'pull-request';
  /**
   * Content that may be read without a pull request, and by whom.
   */
  contents?: {
    role?: Role;
    /**
     * Logs of the inventory's services.
     */
    serviceLogs?: boolean;
    /**
     * Absolute paths, or folders ending in /.
     *
     * @maxItems 200
     */
    files?: string[];
  };
  /**
   * Exact argv patterns of shell.run whose risk is lowered; * stands for one argument without leading dash.
   *
   * @maxItems 200
   */
  shell?: {
    /**
     * @minItems 1
     * @maxItems 50
     */
    argv: string[];
    risk: Risk;
  }[];
  /**
   * manual: people merge; auto: the app merges when approved.
   */
  merge?: 'manual' | 'auto';
  limits?: {
    /**
     * A merge older than this asks first.
     */
    maxAge?: string;
    /**
     * How long a paused run waits for a person.
     */
    pauseFor?: string;
    /**
     * How long a run waits for its servers.
     */
    lockWait?: string;
    /**
     * Targets that cannot be reached before anything starts: stop ends the run; drop counts them as failed, within maxFailures.
     */
    unreachable?: 'stop' | 'drop';
  };
}
export interface Members {
  /**
   * @maxItems 1000
   */
  users?: string[];
  /**
   * org/team-slug
   *
   * @maxItems 100
   */
  teams?: string[];
  /**
   * Repository permissions that carry the role.
   *
   * @maxItems 5
   */
  permissions?: ('read' | 'triage' | 'write' | 'maintain' | 'admin')[];
}
export interface Approval {
  count: number;
  role?: Role;
  /**
   * How many of them must be admins.
   */
  admins?: number;
  requesterMayApprove?: boolean;
}
