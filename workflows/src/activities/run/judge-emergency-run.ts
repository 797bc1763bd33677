import type { Localized } from '@chatops-commander/engine/actions/action';
import { findAction } from '@chatops-commander/engine/actions/registry';
import { heldBecause } from '@chatops-commander/engine/approval/held';
import { onceBegun } from '@chatops-commander/engine/approval/once-begun';
import { needsFilesOfGitHub } from '@chatops-commander/engine/emergency/files-of-github';
import { judgeEmergency } from '@chatops-commander/engine/emergency/judge-emergency';
import type { Audit } from '@chatops-commander/engine/records/audit';
import type { EmergencyRuns } from '@chatops-commander/engine/records/emergency-runs';
import type { Holds } from '@chatops-commander/engine/records/holds';
import type { Records } from '@chatops-commander/engine/records/records';
import type { AttemptPurpose } from '@chatops-commander/engine/records/run-row';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import type { RunInput } from '../../contract.js';
import { beganBefore } from '../began-before.js';
import { type ConfigReader, NotBootstrapped, notBootstrapped } from '../config-in-force.js';

export interface EmergencyJudgeDeps {
  readonly emergencyRuns: Pick<EmergencyRuns, 'latest'>;
  readonly runs: Pick<Records['runs'], 'runsOfPull'>;
  readonly outcomes: Pick<Records['outcomes'], 'ofRun'>;
  readonly holds: Pick<Holds, 'standing'>;
  readonly audit: Pick<Audit, 'append'>;
  readonly config: Pick<ConfigReader, 'inForce' | 'policyOf'>;
  readonly readOnly: boolean;
}

/** Judges a run that no pull request asked for, without GitHub: by an admin's signature, the linter and what stops changes. */
export function createEmergencyJudge(deps: EmergencyJudgeDeps) {
  return async (input: RunInput, purpose: AttemptPurpose): Promise<Localized | undefined> => {
    const { repository, path, blob } = input;
    const run = await deps.emergencyRuns.latest(repository, path, blob);
    if (run === undefined) return notSignedHere;
    const overAll = await deps.holds.standing(repository);
    const held = heldBecause({ readOnly: deps.readOnly, holds: overAll });
    if (held !== undefined) return held;
    const began = await beganBefore(input, deps);
    // a key taken away since, or a stricter linter, leaves nobody with a half-done change
    if (began !== undefined && purpose === 'rollback')
      return judgeEmergency(run, onceBegun(await deps.config.policyOf(began.policyDigest)), Date.now());
    try {
      const { policy, inventory } = await deps.config.inForce(repository);
      const signedUnder = began !== undefined ? onceBegun(policy) : policy;
      const because = judgeEmergency(run, signedUnder, Date.now());
      if (because !== undefined) return because;
      const lint = lintRunbook({ text: run.content, file: path, as: 'change', inventory, policy, findAction });
      if (!lint.ok || lint.runbook === undefined)
        return lintFailed(lint.problems.map((problem) => `line ${problem.line}: ${problem.message}`));
      const needs = needsFilesOfGitHub(lint.runbook, findAction);
      if (needs !== undefined) return needs;
    } catch (error) {
      if (error instanceof NotBootstrapped) return notBootstrapped(error.repository);
      throw error;
    }
    await deps.audit.append({
      actor: run.by,
      kind: 'emergency.accepted',
      subject: `${repository}:${path}`,
      data: { blob, reason: run.reason, at: run.at, signature: run.signature },
      key: `emergency.accepted:${run.seq}`,
    });
    return undefined;
  };
}

const notSignedHere: Localized = {
  en: 'no pull request asked for it, and no emergency is on record for these bytes',
  fr: "aucune pull request ne l'a demandé, et aucune urgence n'est enregistrée pour ces octets",
};
const lintFailed = (problems: readonly string[]): Localized => {
  const list = problems.slice(0, 3).join('; ');
  return {
    en: `it is not valid under the policy and the inventory in force: ${list}`,
    fr: `il n'est pas valide avec la politique et l'inventaire en vigueur : ${list}`,
  };
};
