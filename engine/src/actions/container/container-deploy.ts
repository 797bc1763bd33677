import type { ActionContext, CommandAction, Outputs, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { objectInput, textInput } from '../input-fields.js';
import { durationSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { parseReport } from '../report-lines.js';
import {
  containerNameSchema,
  environmentSchema,
  pinnedImageSchema,
  portsSchema,
  serverUrlSchema,
  wordsSchema,
} from './container-inputs.js';
import { containerOutputs, readContainer } from './container-state.js';
import { CONFIG_LABEL, deployPlan, secretName } from './deploy-plan.js';
import { BEFORE_DEPLOY_SCRIPT, DEPLOY_SCRIPT } from './deploy-script.js';
import { engineCommand, explainNoEngine, withoutEngine } from './engine-script.js';
import { foreseenGap, gapOf, sayDeployed } from './deploy-gap.js';
import { inverseOfDeploying } from './inverse-of-deploying.js';
import { explainDeployFailure } from './explain-deploy-failure.js';

export const containerDeploy: CommandAction = {
  kind: 'command',
  name: 'container.deploy',
  effect: 'change',
  risk: 'high',
  summary: {
    en: 'Pulls an image, tries it beside, swaps it in when it is healthy, and keeps the one before',
    fr: "Récupère une image, l'essaie à côté, la met en place quand elle est saine, et garde la précédente",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'image'],
    properties: {
      name: containerNameSchema,
      image: { ...pinnedImageSchema, description: 'repository[:tag]@sha256:…, as registry.check gives it.' },
      args: { ...wordsSchema, description: 'Arguments of the container.' },
      env: { ...environmentSchema, description: 'Plain values; secrets are for `secrets`.' },
      secrets: {
        description: 'File under /run/secrets → secret:NAME. podman only.',
        type: 'object',
        maxProperties: 20,
        propertyNames: { pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$' },
        additionalProperties: { type: 'string', pattern: '^secret:[A-Za-z0-9][A-Za-z0-9._-]{0,99}$' },
      },
      ports: { ...portsSchema, description: '[address:]port of the server:port of the container' },
      volumes: {
        description: 'name:/path or /path:/path, with :ro for reading only.',
        type: 'array',
        maxItems: 50,
        items: {
          type: 'string',
          pattern:
            '^([A-Za-z0-9][A-Za-z0-9_.-]{0,99}|(?!.*/\\.\\.(/|:|$))/[^:\\u0000-\\u001f\\u007f]{0,300}):/[^:\\u0000-\\u001f\\u007f]{1,300}(:ro)?$',
        },
      },
      network: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$' },
      user: { type: 'string', pattern: '^[a-z0-9_][a-z0-9_-]{0,31}(:[a-z0-9_][a-z0-9_-]{0,31})?$' },
      health: {
        description: 'What makes it healthy, besides running and the check of its image.',
        type: 'object',
        additionalProperties: false,
        properties: {
          url: { ...serverUrlSchema, description: 'Asked on the server: 200–399.' },
          exec: { ...wordsSchema, description: 'Run in the container: 0.' },
          within: durationSchema,
        },
      },
      beside: { description: 'false: nothing is tried beside, for what cannot run twice.', type: 'boolean' },
      trial: {
        description: 'What differs beside, where no port is published otherwise.',
        type: 'object',
        additionalProperties: false,
        properties: { env: environmentSchema, ports: portsSchema, url: serverUrlSchema },
      },
    },
  },
  bindable: ['image'],
  describe(input) {
    const { name, image } = { name: textInput(input, 'name'), image: textInput(input, 'image') };
    const gap = foreseenGap(input);
    return {
      en: `Deploys ${image} as container ${name}${gap.en}`,
      fr: `Déploie ${image} dans le conteneur ${name}${gap.fr}`,
    };
  },
  undo: {
    en: 'The container before is put back as it was; one that did not exist is removed.',
    fr: "Le conteneur précédent est remis tel quel ; s'il n'y en avait pas, le nouveau est supprimé.",
  },
  unsupported: withoutEngine,
  defaultTimeoutMs: 600_000,
  secrets: (input) => Object.values(objectInput(input, 'secrets')).map(String),
  command(input, context) {
    const plan = deployPlan(input);
    return engineCommand(
      {
        text: DEPLOY_SCRIPT,
        args: [
          plan.name,
          plan.image,
          String(plan.withinSeconds),
          plan.url,
          plan.trialUrl,
          ...[plan.words, plan.trialWords, plan.exec].map((words) => String(words.length)),
          ...plan.words,
          ...plan.trialWords,
          ...plan.exec,
        ],
        stdin: secretLines(input, context),
      },
      context,
    );
  },
  parse(result, input): StepResult {
    const { name, image, config } = deployPlan(input);
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(name));
    const engine = explainNoEngine(report);
    if (engine !== undefined) return failed(engine);
    const before = readContainer(report, 'before');
    const problem = report.value('problem');
    if (problem !== undefined) {
      const lines = [...report.lines('words'), ...report.lines('log')];
      const restored = report.value('restored') === 'yes';
      return failed(explainDeployFailure({ name, image, problem, lines, restored, hadOne: before !== undefined }), {
        name,
        image,
        restored,
        log: report.lines('log'),
      });
    }
    const after = readContainer(report, 'after');
    if (after === undefined || after.labels[CONFIG_LABEL] !== config) return unreadable(result, sameText(name));
    const gap = before?.running === true ? gapOf(report) : undefined;
    return {
      kind: 'done',
      changed: true,
      outputs: {
        ...containerOutputs(name, after),
        previous: before?.id ?? null,
        previousImage: before?.image ?? null,
        gapMilliseconds: gap ?? null,
      },
      summary: sayDeployed({ name, image, gap }),
    };
  },
  probe: {
    command: (input, context) =>
      engineCommand({ text: BEFORE_DEPLOY_SCRIPT, args: [textInput(input, 'name')] }, context),
    parse(result, input) {
      const name = textInput(input, 'name');
      const report = parseReport(result.stdout);
      if (report === undefined || explainNoEngine(report) !== undefined) return { name, state: 'unknown' };
      const container = readContainer(report, 'now');
      const now = containerOutputs(name, container);
      // Cut in the middle of a swap: the next deployment starts it, whatever it deploys, and its undo leaves it running.
      if (report.value('swapped') === 'yes') return { ...now, running: true, config: null };
      return { ...now, config: container?.labels[CONFIG_LABEL] ?? null };
    },
    alreadySo(before, input) {
      const { name, image, config } = deployPlan(input);
      if (before.config !== config || before.running !== true || before.health === 'unhealthy') return undefined;
      return { en: `${name} runs ${image} already`, fr: `${name} exécute déjà ${image}` };
    },
    restored: (before, now) => before.id === now.id && before.running === now.running,
  },
  guard: ({ id = null, image = null }) => ({ id, image }),
  inverse: inverseOfDeploying,
};

/** Names and values for the engine's own store, by standard input; base64 keeps each on a line. */
function secretLines(input: Outputs, context: ActionContext): Uint8Array {
  const { name, config, secrets } = deployPlan(input);
  const lines = secrets.map(([file, reference]) => {
    const value = context.secret?.(reference);
    if (value === undefined) throw new Error(`${reference} was not read before the command was made`);
    return `${secretName({ name, config, file })} ${value.toString('base64')}\n`;
  });
  return Buffer.from(lines.join(''));
}
