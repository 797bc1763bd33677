import type { Language, Localized, Risk } from '../actions/action.js';
import type { RequiredApprovals } from '../approval/required-approvals.js';
import type { DescribedStep } from './describe-steps.js';
import { fitSections } from './fit-sections.js';
import { codeBlock, details, inline, inlineCode, prose, quote } from './markdown.js';
import { renderNotices } from './render-notices.js';
import { sayApprovals } from './say-approvals.js';
import { RISK_MARKS, RISK_NAMES } from './say-risk.js';
import { effectTable, serverEffects } from './server-effects.js';
import { stepsGraph } from './steps-graph.js';
import { clip } from './visible-text.js';

export interface PullRequestBody {
  readonly language: Language;
  /** What will be done and why, in a sentence or two. */
  readonly message: Localized;
  /** What was unusual about the request or its planning. */
  readonly notices?: readonly Localized[];
  readonly steps: readonly DescribedStep[];
  readonly onFailure: 'rollback' | 'pause' | 'stop';
  readonly risk: Risk;
  /** What made the risk what it is. */
  readonly reasons: readonly Localized[];
  readonly environments: readonly string[];
  readonly approvals: {
    readonly required: RequiredApprovals;
    /** nameEligible(whoCould(…)); undefined when the policy leaves nobody. */
    readonly could: Localized | undefined;
    /** People whose approval would not count. */
    readonly mayNot: readonly string[];
  };
  readonly request: { readonly issue: number; readonly requester: string; readonly words: string };
  readonly runbookPath: string;
  readonly yaml: string;
  /** Files of the ops repo that steps take along, as they will run. */
  readonly sources?: readonly { readonly path: string; readonly sha256: string; readonly text: string }[];
  /** The app merges by itself once approved. */
  readonly mergesItself: boolean;
  /** Commands to copy, as `gh pr review 7 --approve`; without them the words alone say what to do. */
  readonly nextCommand?: string;
}

/** The body of a change's pull request: what a reviewer needs to decide in one minute, on a phone. */
export function renderPullRequestBody(body: PullRequestBody): string {
  const { language } = body;
  const text = TEXT[language];
  return fitSections(
    [
      { markdown: `${prose(clip(body.message[language], 4_000))}\n\n${askedBy(body)}` },
      { markdown: renderNotices(body.notices, language) },
      { markdown: effectTable(serverEffects(body.steps, language), language), leaveOutAs: text.effects, importance: 3 },
      { markdown: risk(body) },
      { markdown: sayApprovals({ language, ...body.approvals }) },
      { markdown: undoing(body), leaveOutAs: text.undo, importance: 2 },
      { markdown: next(body) },
      { markdown: stepsGraph(body.steps, body.onFailure, language), leaveOutAs: text.graph, importance: 1 },
      ...(body.sources ?? []).map(({ path, sha256, text: content }) => ({
        markdown: details(`${path} (SHA-256 ${sha256.slice(0, 12)}…)`, codeBlock(content)),
        leaveOutAs: { en: `${path} (see the repository)`, fr: `${path} (voir le dépôt)` },
        importance: 2,
      })),
      { markdown: details(`Runbook: ${body.runbookPath}`, codeBlock(body.yaml, 'yaml')), leaveOutAs: text.runbook },
    ],
    language,
  );
}

function askedBy({ language, request }: PullRequestBody): string {
  const text = TEXT[language];
  return `${quote(clip(request.words, 500))}\n>\n> — ${inlineCode(request.requester)}, ${text.in} #${request.issue}`;
}

function risk(body: PullRequestBody): string {
  const { language } = body;
  const text = TEXT[language];
  const where = body.environments.length > 0 ? ` (${body.environments.map(inlineCode).join(', ')})` : '';
  const reasons = body.reasons.slice(0, 10).map((reason) => `- ${inline(reason[language])}`);
  return [`**${text.risk} ${RISK_MARKS[body.risk]} ${RISK_NAMES[body.risk][language]}**${where}`, ...reasons].join(
    '\n',
  );
}

/** What is backed up, how each changing step is undone, and what is not. */
function undoing(body: PullRequestBody): string {
  const { language } = body;
  const text = TEXT[language];
  const lines = body.steps
    .filter((step) => step.undo !== undefined)
    .flatMap((step) => {
      const undo = `- ${inlineCode(step.id)}${text.colon} ${inline(step.undo?.[language] ?? '')}`;
      return [undo, ...backupLine(step, language)];
    });
  if (lines.length === 0) return text.nothingToUndo;
  const plan = `**${text.failureTitle}** ${text[body.onFailure]}`;
  const overwrites = body.steps.some((step) => step.backup.kind !== 'nothing-to-back-up');
  const backup = overwrites ? [] : [`**${text.backupTitle}** ${text.nothingToBackUp}`];
  return [plan, [`**${text.undoTitle}**`, ...lines].join('\n'), ...backup].join('\n\n');
}

function backupLine(step: DescribedStep, language: Language): readonly string[] {
  const text = TEXT[language];
  switch (step.backup.kind) {
    case 'nothing-to-back-up':
      return [];
    case 'paths':
      return [`  - ${text.backedUp} ${step.backup.paths.slice(0, 10).map(inlineCode).join(', ')}`];
    case 'none':
      return [`  - ⚠️ ${text.noBackup} ${inline(step.backup.because)}`];
    default:
      return step.backup satisfies never;
  }
}

function next(body: PullRequestBody): string {
  const text = TEXT[body.language];
  const none = body.approvals.required.count === 0;
  const words = body.mergesItself
    ? none
      ? text.nextNothing
      : text.nextApprove
    : none
      ? text.nextMerge
      : text.nextApproveMerge;
  const command = body.nextCommand === undefined ? '' : `\n\n${codeBlock(body.nextCommand)}`;
  return `**${text.next}** ${words} ${text.drop}${command}`;
}

const TEXT = {
  en: {
    in: 'in',
    colon: ':',
    risk: 'Risk:',
    failureTitle: 'If it fails:',
    undoTitle: 'How it is undone:',
    backupTitle: 'Backup:',
    nothingToBackUp: 'none; no step names a file that it overwrites.',
    rollback: 'I undo whatever started, in reverse order, and say so.',
    pause: 'I stop there, keep the servers locked, and wait for a person (`/ops retry`, `/ops skip`, `/ops rollback`).',
    stop: 'I stop there and leave things as they are.',
    backedUp: 'backed up and verified first:',
    noBackup: 'no backup:',
    nothingToUndo: '**If it fails:** nothing to undo, it only reads.',
    next: 'Next:',
    nextApproveMerge: 'approve in a review, then merge; the merge starts the run.',
    nextMerge: 'merge; the merge starts the run.',
    nextApprove: 'approve in a review; then I merge and run it.',
    nextNothing: 'nothing to do, I merge and run it.',
    drop: 'To drop it, close this pull request. Any push makes earlier approvals void.',
    effects: { en: 'the table of effects', fr: 'le tableau des effets' },
    undo: { en: 'how it is undone', fr: "la façon de l'annuler" },
    graph: { en: 'the graph', fr: 'le graphe' },
    runbook: { en: 'the runbook (see the files)', fr: 'le runbook (voir les fichiers)' },
  },
  fr: {
    in: 'dans',
    colon: ' :',
    risk: 'Risque :',
    failureTitle: "En cas d'échec :",
    undoTitle: 'Retour arrière :',
    backupTitle: 'Sauvegarde :',
    nothingToBackUp: "aucune ; aucune étape ne désigne de fichier qu'elle écrase.",
    rollback: "j'annule tout ce qui a commencé, en ordre inverse, et je le dis.",
    pause:
      "je m'arrête là, je garde les serveurs verrouillés et j'attends quelqu'un (`/ops retry`, `/ops skip`, `/ops rollback`).",
    stop: "je m'arrête là et je laisse les choses en l'état.",
    backedUp: 'sauvegardé et vérifié avant :',
    noBackup: 'pas de sauvegarde :',
    nothingToUndo: "**En cas d'échec :** rien à annuler, ce n'est que de la lecture.",
    next: 'Ensuite :',
    nextApproveMerge: "approuvez dans une revue, puis fusionnez ; la fusion lance l'exécution.",
    nextMerge: "fusionnez ; la fusion lance l'exécution.",
    nextApprove: 'approuvez dans une revue ; je fusionne alors et je lance.',
    nextNothing: 'rien à faire, je fusionne et je lance.',
    drop: 'Pour renoncer, fermez cette pull request. Tout nouveau push annule les approbations déjà données.',
    effects: { en: 'the table of effects', fr: 'le tableau des effets' },
    undo: { en: 'how it is undone', fr: "la façon de l'annuler" },
    graph: { en: 'the graph', fr: 'le graphe' },
    runbook: { en: 'the runbook (see the files)', fr: 'le runbook (voir les fichiers)' },
  },
} as const;
