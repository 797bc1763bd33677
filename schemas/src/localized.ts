/** A text in each language that users write in. */
export interface Localized {
  readonly en: string;
  readonly fr: string;
}

/** Nothing to say. */
export const unsaid: Localized = { en: '', fr: '' };
