import type { MeaningTable } from './meaning-table.js';

/** Words that only mean something after others: the other one, never mind, help. `|` between forms. */
export const conversation: MeaningTable = [
  {
    meaning: { kind: 'follow-up' },
    forms: `
        instead | rather | plutôt | same | the same | same thing | same on | same in | same for | idem | pareil
        pareille | même chose | la même chose | la même | ditto | what about | and on | et sur | et pour
        how about | the one | the ones | celui | celle | ceux | celles | now on | now for | maintenant sur
        i meant | i mean | je voulais dire | je parlais de | je parle de | pardon | sorry | désolé | oops | oups
        correction | more | plus de lignes | lignes de plus | lignes en plus | more lines | de plus | en plus | davantage | encore plus | finalement | actually on
      `,
  },
  {
    meaning: { kind: 'other-one' },
    forms: `
      other | other one | the other | the other one | the others | others | autre | autres | le autre
      les autres
    `,
  },
  {
    meaning: { kind: 'dismissal' },
    forms: `
        on attend | on attendra | on attend demain | on verra | on verra demain | on verra plus tard | let’s wait
        we will wait | we can wait | i’ll wait | hold that thought | not now | pas maintenant | aucune des deux
        aucun des deux | ni l’un ni l’autre | ni l’une ni l’autre | neither of them | none of them | scrap that | strike that | scratch that | disregard that | forget that | on oublie | on oublie ça
        en fait non | ah non | enfin non | annule ça | never mind | nevermind | forget it | forget about it
        laisse tomber | laissez tomber | oublie | oublie ça | annule | annuler | annulez | cancel | cancel that
        abort | nope | non | non merci | no thanks | stop that | rien finalement | finalement non | ne fais rien
        ne faites rien | ne rien faire | do nothing | don’t do anything | ne fais rien du tout | on laisse
        laisse comme ça | leave it | leave it alone | leave it be | drop it
      `,
  },
  {
    meaning: { kind: 'help' },
    forms: `
        can and cannot do | can and can not do | can do and cannot | what this assistant can | what this bot can
        ce que cet assistant | ce que ce bot | what are you able to do | what are you capable of
        de quoi es tu capable | que peut faire | que sait faire | à quoi tu sers | tu sers à quoi
        what commands | quelles commandes | mode d’emploi | how can you help | que pouvez vous faire
        comment peux tu m’aider | help | help me | aide | aide moi | à l’aide | tu peux faire quoi | vous pouvez faire quoi | que peut on te demander | what can you do
        what you can do | what can i ask | ce que tu sais faire | ce que tu peux faire | que sais tu faire
        que peux tu faire | qu’est ce que tu sais faire | tu sais faire quoi | how do you work
        comment ça marche | are you a | are you human | who are you | what are you | qui es tu | tu es qui | do you understand | tu comprends | tu comprends quoi | que comprends tu | vous comprenez
        es tu un | t’es qui | t’es là | tu es là | es tu là | you there | are you there | tu es un robot
      `,
  },
];
