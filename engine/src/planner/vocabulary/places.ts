import type { MeaningTable } from './meaning-table.js';

/** The words around names of places, and those that tell what happened. `|` between forms. */
export const places: MeaningTable = [
  {
    meaning: { kind: 'auxiliary' },
    forms: `
        has | have | had | was | were | been | being | did | est | sont | était | étaient | été | ai | as
        avons | avez | ont | avait | vient de | viens de | venons de | il y a eu | said | says | dit de
        demande de | asked to | told me to | already | déjà
      `,
  },
  {
    meaning: { kind: 'background' },
    forms: `
        since | after | following | before | because | cause | due to | depuis | après | suite à | à cause de
        car | parce que | vu que | puisque | as | avant | during | pendant
      `,
  },
  {
    meaning: { kind: 'all' },
    forms: `
        all | every | everything | everywhere | anywhere | whole | entire | all of them | all of it | the lot
        across | tout | tous | toute | toutes | partout | ensemble | n’importe où | chaque | each | fleet
        flotte | parc | la totalité | l’ensemble
      `,
  },
  {
    meaning: { kind: 'both' },
    forms: 'both|both of them|les deux|aux deux|these two|those two|ces deux|tous les deux|toutes les deux|the two',
  },
  {
    meaning: { kind: 'machines', plural: true },
    forms: `
      servers | machines | hosts | boxes | nodes | vms | instances | serveurs | bécanes | noeuds | hôtes
      frontaux | fronts | relays | clusters | cluster | grappe | grappes | ferme de serveurs | membres du cluster
    `,
  },
  {
    meaning: { kind: 'machines', plural: false },
    forms: 'server|machine|host|box|node|vm|instance|serveur|bécane|noeud|hôte|frontal|relay',
  },
  {
    meaning: { kind: 'service-noun' },
    forms: `
      service | services | daemon | daemons | démon | process | processus | unit | app | application
      applications | unité
    `,
  },
  {
    meaning: { kind: 'place-preposition' },
    forms: `
        su | sul | ds | sr | under | below | beneath | underneath | inside | within | au sein de | on | in | at | sur | dans | chez
        en | from | of | to | onto | into | for | pour | côté | du | des
      `,
  },
  {
    meaning: { kind: 'and' },
    forms: `
      and | et | or | ou | after that | afterwards | and after that | après ça | après cela | par la suite | plus aussi | ainsi que | as well as | also | aussi | then | puis | ensuite | et puis
      and then
    `,
  },
  {
    meaning: { kind: 'ordinal', number: 1 },
    forms: `
        first | the first | first one | the first one | premier | premiers | premières | les premiers
        les premières | première | le premier | la première | 1er | 1ère | option 1 | numéro 1 | choix 1
        number 1 | number one | choice 1
      `,
  },
  {
    meaning: { kind: 'ordinal', number: 2 },
    forms: `
        second | the second | second one | the second one | deuxième | le deuxième | la deuxième | seconde | 2e
        2ème | 2nd | option 2 | numéro 2 | choix 2 | number 2 | number two | choice 2
      `,
  },
  {
    meaning: { kind: 'ordinal', number: 3 },
    forms: `
        third | the third | third one | troisième | le troisième | la troisième | 3e | 3ème | 3rd | option 3
        numéro 3 | choix 3 | number 3 | number three | choice 3
      `,
  },
  { meaning: { kind: 'ordinal', number: 4 }, forms: 'fourth|quatrième|le quatrième|4e|4ème|4th|option 4' },
  { meaning: { kind: 'ordinal', number: 5 }, forms: 'fifth|cinquième|le cinquième|5e|5ème|5th|option 5' },
  {
    meaning: { kind: 'ordinal', number: -2 },
    forms: `
        avant dernier | avant-dernier | avant dernière | avant-dernière | penultimate | second to last
        second last | next to last
      `,
  },
  {
    meaning: { kind: 'ordinal', number: -1 },
    forms: 'last one|the last one|le dernier|la dernière|les derniers|les dernières|the last',
  },
];
