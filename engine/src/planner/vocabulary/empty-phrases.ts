import type { MeaningTable } from './meaning-table.js';

/** Phrases that say nothing, though their words would. `|` between forms. */
export const emptyPhrases: MeaningTable = [
  {
    meaning: { kind: 'filler' },
    forms: `
        one after the other | one after another | one by one | one at a time | l’un après l’autre | l’une après l’autre
        un par un | une par une | un à un | à tour de rôle | you saved | saved | saved my | tu sauves | tu me sauves
        this damn | that damn | the damn | this bloody | the bloody | this stupid | the stupid | this fucking
        the fucking | ce foutu | cette foutue | ces foutus | ces foutues | ce fichu | cette fichue
        ce putain de | cette putain de | ce satané | cette satanée | ce maudit | cette maudite | ce sacré
        so kind as to | kind enough to | be so kind as to | would you be so kind as to | would you mind
        do you mind | if you dont mind | if you would | would be great if you could
        it would be great if you could | i would appreciate if you could | auriez vous l’amabilité de
        auriez vous la gentillesse de | avoir l’amabilité de | avoir la gentillesse de | l’amabilité de
        la gentillesse de | l’obligeance de | merci de | merci de bien vouloir | bien vouloir | merci d’avance
        bien cordialement | cordialement | bien à vous | bien à toi | salutations | sincères salutations
        best regards | kind regards | warm regards | regards | cheers | sincerely | yours | dear all | dear team
        dear | madame | monsieur | mesdames | messieurs | chers | cher collègue | à l’attention de
        dans le cadre de | dans le cadre du | within the scope of | as discussed | as agreed | as requested
        comme convenu | comme discuté | comme demandé | as usual | as always | périmètre | scope | symptom
        action | demande | objet | subject | priority | priorité | p1 | p2 | p3 | p4 | validé par | approval by
        requested by | demandé par | demandeur | valeur | value | uniquement | exclusivement | only | t’es
        tu es | es tu | give it | let it | allow it | laisse lui | donne lui | come back | comes back
        coming back | came back | to be back | don’t forget to | do not forget to | n’oublie pas de
        n’oubliez pas de | pas oublier de | if possible | si possible | if you can | si tu peux | si vous pouvez
        if you please | si te plaît | s’il te plaît | s’il vous plaît | si il te plaît | si il vous plaît
        si il te plait | when you can | quand tu peux | quand vous pouvez | as soon as possible
        dès que possible | asap | at once | all the way | right now | tout de suite | maintenant | immédiatement
        tout court | at all | for me | for us | pour moi | pour nous | après tout | before anything | in a hurry
        est ce que | est ce | as usual | en fait | one more time | once more | encore une fois | avant tout
        first of all | ce matin | this morning | au secours | urgent | urgence
      `,
  },
];
