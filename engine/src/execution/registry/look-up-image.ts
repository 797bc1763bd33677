import type { Localized } from '../../actions/action.js';
import type { RegistryClient } from './registry-client.js';

export type ImageLookup =
  | {
      readonly kind: 'found';
      /** Of the tag: a list of several platforms where there is one. */
      readonly digest: string;
      /** ISO 8601; undefined where the image does not say. */
      readonly created: string | undefined;
      readonly platforms: readonly string[];
      /** Of the image for one platform, all layers. */
      readonly bytes: number | undefined;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly because: Localized };

/** Finds an image by tag or digest: its digest, and when it was made as its configuration says. */
export async function lookUpImage(client: RegistryClient, reference: string): Promise<ImageLookup> {
  const top = await client.manifest(reference);
  if (top.kind !== 'found') return top;
  const listed = entries(field(top.body, 'manifests'));
  const platforms = listed.map((entry) => platformOf(entry)).filter((platform) => !platform.startsWith('unknown'));
  const image = listed.length === 0 ? top.body : await imageOf(client, listed);
  const config = text(field(field(image, 'config'), 'digest'));
  const sizes = entries(field(image, 'layers')).map((layer) => field(layer, 'size'));
  const bytes = sizes.every((size) => typeof size === 'number') ? sum(sizes) : undefined;
  const created =
    config === undefined || !/^sha256:[0-9a-f]{64}$/.test(config) ? undefined : await createdOf(client, config);
  return { kind: 'found', digest: top.digest, created, platforms, bytes: sizes.length === 0 ? undefined : bytes };
}

/** One of a list: for the most common platform, else the first. */
async function imageOf(client: RegistryClient, listed: readonly unknown[]): Promise<unknown> {
  const chosen = listed.find((entry) => platformOf(entry) === 'linux/amd64') ?? listed[0];
  const digest = text(field(chosen, 'digest'));
  if (digest === undefined || !/^sha256:[0-9a-f]{64}$/.test(digest)) return undefined;
  const answer = await client.manifest(digest);
  return answer.kind === 'found' ? answer.body : undefined;
}

async function createdOf(client: RegistryClient, config: string): Promise<string | undefined> {
  const answer = await client.blob(config);
  const created = answer.kind === 'found' ? text(field(answer.body, 'created')) : undefined;
  const time = Date.parse(created ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function platformOf(entry: unknown): string {
  const platform = field(entry, 'platform');
  const parts = ['os', 'architecture', 'variant'].map((name) => text(field(platform, name)));
  return parts.filter((part) => part !== undefined).join('/') || 'unknown';
}

const sum = (numbers: readonly unknown[]): number =>
  numbers.reduce<number>((total, number) => total + (typeof number === 'number' ? number : 0), 0);
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 200) : undefined);
const entries = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, 100) : []);
