import type { Language } from '../actions/action.js';
import { inlineCode } from './markdown.js';
import { sayMilliseconds } from './say-milliseconds.js';
import { clip } from './visible-text.js';

/** What was looked at all through a run; times in milliseconds. */
export interface WatchedUrl {
  readonly what: string;
  /** As the runbook writes it. */
  readonly every: string;
  readonly checks: number;
  readonly failed: number;
  readonly downtimeMs: number;
  readonly longestMs: number;
  /** Nobody looked for so long. */
  readonly unwatchedMs: number;
}

/** The downtime in a sentence; empty when nothing was watched. */
export function sayWatched(watched: WatchedUrl | undefined, language: Language): string {
  if (watched === undefined) return '';
  const { what, every, checks, failed, downtimeMs, longestMs, unwatchedMs } = watched;
  const say = (ms: number) => (ms === 0 ? '0 s' : sayMilliseconds(ms)[language]);
  const page = inlineCode(clip(what, 200));
  const text = TEXT[language];
  const gap = unwatchedMs === 0 ? '' : ` ${text.gap(say(unwatchedMs))}`;
  // without a single look nothing can be said, least of all that it was up
  if (checks === 0) return `👁️ ${text.never(page)}${gap}`;
  if (failed === 0) return `👁️ ${text.well(page, checks, every)}${gap}`;
  return `👁️ ${text.down(page, say(downtimeMs), say(longestMs), failed, checks)}${gap}`;
}

const TEXT = {
  en: {
    well: (page: string, checks: number, every: string) =>
      `**Downtime: 0 s.** ${page} answered well ${checks} times, asked every ${every}.`,
    down: (page: string, all: string, longest: string, failed: number, checks: number) =>
      `**Downtime: ${all}**, ${longest} at a stretch. ${page} failed ${failed} of ${checks} checks.`,
    never: (page: string) => `${page} was to be watched, and the run ended before the first check.`,
    gap: (span: string) => `Nobody looked for ${span}.`,
  },
  fr: {
    well: (page: string, checks: number, every: string) =>
      `**Interruption : 0 s.** ${page} a bien répondu ${checks} fois, interrogée toutes les ${every}.`,
    down: (page: string, all: string, longest: string, failed: number, checks: number) =>
      `**Interruption : ${all}**, dont ${longest} d'affilée. ${page} a échoué à ${failed} contrôles sur ${checks}.`,
    never: (page: string) => `${page} devait être surveillée, et l'exécution s'est terminée avant le premier contrôle.`,
    gap: (span: string) => `Personne n'a regardé pendant ${span}.`,
  },
} as const;
