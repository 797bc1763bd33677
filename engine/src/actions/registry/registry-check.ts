import type { RegistryAction } from '../action.js';
import { optionalText, textInput } from '../input-fields.js';

export const registryCheck: RegistryAction = {
  kind: 'registry',
  name: 'registry.check',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'Whether an image is in its registry, with digest and date, asked from the worker',
    fr: 'Si une image est dans son registre, avec son empreinte et sa date, demandé depuis le worker',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['image'],
    properties: {
      image: {
        description: 'The repository, with its registry, without tag.',
        type: 'string',
        pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5}(?=/))?(/[a-z0-9]+([._-]+[a-z0-9]+)*){0,8}$',
        maxLength: 255,
      },
      tag: {
        description: 'latest when left out.',
        type: 'string',
        pattern: '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$',
      },
      digest: {
        description: 'Asked for instead of the tag.',
        type: 'string',
        pattern: '^sha256:[0-9a-f]{64}$',
      },
    },
  },
  bindable: ['digest'],
  describe(input) {
    const image = textInput(input, 'image');
    const digest = optionalText(input, 'digest');
    const wanted = digest === undefined ? `${image}:${optionalText(input, 'tag') ?? 'latest'}` : `${image}@${digest}`;
    return { en: `Looks for ${wanted} in its registry`, fr: `Cherche ${wanted} dans son registre` };
  },
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  defaultTimeoutMs: 30_000,
};
