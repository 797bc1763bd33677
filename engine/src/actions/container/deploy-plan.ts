import { createHash } from 'node:crypto';
import { parseDuration } from '@chatops-commander/schemas';
import { canonicalJson } from '../../records/canonical-json.js';
import type { Outputs } from '../action.js';
import { flagInput, objectInput, optionalText, textInput, textListInput } from '../input-fields.js';

/** Marks a container with what it was deployed from, so that "already so" and undoing know it again. */
export const CONFIG_LABEL = 'io.chatops-commander.config';

/** What a deployment comes to, as words for the engine. */
export interface DeployPlan {
  readonly name: string;
  /** By digest alone: a tag may move, and older podman takes no both. */
  readonly image: string;
  /** Of everything that was asked for; secrets count by their reference. */
  readonly config: string;
  /** After `run -d --name NAME`: options, image, arguments. */
  readonly words: readonly string[];
  /** The same for the one that is started beside first; empty when nothing is. */
  readonly trialWords: readonly string[];
  readonly trialUrl: string;
  readonly url: string;
  readonly exec: readonly string[];
  readonly withinSeconds: number;
  /** Name of the file under /run/secrets, and reference. */
  readonly secrets: readonly (readonly [string, string])[];
}

/** Reads the inputs of container.deploy. Throws UnexpectedInput. */
export function deployPlan(input: Outputs): DeployPlan {
  const name = textInput(input, 'name');
  const config = createHash('sha256').update(canonicalJson(input)).digest('hex');
  const health = objectInput(input, 'health');
  const trial = objectInput(input, 'trial');
  const environment = objectInput(input, 'env');
  const secrets = Object.entries(objectInput(input, 'secrets')).map(
    ([file, reference]) => [file, String(reference)] as const,
  );
  const everywhere = [
    `--label=${CONFIG_LABEL}=${config}`,
    ...option('--volume', textListInput(input, 'volumes')),
    ...option('--network', optional(input, 'network')),
    ...option('--user', optional(input, 'user')),
    ...secrets.flatMap(([file]) => ['--secret', `source=${secretName({ name, config, file })},target=${file}`]),
  ];
  const image = withoutTag(textInput(input, 'image'));
  const last = [image, ...textListInput(input, 'args')];
  const trialOptions = [
    ...everywhere,
    ...variables({ ...environment, ...objectInput(trial, 'env') }),
    ...option('--publish', textListInput(trial, 'ports')),
  ];
  const options = [
    '--restart=unless-stopped',
    ...everywhere,
    ...variables(environment),
    ...option('--publish', textListInput(input, 'ports')),
  ];
  return {
    name,
    image,
    config,
    words: [...options, ...last],
    trialWords: input.beside === undefined || flagInput(input, 'beside') ? [...trialOptions, ...last] : [],
    trialUrl: optionalText(trial, 'url') ?? '',
    url: optionalText(health, 'url') ?? '',
    exec: textListInput(health, 'exec'),
    withinSeconds: Math.max(1, Math.round(parseDuration(optionalText(health, 'within') ?? '60s') / 1000)),
    secrets,
  };
}

/** The engine's own name for a secret: one for each deployment, so that the container before keeps its own. */
export const secretName = (of: { readonly name: string; readonly config: string; readonly file: string }): string =>
  `${of.name}.${of.file}.${of.config.slice(0, 12)}`;

const withoutTag = (image: string): string => image.replace(/:[A-Za-z0-9_][A-Za-z0-9_.-]*@/, '@');
const optional = (input: Outputs, name: string): readonly string[] => {
  const value = optionalText(input, name);
  return value === undefined ? [] : [value];
};
const option = (name: string, values: readonly string[]): readonly string[] =>
  values.map((value) => `${name}=${value}`);
const variables = (environment: Outputs): readonly string[] =>
  Object.entries(environment).map(([name, value]) => `--env=${name}=${String(value)}`);
