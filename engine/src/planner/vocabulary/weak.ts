/** Words that say that something is wanted, and little of what; `|` between forms. */
export const weakVerbs: Readonly<Record<string, string>> = {
  check: `
      record | note down | take note of | relève | relever | relevez | constate | constater | chk | chek | chck | vrf | vfy | vérifs | scan
    check | checking | check on | check out | check that | verify | verifying | inspect | vérifie | vérifier
      vérifiez | vérifies | vérif | verif | contrôle | contrôler | contrôlez | teste | tester | testez | test
      testing | probe | diagnose | diagnostic | diagnostique | diagnostiquer | troubleshoot | debug | debugue
      debugger | investigate | analyse | analyser | analyze | audit | confirm that | valide que | assure toi que
      make sure
    `,
  show: `
    show | show me | see | display | print | give me | list | listing | view | monitor | montre | montrer
    montrez | affiche | afficher | affichez | voir | voyons | consulte | consulter | donne | donner | donnez
    file moi | filez moi | liste | lister | listez | balance moi | sors | sors moi | sortir | sortez | envoie
    envoie moi | ramène | get me | fetch | read | lis | lire | lisez | dump me | get the | pull up | dis | dire
    dites | tell | tell me | know | savoir | combien | how much | how many | reste | remaining | left
  `,
  look: `
    look | look at | look into | take a look | take a look at | have a look | have a look at | peek | peek at
    regarde | regarder | regardez | regardes | jette un œil | jeter un œil | jetez un œil | jette un coup d’œil
    jeter un coup d’œil | coup d’œil | un œil | mate | mater | zieute | what about | quid | quid de
    qu’en est il | as tu vu | t’as vu | tu as vu | on en est où
  `,
  put: `
    passe | passer | passez | passes | mets | mettre | mettez | met | push | pushes | bump | monte | monter
    montez | switch | move up
  `,
  revive: 'remets|remettre|remettez|bring',
  launch: `
      procéder à | procède à | procédez à | procéder | procédez | proceed with | carry out | fous | foutre | give it
      file un | file une | file lui | filez un | filez lui | colle un | colle lui | collez un | flanque un
      balance un | balance lui | mets un | mets lui | pitonne | pitonner
    lance | lancer | lancez | lances | lancement | launch | launching | do | does | perform | fais | faire
      faites | fait | make | trigger | déclenche | déclencher | effectue | effectuer | take | run a | kick off
      prends | prendre | create | crée | créer | créez | apply | applique | appliquer | appliquez
    `,
};
