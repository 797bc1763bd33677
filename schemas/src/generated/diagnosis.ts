// Generated from schemas/json/diagnosis.schema.json by `npm run generate`. Change the schema, not this file.

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
 * One piece of knowledge about what goes wrong: what shows it, how to say it, and which runbooks help.
 */
export interface Diagnosis {
  apiVersion: 'chatops-commander/v1';
  kind: 'Diagnosis';
  metadata: {
    name: Name;
    description?: Localized;
  };
  spec: {
    /**
     * The surest first: of several that hold for one finding the lowest tells it, and proposals come in this order.
     */
    order: number;
    look: Look;
    /**
     * What the outputs of the look show; every sign must hold.
     *
     * @minItems 1
     * @maxItems 10
     */
    when: Sign[];
    /**
     * What is said; {service}, {servers}, {since} and {summary} are filled in.
     */
    cause: {
      en: string;
      fr: string;
    };
    /**
     * Library runbooks by name, the likeliest first. One that the library lacks is passed over.
     *
     * @maxItems 5
     */
    remedies?: Remedy[];
    /**
     * Only told when nothing else is found: a hint, rather than a cause.
     */
    alone?: boolean;
    /**
     * Names of diagnoses whose cause explains this one: it is then told, and proposes nothing of its own.
     *
     * @maxItems 20
     */
    explainedBy?: Name[];
  };
}
/**
 * The reading action whose findings are judged. Service states, health, disks and the addresses of services are looked at anyway; any other is added where it applies.
 */
export interface Look {
  /**
   * family.name, as in service.status; it must read state.
   */
  uses: string;
  /**
   * Asked once per service, which it is then given as `service`, or once per server.
   */
  each?: 'service' | 'server';
  /**
   * Only for services of these names or units.
   *
   * @minItems 1
   * @maxItems 50
   */
  software?: string[];
}
/**
 * One of: failed (the look itself failed), or an output with what it must be.
 */
export interface Sign {
  /**
   * The look itself failed, or found things bad.
   */
  failed?: true;
  /**
   * A name in the outputs, with dots into what it holds: memory.availablePercent. Of a list, some element must fit.
   */
  output?: string;
  /**
   * There is no such output.
   */
  absent?: true;
  /**
   * @minItems 1
   * @maxItems 50
   */
  oneOf?: (string | number | boolean)[];
  atLeast?: number;
  atMost?: number;
  /**
   * One of these texts occurs in it; letters of either case.
   *
   * @minItems 1
   * @maxItems 50
   */
  contains?: string[];
  notEmpty?: true;
}
export interface Remedy {
  runbook: Name;
  /**
   * Beyond the service.
   */
  inputs?: {
    [k: string]: string | number | boolean;
  };
}
