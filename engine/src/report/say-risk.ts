import type { Localized, Risk } from '../actions/action.js';

/** The risk as the word that people read. */
export const RISK_NAMES: Readonly<Record<Risk, Localized>> = {
  low: { en: 'low', fr: 'faible' },
  medium: { en: 'medium', fr: 'moyen' },
  high: { en: 'high', fr: 'élevé' },
  critical: { en: 'critical', fr: 'critique' },
};

/** A coloured mark beside the word, never instead of it. */
export const RISK_MARKS: Readonly<Record<Risk, string>> = { low: '🟢', medium: '🟡', high: '🟠', critical: '🔴' };
