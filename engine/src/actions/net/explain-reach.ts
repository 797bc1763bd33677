import type { Localized } from '../action.js';
import { sameText } from '../localized.js';

/** Why a server could not be made to reach a host, from the script's word for it. */
export function explainReach(host: string, problem: string, detail: string | undefined): Localized {
  switch (problem) {
    case 'name':
      return {
        en: `${host}: the server does not know this name`,
        fr: `${host} : le serveur ne connaît pas ce nom`,
      };
    case 'no-resolver':
      return {
        en: `${host}: the server has no getent to look names up with`,
        fr: `${host} : le serveur n'a pas getent pour résoudre les noms`,
      };
    case 'forbidden':
      return {
        en: `${host} is ${detail ?? '?'}, which checks never ask`,
        fr: `${host} correspond à ${detail ?? '?'}, que les vérifications n'interrogent jamais`,
      };
    case 'no-tool':
      return {
        en: `${host}: the server has none of the programs that could try (${detail ?? '?'})`,
        fr: `${host} : le serveur n'a aucun des programmes capables d'essayer (${detail ?? '?'})`,
      };
    default: {
      const why = detail === undefined ? undefined : (DETAILS[detail] ?? sameText(detail));
      return {
        en: `${host} cannot be reached${why === undefined ? '' : `: ${why.en}`}`,
        fr: `${host} est injoignable${why === undefined ? '' : ` : ${why.fr}`}`,
      };
    }
  }
}

const DETAILS: Readonly<Record<string, Localized>> = {
  refused: { en: 'the connection was refused', fr: 'la connexion a été refusée' },
  route: { en: 'there is no route to it', fr: "aucune route n'y mène" },
  timeout: { en: 'no answer in time', fr: 'pas de réponse à temps' },
  certificate: { en: 'its certificate is not trusted', fr: "son certificat n'est pas reconnu" },
};
