import type { Localized } from '../../actions/action.js';
import { sayEither, sayServers, sayTyped } from './say-names.js';

/** The questions and refusals of the catalog planner: first person, short, with what to answer. */
export const questions = {
  whichService: (title: Localized): Localized => ({
    en: `${title.en}: which service?`,
    fr: `${title.fr} : quel service ?`,
  }),
  oneService: (title: Localized, services: readonly string[]): Localized => ({
    en: `${title.en}: I do one service at a time. ${sayEither(services).en} first?`,
    fr: `${title.fr} : je fais un service à la fois. ${sayEither(services).fr} d'abord ?`,
  }),
  whichServer: (title: Localized): Localized => ({
    en: `${title.en}: on which servers?`,
    fr: `${title.fr} : sur quels serveurs ?`,
  }),
  ambiguous: (typed: string, candidates: readonly string[]): Localized => ({
    en: `${sayTyped(typed)} could be ${sayEither(candidates).en}. Which one?`,
    fr: `${sayTyped(typed)} peut être ${sayEither(candidates).fr}. Lequel ?`,
  }),
  unknownName: (typed: string, known: readonly string[]): Localized =>
    known.length === 0
      ? {
          en: `I don't know ${sayTyped(typed)}; it is not in the inventory.`,
          fr: `Je ne connais pas ${sayTyped(typed)} : il n'est pas dans l'inventaire.`,
        }
      : {
          en: `I don't know ${sayTyped(typed)}. I know ${sayEither(known).en}. Which one do you mean?`,
          fr: `Je ne connais pas ${sayTyped(typed)}. Je connais ${sayEither(known).fr}. De quoi s'agit-il ?`,
        },
  elsewhere: (service: string, named: readonly string[], hosts: readonly string[]): Localized => ({
    en: `${service} does not run on ${sayServers(named).en}; it runs on ${sayServers(hosts).en}. Where do you want it?`,
    fr: `${service} ne tourne pas sur ${sayServers(named).fr} ; il tourne sur ${sayServers(hosts).fr}. Où le voulez-vous ?`,
  }),
  contradiction: (servers: readonly string[]): Localized => ({
    en: `The environment you name leaves out ${sayServers(servers).en}. Which servers do you mean?`,
    fr: `L'environnement que vous citez exclut ${sayServers(servers).fr}. Quels serveurs voulez-vous ?`,
  }),
  runsNowhere: (service: string): Localized => ({
    en: `The inventory has ${service}, and no server that runs it. Correct its \`on:\` in .chatops/inventory.yaml.`,
    fr: `L'inventaire cite ${service}, mais aucun serveur ne le fait tourner. Corrigez son \`on:\` dans .chatops/inventory.yaml.`,
  }),
  oneAtATime: (titles: readonly Localized[]): Localized => ({
    en: `I do one thing at a time, and I read ${titles.length} here. Which one first?`,
    fr: `Je fais une chose à la fois, et j'en lis ${titles.length} ici. Laquelle d'abord ?`,
  }),
  notSure: (title: Localized): Localized => ({
    en: `I am not sure that I understood. Is it this: ${title.en}?`,
    fr: `Je ne suis pas sûr d'avoir compris. Est-ce bien : ${title.fr} ?`,
  }),
  instead: (typed: string | undefined, title: Localized): Localized => ({
    en: `${typed === undefined ? 'I have nothing that shows just that' : `I don't know what ${sayTyped(typed)} asks for`}. I can do this: ${title.en}. Shall I?`,
    fr: `${typed === undefined ? "Je n'ai rien qui montre exactement cela" : `Je ne sais pas ce que ${sayTyped(typed)} demande`}. Je peux ceci : ${title.fr}. Je le fais ?`,
  }),
  unread: (typed: string): Localized => ({
    en: `I don't know what ${sayTyped(typed)} leaves. On which servers?`,
    fr: `Je ne sais pas ce que laisse ${sayTyped(typed)}. Sur quels serveurs ?`,
  }),
  whichNumber: {
    en: 'To which one? Answer with its number.',
    fr: 'Auquel ? Répondez par son numéro.',
  },
  whichRunbook: {
    en: 'Several runbooks fit what you wrote. Which one?',
    fr: 'Plusieurs runbooks correspondent à votre demande. Lequel ?',
  },
  fromThere: {
    en: 'From one server to another I can check a port: write which, such as `/ops is port 22 of web-01 open from db-01`.',
    fr: 'D’un serveur vers un autre, je peux vérifier un port : dites lequel, par exemple `/ops le port 22 de web-01 est ouvert depuis db-01`.',
  },
  whichSite: { en: 'What should I look at?', fr: 'Que dois-je regarder ?' },
  notLater: (title: Localized): Localized => ({
    en: `I can't put things off or repeat them; I can do it as soon as it is approved. Shall I prepare it: ${title.en}?`,
    fr: `Je ne sais ni différer ni répéter une action ; je peux la faire dès qu'elle est approuvée. Je la prépare : ${title.fr} ?`,
  }),
  wholeServer: (servers: readonly string[]): Localized => ({
    en: `I can't shut a whole machine down; I can stop a service on ${sayServers(servers).en}. Which one?`,
    fr: `Je ne sais pas éteindre une machine entière ; je peux arrêter un service sur ${sayServers(servers).fr}. Lequel ?`,
  }),
  machineOrService: (servers: readonly string[]): Localized => ({
    en: `A service on ${sayServers(servers).en}, or the machine itself?`,
    fr: `Un service sur ${sayServers(servers).fr}, ou la machine elle-même ?`,
  }),
} as const;

export const answers = {
  cannot: (deed: Localized): Localized => ({
    en: `I can't ${deed.en}. \`/ops what can you do\` tells what I can.`,
    fr: `Je ne sais pas ${deed.fr}. \`/ops que sais-tu faire\` dit ce que je sais faire.`,
  }),
  notUnderstood: (abilities: Localized): Localized => ({
    en: `I did not understand this as something to do on a server. ${abilities.en}`,
    fr: `Je n'y ai pas reconnu une action sur un serveur. ${abilities.fr}`,
  }),
  help: (abilities: Localized): Localized => ({
    en: `${abilities.en} Write it in plain words, such as \`/ops restart nginx on web-01\`; \`/ops help\` lists the commands.`,
    fr: `${abilities.fr} Dites-le avec vos mots, par exemple \`/ops redémarre nginx sur web-01\` ; \`/ops aide\` donne la liste des commandes.`,
  }),
  thanked: { en: 'You are welcome.', fr: 'Avec plaisir.' },
  greeted: {
    en: 'Hello! Tell me what you need, such as `/ops restart nginx on web-01`.',
    fr: 'Bonjour ! Dites-moi ce qu’il vous faut, par exemple `/ops redémarre nginx sur web-01`.',
  },
  parted: { en: 'Goodbye.', fr: 'Au revoir.' },
  introduced: {
    en: 'I am ChatOps Commander: I turn what you ask into a runbook, have it approved where it changes something, and run it on your servers.',
    fr: 'Je suis ChatOps Commander : de ce que vous demandez je fais un runbook, je le fais approuver s’il change quelque chose, et je l’exécute sur vos serveurs.',
  },
  leftAlone: {
    en: 'Understood: I do nothing and change nothing.',
    fr: 'Entendu : je ne fais rien et je ne change rien.',
  },
  howTo: (title: Localized, command: Localized): Localized => ({
    en: `${title.en}: write \`/ops ${command.en}\`. I then open a pull request that says what will happen; nothing runs before it is approved and merged.`,
    fr: `${title.fr} : écrivez \`/ops ${command.fr}\`. J'ouvre alors une pull request qui dit ce qui va se passer ; rien ne s'exécute avant qu'elle soit approuvée et fusionnée.`,
  }),
  noSuchChoice: (number: number, count: number): Localized =>
    count === 0
      ? {
          en: `There is nothing open here that ${number} could answer. Tell me in words what you need.`,
          fr: `Rien n'est ouvert ici à quoi ${number} répondrait. Dites-moi avec des mots ce qu'il vous faut.`,
        }
      : {
          en: `There is no choice ${number}; answer with a number from 1 to ${count}.`,
          fr: `Il n'y a pas de choix ${number} ; répondez par un numéro de 1 à ${count}.`,
        },
} as const;
