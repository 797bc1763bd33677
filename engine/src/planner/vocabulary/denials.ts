import type { MeaningTable } from './meaning-table.js';

/** What denies, and what leaves out. `|` between forms. */
export const denials: MeaningTable = [
  {
    meaning: { kind: 'negation', reach: 'forward' },
    forms: `
        refrain from | please refrain from | hold off | hold off on | abstain from | steer clear of | keep from
        garde toi de | gardez vous de | abstiens toi de | abstenez vous de | s’abstenir de | hors de question de
        il n’est pas question de | pas question de | je t’interdis de | je vous interdis de | défense de
        en aucun cas | in no case | under no circumstances | by no means | not yet | no more | rien à | ni | nor
        neither | loin de | au lieu | except to | sauf à | on évite de | évitons de | éviter | arrête de
        arrêtez de | cesse de | cessez de | stop from | prevent | empêche | empêcher | empêchez | dont ever
        dont you dare | dnt | do nt | don t | pas encore | dont | do not | never | no | without | avoid
        stop trying to | rather than | instead of | sans | surtout pas | pas de | pas d | jamais | évite de
        évitez de | éviter de | au lieu de | plutôt que | plutôt que de | inutile de | pas la peine de
        pas besoin de | no need to | needless to | hands off | not to | ne pas | interdit de
      `,
  },
  {
    meaning: { kind: 'negation', reach: 'forward', told: true },
    forms: `
        not | cant | cannot | wont | doesnt | didnt | isnt | arent | wasnt | werent | couldnt | wouldnt
        shouldnt | mustnt | neednt | hasnt | havent | ne | refuses to | refuse to | fails to | failed to
        unable to | n’arrive pas à | n’arrive plus à | arrive pas à | arrive plus à | refuse de | impossible de
        plus moyen de
      `,
  },
  { meaning: { kind: 'negation', reach: 'backward', told: true }, forms: 'pas|plus|pus|plu|point|aucun|aucune|rien' },
  {
    meaning: { kind: 'except' },
    forms: `
        faisant exception | fait exception | étant exclu | étant exclue | exclue | exclues | excluded | exempt
        exempted | omitted | omis | non compris | non inclus | mis à part | left out | spared
        with the exception of | exception made of | to the exclusion of | avoiding | en évitant | en excluant
        laisse | laissez | laisser | leave | skip | skipping | spare | sparing | épargne
        épargnez | exclude | exclus | excluez | exclure | ignore | ignorez | save for | bar | barring | but for
        not counting | not including | sans compter | à l’exception de | à l’exclusion de | exception faite de
        à l’exception | excepted | besides | outside of | en dehors | hormis | except | except for | excluding
        but not | other than | apart from | all but | sauf | excepté | hormis | hors | à part | mais pas
        en dehors de | minus | moins | laisse tourner | laisser tourner | laissez tourner | leave running
        keep running | laisse en route | laisse tranquille | leave alone | leave out | oublie pas de laisser
        sans toucher à | without touching | pas touche à | en laissant | leaving out
      `,
  },
];
