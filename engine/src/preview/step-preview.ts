import type { Localized, Outputs } from '../actions/action.js';

/** A file as it would be changed. */
export interface FileChange {
  readonly path: string;
  /** Unified lines; undefined where the text may not be shown or is none: then digest and size stand for it. */
  readonly diff: readonly string[] | undefined;
  /** Why the text is not shown. */
  readonly because?: Localized;
}

/** What looking at one server before a run tells of one step there. Plain JSON. */
export type StepPreview =
  /** A changing step: what is there now. */
  | {
      readonly kind: 'looked';
      readonly before: Outputs;
      /** What must not change until the run. */
      readonly guard?: Outputs;
      readonly alreadySo?: Localized;
      /** The state is as asked, also where that may not be told; never shown, only for a run to decide on. */
      readonly asAsked?: true;
      /** Why the step would not be done as things stand. */
      readonly refused?: Localized;
      readonly files: readonly FileChange[];
      /** KiB on the server of what would be backed up first; undefined where nothing is or it cannot be told. */
      readonly backupKiB?: number;
    }
  /** A reading step before the first change: what it says now. */
  | { readonly kind: 'read'; readonly ok: boolean; readonly summary: Localized }
  /** A reading step that means something only during the run. */
  | { readonly kind: 'later' }
  /** Nothing can be said without doing it. */
  | { readonly kind: 'not-simulated'; readonly because: Localized }
  /** It could not be looked at; `unanswered` when the server did not answer, or not in time. */
  | { readonly kind: 'failed'; readonly because: Localized; readonly unanswered?: true };

/** Servers that did not answer all they were asked, in order. */
export const unansweredBy = (steps: readonly PreviewedStep[]): readonly string[] => [
  ...new Set(
    steps.flatMap(({ server, preview }) => (preview.kind === 'failed' && preview.unanswered === true ? [server] : [])),
  ),
];

/** One step on one server. */
export interface PreviewedStep {
  readonly server: string;
  readonly step: string;
  readonly uses: string;
  /** What the step does there, in a sentence. */
  readonly does: Localized;
  readonly preview: StepPreview;
}
