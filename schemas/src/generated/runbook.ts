// Generated from schemas/json/runbook.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * Lower-case letters, digits, dots, underscores and dashes; at most 100.
 */
export type Name = string;
/**
 * One text, or one text per language.
 */
export type Localized =
  | string
  | {
      en: string;
      fr: string;
    };
/**
 * @maxItems 100
 */
export type Phrases = string[];
/**
 * A number of servers, or a percentage such as 25%.
 */
export type BatchSize = number | string;
/**
 * A whole number and a unit: ms, s, m, h or d.
 */
export type Duration = string;
/**
 * Lower-case letters, digits and underscores, starting with a letter; at most 40.
 */
export type Identifier = string;
/**
 * family.name, as in service.restart.
 */
export type Action = string;
/**
 * @minItems 0
 * @maxItems 200
 */
export type Steps = Step[];

/**
 * Typed steps for named servers. In changes/ it runs once when merged; in runbooks/ it is a template of the library.
 */
export interface Runbook {
  apiVersion: 'chatops-commander/v1';
  kind: 'Runbook';
  metadata: Metadata;
  spec: Spec;
}
export interface Metadata {
  name: Name;
  title: Localized;
  description?: Localized;
  labels?: {
    [k: string]: string;
  };
  source?: Source;
}
/**
 * Where a generated runbook comes from. A runbook written by a person has none.
 */
export interface Source {
  issue: number;
  comment?: number;
  requester: string;
  /**
   * What was asked, as it was written.
   */
  words: string;
  /**
   * sha256 of the comment's body when it was read.
   */
  wordsDigest?: string;
  planner: string;
  template?: string;
  templateBlob?: string;
}
export interface Spec {
  inputs?: {
    [k: string]: Input;
  };
  /**
   * Phrases that ask for this runbook; {name} stands for an input.
   */
  triggers?: {
    en?: Phrases;
    fr?: Phrases;
  };
  targets?: Selector;
  strategy?: Strategy;
  onFailure?: 'rollback' | 'pause' | 'stop';
  watch?: Watch;
  before?: Steps;
  steps: Steps;
  after?: Steps;
}
export interface Input {
  type: 'string' | 'integer' | 'boolean';
  required?: boolean;
  description?: Localized;
  pattern?: string;
  default?: string | number | boolean;
  /**
   * @minItems 1
   * @maxItems 100
   */
  enum?: (string | number)[];
  min?: number;
  max?: number;
}
/**
 * Servers by name, or by tags of the inventory (library runbooks only; a change names them).
 */
export interface Selector {
  /**
   * @minItems 1
   * @maxItems 2000
   */
  servers?: string[];
  tags?: {
    [k: string]: string;
  };
  environment?: string;
  service?: string;
  all?: true;
}
export interface Strategy {
  batch?: BatchSize | BatchSize[];
  maxFailures?: number | string;
  pause?: Duration;
  /**
   * @maxItems 20
   */
  health?: Identifier[];
}
export interface Watch {
  uses: Action;
  with: {
    [k: string]: unknown;
  };
  every: Duration;
}
export interface Step {
  id?: Identifier;
  name?: Localized;
  uses: Action;
  /**
   * The action's inputs; see docs/actions.
   */
  with?: {
    [k: string]: unknown;
  };
  /**
   * CEL, per server.
   */
  if?: string;
  /**
   * Where the step runs, when not on every target: first, controller, or named servers.
   */
  on?:
    | ('first' | 'controller')
    | {
        /**
         * @minItems 1
         * @maxItems 2000
         */
        servers: string[];
      };
  timeout?: Duration;
  retry?: {
    attempts: number;
    backoff?: Duration;
    maxBackoff?: Duration;
  };
  idempotent?: boolean;
  continueOnFailure?: boolean;
  /**
   * CEL on outputs.
   */
  assert?: string;
  /**
   * Steps that undo this one, or none; otherwise the action's own inverse.
   */
  rollback?: 'none' | Steps;
  backup?: {
    /**
     * Why no backup is taken.
     */
    none: string;
  };
  probe?: {
    uses: Action;
    with?: {
      [k: string]: unknown;
    };
  };
}
