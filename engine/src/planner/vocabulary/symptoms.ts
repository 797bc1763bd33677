import type { Meaning } from './meaning.js';
import { readForms } from './forms.js';

/** What people write when something is wrong; `|` between forms. */
const forms =
  `
    échec | échecs | en échec | échoue | échouent | échoué | échouée | échoués | foire | foirent | foiré | foirée
    foirage | bagotte | bagottent | à la ramasse | à la rue | à la peine | à la traîne | en difficulté | aux abonnés absents
    au fond du trou | se vautre | s’est vautré | vautré | vautrée | part en fumée | rames | inutilisable
    inutilisables | saute tout le temps | n’arrête pas de | ne fait que | tient plus | ne tient plus | s’éteint
    personne ne peut | personne peut | plus personne ne | plus personne | personne n’arrive | on ne peut plus
    on peut plus | on n’arrive plus | on arrive plus | on n’a plus | on a plus | nous n’avons plus
    nous ne pouvons plus | nous n’arrivons plus | ne parvient plus | ne parviennent plus | ne peuvent plus
    nobody can | no one can | noone can | nobody gets | users cant | customers cant | people cant | clients cant
    users cannot | customers cannot | people cannot | can no longer | are unable | is unable | we cant | i cant
    we cannot | we no longer | on the fritz | out of whack | playing up | plays up | packed in
    packed up | going nuts | goes nuts | gone nuts | berserk | going mental | unusable | unreliable | useless
    stalled | stalling | stalls | stutters | stuttering | choppy | keeps dropping | keeps dying | keeps failing
    keeps falling over | falls over | falling over | fatal | too many clients | too many connections | too many open files | no space left
    no space left on device | permission denied | access denied | connection reset | broken pipe | deadlock
    deadlocks | refused | denied | rejected | uncaught | unhandled | out of space | read-only file system
    no route to host | host unreachable | handshake failed | certificate verify failed | kernel panic
    trop de connexions | trop de clients | connexion refusée | accès refusé | permission refusée
    délai dépassé | refusé | refusée | rejeté | rejetée | rejetés | interblocage
    wedged | hosed up | asleep | piling up | piles up | piled up | backed up | backing up of | stopped working
    quit working | not working | no longer works | never left | never arrived | never came | never went out
    never sent | didnt go out | did not go out | not arriving | not arrived | not coming through | not going out
    gone missing | went missing | nothing comes out | nothing comes in | nothing arrives | nothing happens
    forgets | keeps forgetting | garbled | corrupt | corrupted | scary | nothing but errors
    jamais parti | jamais partie | jamais partis | jamais parties | jamais arrivé | jamais arrivée
    jamais arrivés | jamais arrivées | jamais reçu | jamais reçue | pas parti | pas partie | pas partis
    pas parties | pas arrivé | pas arrivée | pas arrivés | pas arrivées | ne part plus | ne partent plus
    part plus | partent plus | part pas | partent pas | n’arrive plus | n’arrivent plus | arrivent plus
    arrivent pas | s’empile | s’empilent | s’accumule | s’accumulent | engorgement | en souffrance | perdu
    perdue | perdus | perdues | disparu | disparue | disparus | disparues | volatilisé | volatilisée | évaporé
    corrompu | corrompue | les fils qui se touchent | en tilt | a disjoncté | disjoncte | a buggé | a bugué
    s’endort | endormi | endormie | à la masse | en berne | en dérangement | dérangé | ne répond pas
    behind | lagging behind | falling behind | unhappy | not happy | sick | limping | wobbly | shaky | tanking
    tanked | nosedive | melting | meltdown | burning | exploded | blew up | blown up | imploded | bricked
    fried | dead in the water | vanished | belly up | went dark | gone dark | gone down | no response
    no answer | not coming up | wont come up | wont come back | wont boot | spinning | spinner | loading forever
    takes forever | taking forever | takes ages | dog slow | hiccup | hiccups | jittery | flaky | unstable
    intermittent | dropping | reset by peer | throwing | erroring | jammed | clogged | maxed | maxed out
    pegged | saturated | under water | underwater | snail | at a crawl | creaking | croaked | conked out
    gave up | giving up | gone haywire | haywire | wonky | screwed | screwed up | messed up | fell over
    keeled over | toasted | busted | bust | bad state | worried about | à genoux | à terre | par terre
    sur les rotules | en vrac | en vrille | part en vrille | en sucette | part en sucette | en cacahuète
    dans les choux | dans le décor | agonise | à l’agonie | tousse | tire la langue | traîne la patte | bugue
    beugue | buggé | buggée | malade | en détresse | n’en peut plus | en peut plus | en rideau | tombé | tombée
    tombés | tombées | est tombé | fait la tête | fait la gueule | fait des siennes | bronche plus | bouge plus
    aucune réponse | sans réponse | plus de réponse | muet | muette | patine | patinent | galère | galèrent
    en rade | instable | instables | capricieux | capricieuse | intermittent | intermittente | par intermittence
    saccade | saccades | à coups | rend l’âme | rendu l’âme | clamsé | claqué | claquée | grillé | grillée
    cramé | cramée | explosé | explosée | explose | chauffe | surchauffe | débordé | débordée | déborde | sature
    saturent | engorgé | engorgée | au ralenti | au bout du rouleau | fait n’importe quoi | part en live
    part en couille | s’écroule | écroulé | écroulée | s’effondre | effondré | effondrée | décroche | pend
    freezé | freezée | freeze | timeoute | timeoutent | catastrophe | gros souci | grosse panne | empty
    blank page | blank screen | blank | white page | white screen | warnings | critical | high | elevated
    spike | spiking | spikes | any alert | alert | alerts | alarm | alarms | alerting | abnormal | unusual
    garbage | nonsense | run out | runs out | running out | ran out | exited | segfault | killed | oom killed
    core dumped | traceback | stack trace | woken up | woke me up | woke me | paged | pager | pagerduty | red
    oom killer | glitchy | glitch | choking | struggling | crawling | on its knees
  ` +
  `
    down | is down | went down | broken | broke | dead | died | dying | crash | crashes | crashed | crashing
    crashloop | crash loop | fail | fails | failed | failing | failure | failures | outage | incident | issue
    issues | problem | problems | wrong | error | errors | bug | bugs | 500 | 501 | 502 | 503 | 504 | 404 | 5xx
    500s | 502s | 503s | 504s | bad gateway | gateway timeout | internal server error | service unavailable
    timeout | timeouts | timing out | times out | slow | slowly | sluggish | lag | lags | laggy | lagging
    stuck | hang | hangs | hanging | hung | frozen | freeze | freezes | unreachable | unavailable | unresponsive
    offline | not responding | connection refused | cant connect | cannot connect | acting up | misbehaving
    weird | strange | flapping | full | filling up | out of memory | oom | overloaded | high load | on fire
    hosed | borked | toast | kaput | fubar | keeps restarting | restart loop | keeps crashing | in a loop
    by itself | on its own | not ok | not okay | not fine | what’s up with | what is up with | what’s wrong
    what is wrong | what’s going on | what is going on | what’s happening | what is happening | what happened
    what broke | trouble | troubles | unhealthy | expired | invalid | cant access | cannot access | cant log in
    cant login | cant connect | cant reach | cannot reach | complain | complains | complaining | complaints
    degraded | panic
  ` +
  `
    vide | n’importe quoi | alerte | alertes | alarme | alarmes | critique | critiques | élevé | élevée | élevés
    pic | pics | explose | explosé | anormal | anormale | inhabituel | clignote | clignotent | rouge | rouges
    dans le rouge | réveillé | réveiller | réveille | astreinte | à court de | manque de | swappe | swappent
    s’écroule | s’effondre | à genoux | agonise | galère | galèrent | traîne | patine | tousse | chauffe
    surchauffe | blanc | blanche
  ` +
  `
    tombé | tombée | tombés | tombées | tombe | est tombé | par terre | à terre | au tapis | hs | h s | ko | k.o
    mort | morte | morts | crève | crevé | crevée | planté | plantée | plantés | plante | plantent | planter
    plantage | crashé | crashée | cassé | cassée | cassés | pété | pétée | pétés | en carafe | en vrac | en rade
    en panne | panne | pannes | en rideau | dans les choux | aux fraises | à l’ouest | en pls 
    mal en point | souffre | en souffrance | rame | rament | ramer | lent | lente | lents | lentes | lenteur
    lenteurs | lentement | ralentissement | ralentissements | bloqué | bloquée | bloqués | figé | figée | gelé
    gelée | erreur | erreurs | souci | soucis | problème | problèmes | pb | pbs | bogue | injoignable
    injoignables | inaccessible | inaccessibles | indisponible | indisponibles | indispo | s’affiche plus
    s’affiche pas | ne s’affiche plus | ne s’affiche pas | charge plus | ne charge plus | ne charge pas
    se charge plus | s’ouvre plus | s’ouvre pas | wont load | doesnt load | not loading | isnt loading
    page blanche | écran blanc | coupure | coupures | hors ligne | hors service | hors d’usage | en erreur
    en boucle | tout seul | toute seule | sans arrêt | saturé | saturée | saturés | plein | pleine | pleins
    déconne | déconnent | merde | merdé | foutu | foutue | mouline | moulinent | dégradé | dégradée | ça coince
    coince | coincé | fume | en feu | bizarre | bizarres | étrange | que se passe t il | que se passe il
    que se passe | qu’est ce qui se passe | il se passe quoi | se passe quoi | qu’est ce qui cloche | cloche
    c’est quoi le problème | ne va pas | va pas | va mal | vont mal | ne vont pas | ça va pas | ça ne va pas
    ça va plus | qu’est ce qu’il a | qu’est ce qu’elle a | qui va pas | a lâché | lâché | a sauté | expiré
    expirée | périmé | périmée | invalide | se plaint | se plaignent | plaintes | rien ne va | rien ne marche
    plus rien | écran noir | écrans noirs | black screen | tourne dans le vide | dans le vide | impossible | injouable | du retard | de retard | retards | retard | delay | delays | delayed | nothing works | nothing is working
  `;

export const symptoms: readonly (readonly [string, Meaning])[] = readForms(forms).map((form): [string, Meaning] => [
  form,
  { kind: 'symptom' },
]);
