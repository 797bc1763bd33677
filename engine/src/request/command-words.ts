import type { CommandName } from './command.js';
import { fold } from './fold.js';

/** What people type for each command, in English and in French; compared without accents and case. */
const spellings: Readonly<Record<CommandName, readonly string[]>> = {
  help: ['help', 'aide', 'aide-moi', '?'],
  status: ['status', 'statut', 'état', 'avancement'],
  cancel: ['cancel', 'abort', 'annule', 'annuler', 'annulez', 'abandonne', 'abandonner'],
  pause: ['pause', 'suspend', 'suspends', 'suspendre', 'mets en pause', 'mettre en pause'],
  resume: ['resume', 'continue', 'unpause', 'reprends', 'reprendre', 'reprenez', 'continuer'],
  retry: ['retry', 'réessaie', 'réessaye', 'réessayer', 'réessayez', 'retente', 'retenter'],
  rollback: ['rollback', 'roll back', 'retour arrière', 'reviens en arrière', 'revenir en arrière'],
  confirm: ['confirm', 'confirme', 'confirmer', 'je confirme', 'i confirm', 'run confirm'],
  skip: ['skip', 'saute', 'sauter', 'sautez', 'passe', 'ignore'],
  emergency: ['emergency', 'urgence'],
  logs: ['logs', 'log', 'journaux', 'journal'],
  runs: ['runs', 'exécutions', 'les exécutions', 'historique', 'history'],
  servers: ['servers', 'serveurs', 'les serveurs', 'machines', 'hosts'],
};

/** Folded spelling → command. */
export const commandBySpelling: ReadonlyMap<string, CommandName> = new Map(
  Object.entries(spellings).flatMap(([name, forms]) =>
    // Object.entries widens the keys of a Record to string.
    forms.map((form) => [fold(form), name as CommandName] as const),
  ),
);

/** Spellings worth correcting: single words long enough that a slip still shows what was meant. */
export const correctable: readonly string[] = [...commandBySpelling.keys()].filter((form) => /^[a-z]{4,}$/.test(form));

/** Objects that say no more than "the run at hand": "annule le run", "pause this". */
export const theRunAtHand: ReadonlySet<string> = new Set(
  [
    'it',
    'this',
    'that',
    'the run',
    'this run',
    'everything',
    'the change',
    'the request',
    'please',
    'ça',
    'cela',
    'tout',
    'tout ça',
    'le run',
    "l'exécution",
    'cette exécution',
    'le changement',
    'la demande',
    'stp',
    'svp',
  ].map(fold),
);
