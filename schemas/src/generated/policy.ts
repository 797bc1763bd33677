// Generated from schemas/json/policy.schema.json by `npm run generate`. Change the schema, not this file.

export type Role = 'viewer' | 'operator' | 'admin';
export type Risk = 'low' | 'medium' | 'high' | 'critical';
/**
 * Shown wherever it holds: at most 80 characters, on one line.
 */
export type RuleName = string;
export type Environment = string;
/**
 * Five fields of cron, as in 0 18 * * FRI, or a day and an hour, as in 2026-12-18 18:00.
 */
export type Moment = string;

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
   * SSH keys of admins who may run a file while GitHub is away, by `chatops emergency`. Without them nobody can.
   *
   * @maxItems 50
   */
  emergencyKeys?: {
    /**
     * An admin whom roles.admin.users names.
     */
    user: string;
    /**
     * A public key, as in ~/.ssh/id_ed25519.pub; a comment may follow.
     */
    key: string;
  }[];
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
   * What some changes need on top of the rest. A rule can only ask for more.
   *
   * @maxItems 100
   */
  rules?: Rule[];
  /**
   * required: each group of servers that a change alters needs the approval of one of its owners; named: owners are only named.
   */
  owners?: 'required' | 'named';
  /**
   * Windows in which no change starts.
   *
   * @maxItems 50
   */
  freezes?: Freeze[];
  /**
   * The way through a freeze, by `/ops emergency REASON`. Without it there is none.
   */
  emergency?: {
    /**
     * Who may declare one; operator when not given.
     */
    role?: 'viewer' | 'operator' | 'admin';
    /**
     * So many approvals more than the change needs otherwise.
     */
    approvals?: number;
  };
  /**
   * What holds for every backup that a run takes, those before a change included.
   */
  backups?: {
    /**
     * secret:NAME of the key for backups whose step names none: 64 hexadecimal digits.
     */
    encrypt: string;
  };
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
     * When who could approve is reminded; once per head.
     */
    remindAfter?: string;
    /**
     * When a change that the app proposed and nobody merged is closed.
     */
    closeAfter?: string;
    /**
     * A preview older than this is taken anew before the run.
     */
    previewAge?: string;
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
export interface Rule {
  name: RuleName;
  /**
   * All that is given must hold.
   */
  when: {
    /**
     * At least this risk.
     */
    risk?: 'low' | 'medium' | 'high' | 'critical';
    /**
     * It works on a server of one of these.
     *
     * @minItems 1
     * @maxItems 50
     */
    environments?: Environment[];
    /**
     * It works on a server with all of these tags.
     */
    tags?: {
      [k: string]: string;
    };
    /**
     * It uses one of these: an action, or a family as in database.*.
     *
     * @minItems 1
     * @maxItems 100
     */
    actions?: string[];
    moreThan?: Breadth;
  };
  require: {
    count?: number;
    role?: Role;
    admins?: number;
    /**
     * A rule can only take it away.
     */
    requesterMayApprove?: false;
  };
}
/**
 * Of the servers that the rest of `when` names: as in { percent: 20 } or { servers: 5 }.
 */
export interface Breadth {
  percent?: number;
  servers?: number;
}
export interface Freeze {
  name: RuleName;
  from: Moment;
  until: Moment;
  /**
   * Of both, as in Europe/Paris.
   */
  timeZone: string;
  /**
   * All of them when not given.
   *
   * @minItems 1
   * @maxItems 50
   */
  environments?: Environment[];
  /**
   * Changes below this risk go on; all are held when not given.
   */
  risk?: 'low' | 'medium' | 'high' | 'critical';
}
