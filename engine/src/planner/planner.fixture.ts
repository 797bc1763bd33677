import { fileURLToPath } from 'node:url';
import { type Inventory, parseInventory } from '@chatops-commander/schemas';
import { createCatalogPlanner } from './catalog-planner.js';
import { loadCatalog, loadDiagnoses } from './load-catalog.js';
import type { PlanContext, PlanOutcome } from './planner.js';

export const libraryFolder = fileURLToPath(new URL('../../../runbooks', import.meta.url));

/** Two web servers and a database in production, one web server in staging; names that are easy to mistake. */
export const sampleInventory: Inventory = parseInventory(
  `apiVersion: chatops-commander/v1
kind: Inventory
servers:
  web-01: { host: 10.0.0.11, user: deploy, key: "secret:ssh", environment: production, tags: { role: web }, sudo: nopasswd }
  web-02: { host: 10.0.0.12, user: deploy, key: "secret:ssh", environment: production, tags: { role: web }, sudo: nopasswd }
  db-01: { host: 10.0.0.21, user: deploy, key: "secret:ssh", environment: production, tags: { role: db } }
  stg-01: { host: 10.0.1.11, user: deploy, key: "secret:ssh", environment: staging, tags: { role: web } }
  bastion: { host: 10.0.0.1, user: deploy, key: "secret:ssh", environment: production }
services:
  nginx:
    on: { tags: { role: web } }
    manager: systemd
    aliases: [le site, website, the shop front]
    health: { url: "https://shop.example.com/health", status: 200 }
  postgresql: { on: { servers: [db-01] }, manager: systemd, aliases: [la base] }
  worker: { on: { servers: [web-01, web-02] }, manager: systemd }
  billing-api: { on: { servers: [stg-01] }, manager: systemd }
`,
  'inventory.yaml',
);

export const libraryCatalog = await loadCatalog(libraryFolder);
export const libraryDiagnoses = await loadDiagnoses(libraryFolder);

const planner = createCatalogPlanner();

/** Plans a request over the sample inventory and the library. */
export function planFor(text: string, more: Partial<PlanContext> = {}): Promise<PlanOutcome> {
  return planner.plan({
    text,
    thread: [],
    inventory: sampleInventory,
    catalog: libraryCatalog,
    diagnoses: libraryDiagnoses,
    openProposals: [],
    findings: [],
    source: { issue: 7, comment: 70, requester: 'alice' },
    ...more,
  });
}

/** A plan in one line: kind, runbook, targets. `restart-service nginx @ web-01`, `question`, `diagnose @ web-01 web-02`. */
export function summarise(outcome: PlanOutcome): string {
  if (outcome.kind !== 'runbook' && outcome.kind !== 'diagnose') return outcome.kind;
  const { spec, metadata } = outcome.runbook;
  const template = metadata.source?.template?.replace(/^runbooks\/|\.yaml$/g, '') ?? 'diagnose';
  const inputs = [...spec.steps, ...(spec.after ?? [])].flatMap((step) => Object.entries(step.with ?? {}));
  const service = inputs.find(([name]) => name === 'service')?.[1];
  const servers = spec.targets?.servers ?? [];
  return [
    template,
    ...(service === undefined ? [] : [String(service)]),
    ...(servers.length > 0 ? ['@', ...servers] : []),
  ].join(' ');
}
