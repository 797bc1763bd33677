import type { ActionContext, Outputs } from '../actions/action.js';
import { optionalText, textInput } from '../actions/input-fields.js';
import { parseImageName } from '../actions/registry/image-name.js';
import { sayBytes } from '../actions/say-figures.js';
import { NoSecrets, type ReadSecret } from '../backup/read-content.js';
import { urlStanding } from '../runbook/url-standing.js';
import { aliveDuring } from './alive-during.js';
import type { HttpClient } from './http-client.js';
import { CANCELLED } from './outcome-of-result.js';
import { type ImageLookup, lookUpImage } from './registry/look-up-image.js';
import { createRegistryClient, type Registry } from './registry/registry-client.js';
import type { StepLife, StepOutcome, StepRun } from './step-run.js';

export interface RegistryDeps {
  readonly http: HttpClient;
  readonly readSecret?: ReadSecret | undefined;
}

/** Asks an image's registry for it. Throws NoSecrets, and what reading the secret throws. */
export async function registryStep(
  deps: RegistryDeps,
  step: { readonly run: StepRun; readonly input: Outputs; readonly context: ActionContext },
  life: StepLife,
): Promise<StepOutcome> {
  const { run, input, context } = step;
  const image = textInput(input, 'image');
  const reference = optionalText(input, 'digest') ?? optionalText(input, 'tag') ?? 'latest';
  const registry = await registryOf(deps, image, run);
  const { signal } = life;
  const client = createRegistryClient(
    { http: deps.http, timeoutMs: Math.min(10_000, context.timeoutMs), signal },
    registry,
  );
  const begun = performance.now();
  const found = await aliveDuring(life, () => lookUpImage(client, reference));
  const durationMs = Math.round(performance.now() - begun);
  if (signal.aborted) return { kind: 'cancelled', reason: CANCELLED, started: false, durationMs };
  return outcome(found, { image, reference, durationMs });
}

/** How the registry of an image is reached: without TLS, on loopback and with a password only where the inventory says so. */
async function registryOf(deps: RegistryDeps, image: string, { inventory }: StepRun): Promise<Registry> {
  const { registry, repository } = parseImageName(image);
  const listed = Object.hasOwn(inventory.registries ?? {}, registry) ? inventory.registries?.[registry] : undefined;
  const base = `${listed?.http === true ? 'http' : 'https'}://${registry}`;
  const standing = urlStanding(`${base}/`, inventory);
  const loopback = standing === 'health-url' || standing === 'inventory-host';
  if (listed?.user === undefined || listed.password === undefined) {
    return { base, repository, loopback, login: undefined };
  }
  if (deps.readSecret === undefined) throw new NoSecrets(listed.password);
  const password = (await deps.readSecret(listed.password.slice('secret:'.length))).toString('utf8').trim();
  return { base, repository, loopback, login: { user: listed.user, password } };
}

function outcome(
  found: ImageLookup,
  asked: { readonly image: string; readonly reference: string; readonly durationMs: number },
): StepOutcome {
  const { image, reference, durationMs } = asked;
  const isDigest = reference.startsWith('sha256:');
  const name = isDigest ? `${image}@${reference}` : `${image}:${reference}`;
  switch (found.kind) {
    case 'found': {
      const { digest, created = null, platforms, bytes = null } = found;
      const size = bytes === null ? undefined : sayBytes(bytes);
      const pinned = isDigest ? name : `${name}@${digest}`;
      const day = created?.slice(0, 10);
      return {
        kind: 'done',
        changed: false,
        durationMs,
        outputs: { exists: true, image: pinned, digest, created, platforms, bytes },
        summary: {
          en: `${pinned} is there${day === undefined ? '' : `, made on ${day}`}${size === undefined ? '' : `, ${size.en}`}`,
          fr: `${pinned} existe${day === undefined ? '' : `, créée le ${day}`}${size === undefined ? '' : `, ${size.fr}`}`,
        },
      };
    }
    case 'absent':
      return {
        kind: 'done',
        changed: false,
        durationMs,
        outputs: { exists: false, image: name, digest: null, created: null, platforms: [], bytes: null },
        summary: { en: `${name} is not in its registry`, fr: `${name} n'est pas dans son registre` },
      };
    case 'failed': {
      const reason = {
        en: `${name} could not be looked up: ${found.because.en}`,
        fr: `${name} n'a pas pu être cherchée : ${found.because.fr}`,
      };
      return { kind: 'failed', reason, outputs: {}, started: false, durationMs };
    }
    default:
      return found satisfies never;
  }
}
