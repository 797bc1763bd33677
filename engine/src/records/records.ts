import { type AcceptedFiles, createAcceptedFiles } from './accepted-files.js';
import { type Audit, createAudit } from './audit.js';
import { type Backups, createBackups } from './backups.js';
import { type CarriedGuards, createCarriedGuards } from './carried-guards.js';
import { type ChangeNotices, createChangeNotices } from './change-notices.js';
import { type Claims, createClaims } from './claims.js';
import { type Confirmations, createConfirmations } from './confirmations.js';
import { createDeliveries, type Deliveries } from './deliveries.js';
import { createEmergencies, type Emergencies } from './emergencies.js';
import { createEmergencyRuns, type EmergencyRuns } from './emergency-runs.js';
import { createHolds, type Holds } from './holds.js';
import { createInstallations, type Installations } from './installations.js';
import { createLocks, type Locks } from './locks.js';
import { createModelSpending, type ModelSpending } from './model-spending.js';
import { createOutcomes, type Outcomes } from './outcomes.js';
import { createOutputStore, type OutputStore } from './outputs.js';
import { createPassages, type Passages } from './passages.js';
import { createPreviews, type Previews } from './previews.js';
import type { Connections, Queryable } from './queryable.js';
import { createRequests, type Requests } from './requests.js';
import { createRuns, type Runs } from './runs.js';
import { createUnapprovedMerges, type UnapprovedMerges } from './unapproved-merges.js';
import { createWatermarks, type Watermarks } from './watermarks.js';

/** Everything that is on record. Each part can be made and used by itself. */
export interface Records {
  readonly acceptedFiles: AcceptedFiles;
  readonly audit: Audit;
  readonly backups: Backups;
  readonly carriedGuards: CarriedGuards;
  readonly changeNotices: ChangeNotices;
  readonly claims: Claims;
  readonly confirmations: Confirmations;
  readonly deliveries: Deliveries;
  readonly emergencies: Emergencies;
  readonly emergencyRuns: EmergencyRuns;
  readonly holds: Holds;
  readonly installations: Installations;
  readonly locks: Locks;
  readonly modelSpending: ModelSpending;
  readonly outcomes: Outcomes;
  readonly outputs: OutputStore;
  readonly passages: Passages;
  readonly previews: Previews;
  readonly requests: Requests;
  readonly runs: Runs;
  readonly unapprovedMerges: UnapprovedMerges;
  readonly watermarks: Watermarks;
}

/** The records in a database that `migrate` has brought up to date. */
export function createRecords(db: Queryable & Connections): Records {
  return {
    acceptedFiles: createAcceptedFiles(db),
    audit: createAudit(db),
    backups: createBackups(db),
    carriedGuards: createCarriedGuards(db),
    changeNotices: createChangeNotices(db),
    claims: createClaims(db),
    confirmations: createConfirmations(db),
    deliveries: createDeliveries(db),
    emergencies: createEmergencies(db),
    emergencyRuns: createEmergencyRuns(db),
    holds: createHolds(db),
    installations: createInstallations(db),
    locks: createLocks(db),
    modelSpending: createModelSpending(db),
    outcomes: createOutcomes(db),
    outputs: createOutputStore(db),
    passages: createPassages(db),
    previews: createPreviews(db),
    requests: createRequests(db),
    runs: createRuns(db),
    unapprovedMerges: createUnapprovedMerges(db),
    watermarks: createWatermarks(db),
  };
}
