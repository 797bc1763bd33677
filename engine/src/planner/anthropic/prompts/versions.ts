import { planV1 } from './plan-v1.js';

/** A prompt that was released, with what it was worth. */
export interface PromptVersion {
  readonly name: string;
  readonly text: string;
  /** Of the text, hexadecimal: it is not edited after its release. */
  readonly sha256: string;
  /** By model: the figures of `npm run evaluate -- --planner anthropic`; empty until somebody with a key ran it. */
  readonly evaluations: Readonly<
    Record<
      string,
      { readonly date: string; readonly outcome: number; readonly targets: number; readonly beyond: number }
    >
  >;
}

export const promptVersions: readonly PromptVersion[] = [
  {
    name: 'plan-v1',
    text: planV1,
    sha256: 'c355f84870530ed940d20d7471aabb0e6dfb5583d67a31394b553fc2af6aee50',
    evaluations: {},
  },
];

const latest = promptVersions.at(-1);
if (latest === undefined) throw new Error('there is always a prompt');
/** What is asked with now. */
export const currentPrompt: PromptVersion = latest;
