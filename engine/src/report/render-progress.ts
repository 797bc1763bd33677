import type { Language } from '../actions/action.js';
import { sayDuration } from '../actions/say-figures.js';
import { inline, inlineCode, link, table } from './markdown.js';
import { renderHeard, type HeardWords } from './render-heard.js';
import { clip } from './visible-text.js';

export type ProgressState = 'waiting' | 'running' | 'paused' | 'rolling-back';

export interface Progress {
  readonly language: Language;
  readonly title: string;
  readonly runId: string;
  readonly state: ProgressState;
  /** Steps on servers: how many have ended, of how many. */
  readonly done: number;
  readonly total: number;
  /** What runs at this moment, in words. */
  readonly now?: string;
  /** The step that failed, while a paused run waits for somebody to decide about it. */
  readonly failedStep?: string;
  /** What the run asks a person. */
  readonly question?: {
    readonly step: string;
    readonly message: string;
    readonly role: 'operator' | 'admin';
    /** Milliseconds. */
    readonly withinMs: number;
  };
  readonly batches: readonly {
    readonly servers: readonly string[];
    readonly stands: 'done' | 'now' | 'next';
    /** Servers of it that are in trouble. */
    readonly troubled: number;
  }[];
  /** What people told it, oldest first. */
  readonly heard?: readonly HeardWords[];
  /** Which of several batches is at work. */
  readonly batch?: { readonly number: number; readonly of: number };
  /** Where Temporal shows the run. */
  readonly follow?: string;
}

/** The living comment of a run: a bar, what runs now, batch by batch, and how to steer. */
export function renderProgress(progress: Progress): string {
  const { language, runId } = progress;
  const text = TEXT[language];
  const now = progress.now === undefined ? '' : ` · ${inline(clip(progress.now, 200))}`;
  const batch = progress.batch === undefined ? '' : ` · ${text.batchOf(progress.batch.number, progress.batch.of)}`;
  const follow = progress.follow === undefined ? '' : ` · ${link(text.follow, progress.follow)}`;
  return [
    `${progress.failedStep === undefined ? MARKS[progress.state] : '❌'} **${progress.failedStep === undefined ? text[progress.state] : text.undecided}** ${inline(clip(progress.title, 200))} · ${inlineCode(runId)}${follow}`,
    `${inlineCode(bar(progress.done, progress.total))} ${progress.done}/${progress.total}${batch}${now}`,
    progress.batches.length > 1 ? batchTable(progress) : '',
    renderHeard(progress.heard ?? [], language),
    waysOn(progress),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function waysOn(progress: Progress): string {
  const { runId, question, failedStep, state, language } = progress;
  if (question !== undefined) return sayQuestion(progress, question);
  if (failedStep === undefined) return TEXT[language].steer[state](runId);
  const { decide, again, without, back } = TEXT[language];
  return [
    `**${decide}**`,
    `- ${again} ${inlineCode(`/ops retry ${runId}`)}`,
    `- ${without} ${inlineCode(`/ops skip ${failedStep} --reason TEXT`)}`,
    `- ${back} ${inlineCode(`/ops rollback ${runId}`)}`,
    `- ${TEXT[language].stop} ${inlineCode(`/ops cancel ${runId}`)}`,
  ].join('\n');
}

function sayQuestion({ language, runId }: Progress, question: NonNullable<Progress['question']>): string {
  const { step, message, role, withinMs } = question;
  const span = sayDuration(withinMs / 1000)[language];
  const yes = inlineCode(`/ops approve ${step} ${runId}`);
  const no = inlineCode(`/ops deny ${step} ${runId}`);
  return `❓ **${inline(clip(message, 500))}**\n\n${TEXT[language].gate(role, yes, no, span)}`;
}

const WIDTH = 20;

/** Full only when everything has ended. */
export function bar(done: number, total: number): string {
  const filled = total <= 0 ? 0 : Math.max(0, Math.min(WIDTH, Math.floor((done / total) * WIDTH)));
  return '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
}

const SHOWN_BATCHES = 20;

function batchTable({ batches, language }: Progress): string {
  const text = TEXT[language];
  // The batch at work and those around it say most; the ones long finished are counted.
  const current = batches.findIndex((batch) => batch.stands !== 'done');
  const from = Math.max(
    0,
    Math.min(current < 0 ? batches.length : current - SHOWN_BATCHES / 2, batches.length - SHOWN_BATCHES),
  );
  const rows = batches.slice(from, from + SHOWN_BATCHES).map((batch, index) => {
    const names = batch.servers.slice(0, 4).map(inlineCode).join(' ');
    const more = batch.servers.length > 4 ? ` +${batch.servers.length - 4}` : '';
    const troubled = batch.troubled > 0 ? ` · ❌ ${batch.troubled}` : '';
    return [`${from + index + 1}. ${names}${more}`, `${text.stands[batch.stands]}${troubled}`];
  });
  const rest = batches.length > SHOWN_BATCHES ? [[text.ofBatches(batches.length), '']] : [];
  return table([text.batch, ''], [...rows, ...rest]);
}

const MARKS: Readonly<Record<ProgressState, string>> = {
  waiting: '⏳',
  running: '▶️',
  paused: '⏸️',
  'rolling-back': '↩️',
};

const TEXT = {
  en: {
    waiting: 'Waiting.',
    running: 'Running.',
    paused: 'Paused.',
    'rolling-back': 'Undoing.',
    undecided: 'A step failed, and I wait for you.',
    decide: 'What now?',
    again: 'Once it is mended, try the step again:',
    without: 'Go on without it:',
    back: 'Undo what was started:',
    stop: 'Stop, and leave things as they are:',
    follow: 'follow in Temporal',
    batch: 'Batch',
    batchOf: (number: number, of: number) => `batch ${number} of ${of}`,
    stands: { done: '✓', now: '▶️', next: '' },
    ofBatches: (count: number) => `of ${count} batches`,
    gate: (role: string, yes: string, no: string, span: string) =>
      `For the role ${role} and above. Yes: ${yes}. No: ${no}. No answer within ${span} means no.`,
    steer: {
      waiting: (run: string) => `To stop waiting: \`/ops cancel ${run}\``,
      running: (run: string) => `To wait after this step: \`/ops pause ${run}\`. To stop: \`/ops cancel ${run}\``,
      paused: (run: string) => `To go on: \`/ops resume ${run}\`. To undo what was started: \`/ops rollback ${run}\``,
      'rolling-back': (run: string) => `What it has printed: \`/ops logs ${run}\``,
    },
  },
  fr: {
    waiting: 'En attente.',
    running: 'En cours.',
    paused: 'En pause.',
    'rolling-back': 'Annulation en cours.',
    undecided: 'Une étape a échoué, et je vous attends.',
    decide: 'Et maintenant ?',
    again: "Une fois réparée, réessayer l'étape :",
    without: 'Continuer sans elle :',
    back: 'Annuler ce qui a commencé :',
    stop: "Arrêter, et laisser les choses en l'état :",
    follow: 'suivre dans Temporal',
    batch: 'Lot',
    batchOf: (number: number, of: number) => `lot ${number} sur ${of}`,
    stands: { done: '✓', now: '▶️', next: '' },
    ofBatches: (count: number) => `sur ${count} lots`,
    gate: (role: string, yes: string, no: string, span: string) =>
      `Pour le rôle ${role} et au-dessus. Oui : ${yes}. Non : ${no}. Sans réponse sous ${span}, c'est non.`,
    steer: {
      waiting: (run: string) => `Pour ne plus attendre : \`/ops cancel ${run}\``,
      running: (run: string) =>
        `Pour attendre après cette étape : \`/ops pause ${run}\`. Pour arrêter : \`/ops cancel ${run}\``,
      paused: (run: string) =>
        `Pour continuer : \`/ops resume ${run}\`. Pour annuler ce qui a commencé : \`/ops rollback ${run}\``,
      'rolling-back': (run: string) => `Ce qui a été affiché : \`/ops logs ${run}\``,
    },
  },
} as const;
