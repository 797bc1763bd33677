import type { Word } from './word.js';

/** Things there are several of on one machine. */
const ofOneMachine = new Set(
  'account key cron package container file folder process logs port certificate backup version image query connections database'.split(
    ' ',
  ),
);

/** "bonne nuit à toute l'équipe" */
const people = /^(?:equipe|team|monde|people|folks|guys|gens|personnel|staff|collegues|colleagues|family|famille)$/;

/** "all users", "tout ce qui est planifié" says how much of a thing; "all of them", "all web servers" says where. */
export function isOfMachines(words: readonly Word[], at: number): boolean {
  const next = words.slice(at + 1).find(({ folded }) => !/^(?:the|of|les|le|la|des|de|mes|nos|our|my)$/.test(folded));
  if (next === undefined || next.token.clause !== words[at]?.token.clause) return true;
  const { meaning, folded } = next;
  if (/^(?:ce|ce qui|ce que|that|which)$/.test(folded)) return false;
  if (people.test(folded)) return false;
  return !(
    meaning.kind === 'unknown' ||
    (meaning.kind === 'act' && meaning.part === 'topic' && ofOneMachine.has(meaning.concept))
  );
}
