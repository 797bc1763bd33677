import { readForms } from './forms.js';

/** Words that carry no intent: articles, pronouns, courtesy, hedges. By their sort; `|` between forms. */
const forms: Readonly<Record<string, string>> = {
  english: `
    but | however | though | so | mais | cependant | toutefois | commence | commencer | start with | cette-fois
    a | an | the | this | that | these | those | it | its | my | our | your | their | his | her | he | she | i
    we | you | they | me | us | them | mine | ours | is | are | am | be | will | would | could | can | please
    pls | plz | thanks | thank | thx | ty | hey | hi | hello | yo | ok | okay | yes | yep | yeah | now | again
    still | anyone | someone | somebody | there | here | too | very | really | quite | kindly | want | wants
    wanted | need | needs | needed | like | lets | let | go | going | get | got | quick | quickly | fast | soon
    currently | current | today | yesterday | ago | moment | time | times | what | which | whats | where | hows
    how | much | many | some | any | one | ones | thing | things | stuff | guys | folks | team | dude | mate
    man | bro | bot | with | by | as | well | also | only | simply | actually | btw | customer | customers
    client | clients | people | everybody | user-facing | minute | minutes | min | mins | hour | hours | h | day
    days | second | seconds | sec | secs | week | weeks | morning | evening | night | lines | line | last
    latest | recent | recently | new | old | sure | must | ought | gonna | gotta | wanna | try | tries | trying
    use | using | via | about | exactly | more | less | than | bit | little | back | big | small | long | late
    early | possible | fine | good | great | nice | alright | right | left | name | named | called | couple
    advance | work in progress | apparently | seems | seem | looks | question | request | ops | chatops | damn
    dammit | damned | bloody | fucking | freaking | effing | goddamn | wtf | omg | ffs | jeez | gosh | uh | um
    erm | hmm | anyway | guess | hopefully | certainly | definitely | sincerely | totally | literally | honestly
    frankly | meanwhile | furthermore | moreover
  `,
  french: `
    putain | puree | bordel | zut | flute | mince | punaise | nom de dieu | bon sang | allo | hep | hop | ah
    eh | oh | hum | bref | enfin | tiens | ecoute | dites | alors la | vraiment | carrement | franchement
    honnetement | evidemment | forcement | certainement | sincerement | normalement | visiblement
    manifestement | apparemment | a priori | du coup | en gros | le | la | les | un | une | de | d | l | ce | c
    cet | cette | ces | ca | cela | mon | ma | mes | ton | ta | tes | son | sa | ses | notre | nos | votre | vos
    leur | leurs | je | j | tu | t | il | elle | on | nous | vous | ils | elles | m | te | se | s | y | lui
    moi | toi | qui | que | qu | quoi | dont | quel | quelle | quels | quelles | lequel | laquelle | lesquels
    peux | peut | pouvez | pourrais | pourrait | pourriez | pourrions | veux | veut | voulez | voudrais
    voudrait | faudrait | faut | doit | dois | il faut | stp | svp | merci | avance | bonjour | bonsoir | salut
    coucou | slt | cc | allez | vas | va | vont | aller | suis | es | sommes | etes | sera | serait | soit
    bien | bon | bonne | oui | ouais | encore | toujours | vite | rapidement | rapide | tres | trop | peu
    assez | juste | seulement | simplement | actuellement | hier | matin | soir | heure | heures | jour | jours
    semaine | semaines | seconde | secondes | lignes | ligne | derniere | derniers | dernieres | dernier
    recents | nom | appele | avec | par | pour | au | aux | donc | alors | bah | ben | euh | hein | la dessus
    nouveau | nouvelle | grand | petit | gros | plait | mec | gars | equipe | gens | besoin | peu importe
    semble | dirait | parait | genre | truc | trucs | machin | chose | choses | demande | quelque | quelques
    plusieurs | fois | monde | utilisateur final | vois | voit | sens | cas | ici | là bas | là | sous | entre
    vers | chaque fois | ou bien | jusqu
  `,
  courtesy: `
    alone | as it is | untouched | tranquille | intact | intacte | just | ordre | dans cet ordre | dans l’ordre | in this order | in that order | in order | wether | whether | halp | wdym
    plse | pleas | plss | pretty please | tks | tnx | cheers | thankyou | thank you | gracias | danke | grazie
    much obliged | obliged | appreciated | appreciate | much appreciated | grateful | gratefully | sorry
    apologies | excuse | pardon | humbly | dear | sir | madam | maam | ma'am | sirs | respected | hope | hoping
    regards | best regards | kind regards | warm regards | rgds | br | cordially | yours | faithfully
    sent from my iphone | sent from my phone | good morning | good evening | good afternoon | good night
    être | gré | saurions | saurais | goodnight | do the needful | please do the needful | the needful | needful | pfa | pfb | please find
    attached | revert back | at the earliest | earliest | on priority | top priority | priority | high priority
    p1 | p2 | p3 | sev1 | sev2 | sev 1 | sev 2 | fyi | fya | wrt | as discussed | as per | per | asap | rn | atm
    tbh | imo | imho | afaik | if you do not mind | would you mind | do you mind | mind | no rush | no hurry
    when you get a chance | when you have a minute | whenever | quick one | quick question | favor | favour
    nah | naw | nope | yup | yea | aye | righto | alrighty | okey | okie | k | kk | oki | roger | copy that
  `,
  people: `
    gents | lads | ladies | everyone | anybody | nobody | person | bruv | sis | boss | chief | buddy | pal
    friend | love | mum | dad | kid | kids | wife | husband | colleague | colleagues | coworker | coworkers
    manager | managers | management | director | ceo | cto | cfo | coo | vp | user | support | helpdesk | sales
    marketing | accounting | finance | hr | intern | interns | nurse | nurses | doctor | doctors | staff
    teacher | teachers | student | students | patient | patients | warehouse | driver | drivers | cashier
    cashiers | shoppers | visitors | guests | partners | vendor | vendors | auditors | audit team | robot
    computer | commander | assistant | ai
  `,
  oaths: `
    frigging | fuck | fck | shit | shitty | crap | crappy | hell | heck | argh | ugh | grr | ouch | oops
    whoops | umm | er | hm | meh | huh | anyways | anyhow | guessing | suppose | supposedly | basically | truly
    obviously | clearly | presumably | probably | somehow | somewhat | kinda | kind of | sorta | sort of
    stupid | silly | dumb | lazy | poor | old friend | beloved | precious | lovely | wretched | cursed | pesky
    naughty | stubborn | grumpy | cheeky | darn | blasted | sodding | super | mega | ultra | insanely | awfully
    terribly | extremely | pretty | fairly | rather quickly | wicked | proper | dead simple | abeg | biko | oga
    wahala | dey | wetin | una | don | sef | sha | oya | jare | o | ooo | na | yaar | ji | na yaar | bhai
    bhaiya | only na | ya | innit | eh bah
  `,
  moments: `
    right now | right away | straight away | immediately | instantly | at once | presently | lately | earlier
    once again | already now | this time | this morning | this afternoon | this evening | last night
    in the meantime | at the moment | for now | for the moment | finally | at last | quickest | swiftly
    promptly | faster | urgently | urgent | emergency | afternoon | noon | hrs | month | months | sec please
    for a sec | for a second | for a bit | for a minute | a bit | moments
  `,
  emptyWords: `
    rien de plus | nothing more | wait | waits | wait up | hold on | hang on | attends | attendez | attend voir | wow | whoa | woah | wrong channel | wrong chat | wrong window | until next time | that worked
    that actually worked | it worked | it actually worked | that did it | that did the trick | nice one | nice work
    good job | well played | of course | naturally | indeed | promise | fixed it | fixed itself | thingy | thingie | matter | matters | case | point | part | sake | reason | reasons | way | ways | lot
    lots | bunch | kind | sort | type | answer | ticket | tickets | todo | task | tasks | call | calls | message
    messages | report | reports | reported | reporting | mention | mentioned | hear | heard | notice | noticed
    talk | talks | talked | talking | spoke | spoken | discussed | mentioned it | think | thinking | thought | believe | feel | feels | feeling | seemed | look like | looks like | sounds
    sounds like | mean | means | meant | figure | wonder | remember | forgot | forget | help | helps | helped
    assist | assistance | handle | sort out | deal | dealing | proceed | proceed with | carry out | goes | gone
    went | come | comes | coming | came | gets | getting | give | gives | gave | keep me posted | let me know
    let us know | keep us posted | ping me | let's | tried | would love | love to | like to | able | unable
    necessary | required | important | show stopper | showstopper | known | unknown | same as always
    business as usual | usual | usually | normal | normally | regular | regularly | properly | correctly
    gracefully | safely | cleanly | carefully | quietly | gently | nicely | cool | neat | perfect | awesome
    amazing | bad | badly | better | worse | worst | best | happy | sad | angry | crazy | mad | insane | real
    serious | seriously | huge | tiny | short | ready | certain | wrongly | correct | true | apply the change
    simple | simplest | plain | mere | sole | life saver | lifesaver | legend | hero | star | stars | genius
  `,
  politesse: `
    log in | logs in | logging in | log into | log on to | sign in | signing in | sign on | se connecter | connecte
    sauf erreur | sauf erreur de ma part | sauf oubli | sauf avis contraire | si je ne me trompe | si je ne m'abuse
    unless i am mistaken | unless im mistaken | if im not mistaken | anything | anyone | anybody | scanner | scanners
    every second | every few seconds | every couple of seconds | every minute | all over the place | all over
    partout dans
    of course | naturally | obviously | certainly | surely | indeed | bien sûr | bien entendu | naturellement | cela va de soi
    ça va de soi | évidement | ptit | p'tit | ptite | p'tite | petit | tit | ti | tite | chti | yet | still there
    s'il te plait | s'il vous plait | sivouplait | siouplait | mercii | mci | merci beaucoup | merci bien | bcp
    beaucoup | à la prochaine | mauvais canal | mauvaise fenêtre | mauvaise conversation | ça a marché | ça a fonctionné
    bien joué | bien vu | beau travail | bon boulot | waouh | ouah | bien sûr | bien entendu | bien évidemment | naturellement | évidemment | bjr | bsr | allô | oyez | cordialement | cdlt | cdt | bien a vous | bien à toi | sincèrement
    salutations | respectueusement | veuillez | daignez | auriez | aurais | auriez vous | aurais tu | voudriez
    voudriez vous | pourriez vous | je vous prie | je te prie | je vous en prie | prie | priez | prier
    bien vouloir | avoir l'amabilité de | avoir l'obligeance de | amabilité | obligeance | gentillesse | bonté
    ayez la bonté de | de grâce | d'avance | par avance | reconnaissant | gré | saurais gré | désolé | désolée
    dsl | excusez | excusez moi | dérangement | dérange | déranger | monsieur | madame | messieurs | mesdames
    chers | cher | chère | collègue | collègues | équipe | meuf | frérot | frère | chef | patron | poto | pote
    potes | cousin | tonton | vieux frère | mon grand | ma belle | chum | mon chum | tabarnouche | bises
    bisous | bizz | biz | adieu | septante fois merci | à votre service | bonne journée à vous
  `,
  jurons: `
    ptn | put1 | merdique | bordel de merde | purée | flûte | la vache | foutre | foutu truc | fichu | fichue
    satané | satanée | sacré | sacrée | maudit | maudite | crisse | câlisse | tabarnak | ostie | osti | esti
    viarge | tabarnac | calvaire | simonac | hé | heu | enfin bref | écoute | écoutez | dis donc | dis moi voir
    alors là | là là | voilà | voila | beh | bin | quoi donc | style | en vrai | vrmt | carrément | honnêtement
    évidemment | forcément | à priori | semble t il | on dirait | paraît | il paraît que | figure toi | sérieux
    sérieusement | grave | tellement | hyper | méga | vachement | drôlement | sacrément | ben voyons | pantoute
    icitte | faque | fait que | pis | asteure | en tout cas | tsé | t'sais | mettons | une fois | non peut être
    nom di djou | oufti | allez hop | wesh | wallah | walla | miskine | hamdoulillah | inchallah | inshallah
    dèh | deh | walaï | walai | yako | ékié | mon cher | on dit quoi | c'est comment
  `,
  instants: `
    maintenant | mtn | maint | tout de suite | tt de suite | de suite | immédiatement | illico | illico presto
    sur le champ | dès maintenant | en ce moment | présentement | aujourd'hui | auj | ajd | avant hier | tantôt
    tout à l'instant | récemment | déjà fait | à nouveau | de nouveau | une nouvelle fois | vite fait | viteuf
    rapido | rapidos | fissa | dare dare | au plus vite | au plus tôt | au trot | urgence | en urgence
    urgemment | midi | après midi | aprem | nuit | mois | instant | cette fois | cette fois ci | d'abord
    dabord | pour l'instant | pour le moment | pour l'heure | le temps | entre temps
  `,
  motsVides: `
    personnes | des gens | jai | javais | jsuis | jetais | jveux | jvoudrais | jpense | jcrois | jpeux | jfais | chui
    chuis | cetait | yavait | yaura | jvais | jdois | parlé | parlait | discuté | évoqué | cours | bidule | machins | machin chose | affaire | affaires | histoire | sujet | genre de | espèce | sorte | façon
    manière | raison | côté | coup | coups | questions | demandes | souci de rien | service rendu
    utilisateurs finaux | usager | usagers | patiente | médecin | médecins | infirmière | infirmières
    infirmier | infirmiers | docteur | docteurs | secrétaire | secrétaires | prof | profs | élève | élèves
    étudiant | étudiants | vendeur | vendeurs | caissière | caissières | caisse | chauffeurs | compta
    comptabilité | direction | directeur | directrice | dg | dsi | drh | rh | commerciaux | commercial
    stagiaire | stagiaires | collègues du support | astreintes | quelqu'un | qqun | qq1 | qqn | quelqu
    personne d'autre | tout un chacun | g besoin | envie | fallait | faudra | faut que | devons | doivent
    aimerais | aimerait | souhaite | souhaiterais | souhaitons | peuvent | savoir si | vais | allons | viens
    venez | venir | procéder | procède | procédez | procéder à | procède à | procédez à | effectivement | occupe
    occuper | occupe toi | occupe toi de | occupez vous | occupez vous de | charge toi | charge toi de
    charge de | débrouille | gère | gérer | gérez | aide | aider | aidez | aidez moi | penser | pense | penses
    crois | croit | trouvé | sent | entendu | reçu | appel | appels | signale | signalé | signalent
    remonte comme info | mal fichu | beau | belle | joli | gentil | gentille | gentiment | proprement
    doucement | tranquille | tranquillement | correctement | importante | nécessaire | utile | sûr | sûre
    certaine | vrai | vraie | pauvre | petite | petits | grosse | grande | vieux | vieille | fameux | fameuse
    simples | unique | uniques | léger | légère
    fichtrement | régulièrement | habituel | habituelle | comme d'habitude | comme d'hab | comme | aussi
    également | ainsi | or | voire | puisqu'il le faut | néanmoins | histoire de | question de | rapport à
    niveau | au niveau de | concernant | au sujet de | à propos | à propos de | pour info | pour information
    info | vu | pr | ke | ki | g | pcq | parceke | psk | pke | ds | ac | dc | ns | vs | ms | tt | ts | tjs
    tjrs | pb résolu | qd | qqch | qqc | qqs | rdv | msg
  `,
};

/** Every one of them. */
export const filler: readonly string[] = Object.values(forms).flatMap(readForms);
