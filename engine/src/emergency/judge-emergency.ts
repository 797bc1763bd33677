import { type Policy, parseDuration } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import { foldLogin } from '../approval/logins.js';
import { gitBlobId } from '../runbook/git-blob.js';
import { emergencyNamespace, type EmergencyRun, statementText } from './emergency-run.js';
import { verifySshSignature } from './verify-ssh-signature.js';

/** As for a merge: what was decided longer ago than policy's `maxAge` starts nothing. The same bytes run once anyway. */
const defaultMaxAge = '24h';

/** Between the machine that signs and the worker. */
const clocksDifferMs = 5 * 60_000;

/**
 * Why a file may not run while GitHub is away, under the policy in force; undefined: it may. The signature of an admin
 * whom the policy names, with a key that it lists for them, stands in for approval and merge.
 */
export function judgeEmergency(run: EmergencyRun, policy: Policy, now: number): Localized | undefined {
  const keys = policy.emergencyKeys ?? [];
  if (keys.length === 0) return noKeys;
  const by = foldLogin(run.by);
  // teams and permissions cannot be asked of a GitHub that is away: only whom the policy names is an admin here
  if (!(policy.roles.admin?.users ?? []).some((user) => foldLogin(user) === by)) return noAdmin(run.by);
  if (gitBlobId(run.content) !== run.blob) return otherBytes;
  const age = now - Date.parse(run.at);
  const maxAgeMs = parseDuration(policy.limits?.maxAge ?? defaultMaxAge);
  // written so that a time that cannot be read denies
  if (!(age >= -clocksDifferMs && age <= maxAgeMs)) return tooOld;
  const message = statementText(run);
  const signed = keys.some(
    ({ user, key }) =>
      foldLogin(user) === by &&
      verifySshSignature({ signature: run.signature, message, namespace: emergencyNamespace, key }),
  );
  return signed ? undefined : notSigned(run.by);
}

const noKeys: Localized = {
  en: 'the policy in force lists no keys for emergencies: name them under `emergencyKeys`, by a pull request, before the day that you need them',
  fr: "la politique en vigueur n'indique aucune clé pour les urgences : nommez-les sous `emergencyKeys`, par une pull request, avant le jour où il les faudra",
};
const noAdmin = (login: string): Localized => ({
  en: `the policy in force does not name ${login} as an admin; teams and permissions cannot be asked for while GitHub is away`,
  fr: `la politique en vigueur ne nomme pas ${login} comme admin ; équipes et droits ne peuvent être demandés tant que GitHub est absent`,
});
const otherBytes: Localized = {
  en: 'the file is not the one that was signed',
  fr: "le fichier n'est pas celui qui a été signé",
};
const tooOld: Localized = {
  en: 'it was signed too long ago, or by a clock that is ahead: sign it anew',
  fr: 'il a été signé il y a trop longtemps, ou par une horloge en avance : signez-le à nouveau',
};
const notSigned = (login: string): Localized => ({
  en: `it is not signed with a key that the policy in force lists for ${login}`,
  fr: `il n'est pas signé avec une clé que la politique en vigueur indique pour ${login}`,
});
