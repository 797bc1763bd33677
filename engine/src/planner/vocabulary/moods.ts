import type { MeaningTable } from './meaning-table.js';

/** How a request is meant: asked about, supposed, put off. `|` between forms. */
export const moods: MeaningTable = [
  {
    meaning: { kind: 'mood', mood: 'how-to' },
    forms: `
        how would one | how does one | how can one | how should i | how should we | how should one
        how is one supposed to | what is the way to | what is the procedure | quelle est la procédure
        quelle est la marche à suivre | la procédure pour | la marche à suivre pour | par quelle commande
        avec quelle commande
        how to | how do i | how do we | how do you | how can i | how can we | how would i | how would you
        how does | how did | comment | comment faire pour | comment on | what happens if | what would happen if
        what if | que se passe t il si | que se passe il si | qu’est ce qui se passe si | il se passe quoi si
        c’est quoi | what does | what is a | explain | explique | expliquer | à quoi sert | difference between
        différence entre | what would | que ferait | qu’est ce que ça ferait | ça ferait quoi | involve
        involves | impliquerait | implique | what does it take to | how long does it take to
      `,
  },
  {
    meaning: { kind: 'mood', mood: 'advice' },
    forms: `
        peut-être | faudrait peut-être | il faudrait peut-être
        ça vaudrait le coup de | ça vaut le coup de | ça vaudrait la peine de | ça vaut la peine de
        vaudrait il mieux | vaudrait mieux | faudrait il | est ce une bonne idée de | bonne idée de
        serait il utile de | je me demande si | j’hésite à | j’envisage de | would it be worth
        would it help to | would it make sense to | does it make sense to | is it a good idea to | good idea to
        i wonder | wondering | thinking about | thinking of | tempted to | do we want to | ought we to
        should i | should we | should | shall i | shall we | faut il | est ce qu’il faut | est ce que je dois
        est ce qu’on doit | dois je | doit on | devrais je | devrait on | devrait | on devrait | devrions nous
        is it safe | is it safe to | is it ok to | is it okay to | is it worth | safe to | do you think
        what do you think | tu crois | tu penses | pensez vous | penses tu | crois tu | vaut il mieux | peut on
        puis je | est ce que je peux | est ce qu’on peut | can i | may i | do i need to | do we need to | worth
        maybe | perhaps | peut être | possibly
      `,
  },
  {
    meaning: { kind: 'mood', mood: 'condition' },
    forms: `
        if | unless | when | whenever | in case | as soon as | once | only if | si | au cas où | en cas de
        dès que | dès qu | lorsque | quand | une fois que | à condition que | à moins que | sauf si | except if
        till | until | jusque | tant que | while
      `,
  },
  {
    meaning: { kind: 'mood', mood: 'later' },
    forms: `
        in an hour | in a minute | in half an hour | in a while | in a bit | in the evening | in the morning
        at lunch | overnight | end of day | eod | off peak | during maintenance | next maintenance
        dans une heure | dans une minute | dans un quart d’heure | dans une demi heure | dans la nuit
        dans la soirée | dans un moment | fin de journée | en fin de journée | heures creuses
        pendant la maintenance | prochaine maintenance | tonight | tomorrow | later | at midnight | at noon
        at night | next week | next month | every day | every night | every hour | every week | every morning
        every minute | daily | nightly | weekly | hourly | each day | each night | ce soir | cette nuit | demain
        plus tard | tout à l’heure | à minuit | à midi | la semaine prochaine | chaque jour | chaque nuit
        chaque heure | chaque semaine | chaque matin | tous les jours | toutes les nuits | toutes les heures
        tous les matins | tous les soirs | toutes les semaines | quotidiennement | lundi | mardi | mercredi
        jeudi | vendredi | samedi | dimanche | on monday | on tuesday | on wednesday | on thursday | on friday
        on saturday | on sunday | monday | tuesday | wednesday | thursday | friday | saturday | sunday | pm | am
      `,
  },
  {
    meaning: { kind: 'mood', mood: 'inquiry' },
    forms: `
        why | who | whos | when did | when was | what caused | pourquoi | qui a | qui est ce qui
        quand est ce que | depuis quand | since when | how come | how many times | combien de fois
      `,
  },
];
