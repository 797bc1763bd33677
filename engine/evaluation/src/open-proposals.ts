import { findAction } from '@chatops-commander/engine/actions/registry';
import type { CatalogEntry, Proposal } from '@chatops-commander/engine/planner/planner';
import type { CaseProposal } from './evaluation-case.js';
import { actionsOf, alters } from './planned.js';

/** The library runbook that offers an action with the least besides it; the first by path among equals. */
export function entryFor(action: string, catalog: readonly CatalogEntry[]): CatalogEntry | undefined {
  const besides = ({ runbook }: CatalogEntry) => actionsOf(runbook).filter((name) => name !== action);
  const weight = (entry: CatalogEntry) => besides(entry).length + 100 * besides(entry).filter(alters).length;
  return catalog
    .filter(({ runbook }) => actionsOf(runbook).includes(action))
    .toSorted((one, other) => weight(one) - weight(other) || (one.path < other.path ? -1 : 1))[0];
}

/** Proposals as the request workflow would have kept them open; those that the catalog cannot make are left out. */
export function openProposals(
  proposals: readonly CaseProposal[],
  catalog: readonly CatalogEntry[],
): readonly Proposal[] {
  return proposals.flatMap(({ action, servers, inputs = {} }) => {
    const entry = entryFor(action, catalog);
    if (entry === undefined) return [];
    const words = `${action} ${Object.values(inputs).join(' ')}, ${servers.join(', ')}`;
    return [
      {
        title: { en: words, fr: words },
        effect: { en: words, fr: words },
        risk: findAction(action)?.risk ?? 'critical',
        template: entry.path,
        inputs,
        servers,
      },
    ];
  });
}
