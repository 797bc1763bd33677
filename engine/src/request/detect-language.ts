import type { Language } from '../actions/action.js';
import { editDistance } from './edit-distance.js';
import { fold } from './fold.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Small words and commands that belong to one language only; names and borrowed words ("down", "logs") tell nothing. */
const french = words(
  'le la les un une des du de et est sont en sur dans pour avec sans pas ne plus je tu il elle nous vous ils mon ma mes ton ta tes ce cette ces qui que quoi quel quelle quels quelles ou pourquoi comment quand tout tous toute toutes va vas bien ca marche fonctionne tourne repond site serveur serveurs base redemarre redemarrer redemarrez relance relancer demarre demarrer lance lancer arrete arreter montre affiche donne verifie regarde dis moi peux peut pouvez pourrais stp svp merci bjr bsr slt cc bonsoir nuit journee bisous bises allo adieu rdm disques personnes rien aucun aucune jamais bonjour salut coucou depuis hier matin soir aide statut annule annuler reprends saute journaux journal confirme sauvegarde sauvegarder espace disque etat encore aussi autre autres pareil plutot sauf partout machine machines tombe plante pete carafe rame lent lente marchent vont oui non ecris execute fichier erreur erreurs sante combien reste fais fait premier deuxieme bdd ko hs souci soucis probleme problemes panne clients utilisateurs dispo indispo nickel bordel reboote rebooter recharge recharger swappe mdr ptdr deploie deployer installe installer desinstalle supprime supprimer restaure restaurer nettoie purge cherche coupe couper active desactive alerte alertes conteneur conteneurs paquet paquets mets met passe certificat sauvegardes mise jour mises purger vide vider ligne lignes activer desactiver niveau bonne soiree dossier dossiers fichiers',
);
const english = words(
  'the an is are was were in at of for with without not no i you he she it we they my your this that these those who what which where why how when all every everything and or to from can could would please show me tell check give list restart start stop status look up last lines since server servers website database disk space health okay fine good good run write back help cancel resume skip retry confirm again other same instead except everywhere slow broken dead working works work does do doesn don isn hello hi hey thanks if there any many much left does let first second alert alerts',
);
/** Whole words in both, and no slip of one: "pause" is not "passe". */
const both = words('pause');
const elided = /\b(?:l|d|j|qu|n|s|c|t|m)['’](?=[a-zà-ÿ])/giu;
const frenchLetters = /[àâçéèêëîïôûùüœ]/giu;

/** Shorter words are too near one another. */
const shortest = 5;
const frenchLong = [...french].filter((word) => word.length >= shortest);
const englishLong = [...english].filter((word) => word.length >= shortest);

/** "redemare", "espcae": where every word is misspelled, the words that they are a slip away from tell. */
function slipsToward(tokens: readonly string[]): number {
  return tokens
    .filter((token) => token.length >= shortest && ![french, english, both].some((known) => known.has(token)))
    .reduce((score, token) => score + Number(isNear(token, frenchLong)) - Number(isNear(token, englishLong)), 0);
}

/** "reboot" is no slip of "reboote": a word that another begins with stands for itself. */
const isNear = (token: string, words: readonly string[]): boolean =>
  words.some(
    (word) =>
      word.charAt(0) === token.charAt(0) &&
      !word.startsWith(token) &&
      !token.startsWith(word) &&
      editDistance(token, word, token.length < 9 ? 1 : 2) <= (token.length < 9 ? 1 : 2),
  );

/**
 * The language that a request is written in. English where the words tell nothing ("nginx logs"), unless the caller
 * knows better from the thread.
 */
export function detectLanguage(text: string, otherwise: Language = 'en'): Language {
  const tokens = fold(text.replace(/https?:\/\/\S+/g, ' ').replace(elided, ' ')).match(/[a-z]+/g) ?? [];
  let score = (text.match(elided) ?? []).length * 2 + Math.min(4, (text.match(frenchLetters) ?? []).length);
  for (const token of tokens) {
    if (french.has(token)) score += 1;
    if (english.has(token)) score -= 1;
  }
  if (score === 0) score = slipsToward(tokens);
  if (score === 0) return otherwise;
  return score > 0 ? 'fr' : 'en';
}
