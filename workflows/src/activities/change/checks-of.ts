import type { Language } from '@chatops-commander/engine/actions/action';
import type { ChangeDecision } from '@chatops-commander/engine/approval/change-decision';
import { fitSections } from '@chatops-commander/engine/report/fit-sections';
import { inline } from '@chatops-commander/engine/report/markdown';
import { toldIn } from '@chatops-commander/schemas';
import type { CheckRun } from '../../github/checks.js';
import type { Look } from './look-at-change.js';

/** GitHub refuses a longer summary of a check. */
const checkSummaryLimit = 65_535;

/** Whether servers are looked at for a pull request in this state, and its preview has a check of its own. */
export const isPreviewed = ({ kind }: ChangeDecision): boolean =>
  kind === 'await-approval' || kind === 'ready-to-merge' || kind === 'held';

/**
 * The checks of a head. While a pull request is open it has all of them, also where there is nothing to judge: branch
 * protection may require them, and would wait for ever for one that never comes.
 */
export function checksOf(look: Look, markdown: string | undefined, language: Language): readonly CheckRun[] {
  const { facts, changes } = look.read;
  if (facts.state !== 'open') return [];
  const hasPreview = isPreviewed(look.decision) && changes.length > 0;
  return [
    lintCheck(look, language),
    approvalCheck(look, markdown, language),
    ...(hasPreview ? [] : [nothing('chatops / preview', facts.head, language)]),
  ];
}

function nothing(name: CheckRun['name'], head: string, language: Language): CheckRun {
  const title = language === 'fr' ? 'rien à regarder ici' : 'nothing to look at here';
  return { name, head, conclusion: 'neutral', title, summary: title };
}

function lintCheck({ read }: Look, language: Language): CheckRun {
  const files = [...read.changes, ...read.others];
  if (files.length === 0) return nothing('chatops / lint', read.facts.head, language);
  const problems = files.flatMap((file) => file.problems.map((problem) => ({ path: file.path, problem })));
  const errors = problems.filter(({ problem }) => problem.severity === 'error');
  return {
    name: 'chatops / lint',
    head: read.facts.head,
    conclusion: errors.length === 0 ? 'success' : 'failure',
    title: lintTitle(files.length, errors.length, language),
    summary:
      problems.length === 0
        ? LINTED[language].clean
        : fitSections(
            problems.map(({ path, problem }) => ({
              markdown: `- ${inline(`${path}:${problem.line}`)} ${inline(toldIn(language, problem).message)}`,
            })),
            language,
            checkSummaryLimit,
          ),
    annotations: problems.map(({ path, problem }) => ({
      path,
      line: Math.max(1, problem.line),
      level: problem.severity === 'error' ? ('failure' as const) : ('warning' as const),
      message: `${toldIn(language, problem).message}\n${toldIn(language, problem).hint}`,
    })),
  };
}

function lintTitle(files: number, errors: number, language: Language): string {
  const { many, none } = LINTED[language];
  return errors === 0 ? `${files} ${many(files, 'file')}, ${none}` : `${errors} ${many(errors, 'error')}`;
}

const LINTED = {
  en: {
    clean: 'Nothing to correct.',
    none: 'no error',
    many: (count: number, what: 'file' | 'error') => (count === 1 ? what : `${what}s`),
  },
  fr: {
    clean: 'Rien à corriger.',
    none: 'aucune erreur',
    many: (count: number, what: 'file' | 'error') => `${what === 'file' ? 'fichier' : 'erreur'}${count > 1 ? 's' : ''}`,
  },
} as const;

function approvalCheck({ read, decision }: Look, markdown: string | undefined, language: Language): CheckRun {
  const check = { name: 'chatops / approval', head: read.facts.head, summary: markdown ?? '' } as const;
  switch (decision.kind) {
    case 'await-approval': {
      const missing = decision.missing.map((one) => one[language]).join('; ');
      return { ...check, conclusion: 'action_required', title: missing.slice(0, 250) };
    }
    case 'held':
      return { ...check, conclusion: 'action_required', title: decision.because[language].slice(0, 250) };
    case 'ready-to-merge':
    case 'merge':
      return {
        ...check,
        conclusion: 'success',
        title: APPROVED[language].title,
        summary: markdown ?? APPROVED[language].summary,
      };
    case 'refuse':
    case 'lint-failed':
      return { ...check, conclusion: 'failure', title: FAILED[language][decision.kind] };
    default:
      return nothing('chatops / approval', read.facts.head, language);
  }
}

const APPROVED = {
  en: { title: 'approved', summary: 'Approved at this head.' },
  fr: { title: 'approuvée', summary: 'Approuvée à cette version.' },
} as const;
const FAILED = {
  en: { refuse: 'refused', 'lint-failed': 'not valid' },
  fr: { refuse: 'refusée', 'lint-failed': 'non valide' },
} as const;
