import type { Meaning } from '../meaning.js';

interface Group {
  readonly meaning: Meaning;
  readonly forms: string;
}

/** The words around the names and verbs: what is denied, supposed, told, put off, and where. `|` between forms. */
const groups: readonly Group[] = [
  {
    meaning: { kind: 'negation', reach: 'forward' },
    forms:
      'refrain from|please refrain from|hold off|hold off on|abstain from|steer clear of|keep from|garde toi de|gardez vous de|abstiens toi de|abstenez vous de|s’abstenir de|hors de question de|il n’est pas question de|pas question de|je t’interdis de|je vous interdis de|défense de|en aucun cas|in no case|under no circumstances|by no means|not yet|no more|rien à|ni|nor|neither|loin de|au lieu|except to|sauf à|on évite de|évitons de|éviter|arrête de|arrêtez de|cesse de|cessez de|stop from|prevent|empêche|empêcher|empêchez|dont ever|dont you dare|dnt|do nt|don t|pas encore|dont|do not|never|no|without|avoid|stop trying to|rather than|instead of|sans|surtout pas|pas de|pas d|jamais|évite de|évitez de|éviter de|au lieu de|plutôt que|plutôt que de|inutile de|pas la peine de|pas besoin de|no need to|needless to|hands off|not to|ne pas|interdit de',
  },
  {
    meaning: { kind: 'negation', reach: 'forward', told: true },
    forms:
      'not|cant|cannot|wont|doesnt|didnt|isnt|arent|wasnt|werent|couldnt|wouldnt|shouldnt|mustnt|neednt|hasnt|havent|ne|refuses to|refuse to|fails to|failed to|unable to|n’arrive pas à|n’arrive plus à|arrive pas à|arrive plus à|refuse de|impossible de|plus moyen de',
  },
  { meaning: { kind: 'negation', reach: 'backward', told: true }, forms: 'pas|plus|point|aucun|aucune|rien' },
  {
    meaning: { kind: 'mood', mood: 'how-to' },
    forms:
      'how to|how do i|how do we|how do you|how can i|how can we|how would i|how would you|how does|how did|comment|comment faire pour|comment on|what happens if|what would happen if|what if|que se passe t il si|que se passe il si|qu’est ce qui se passe si|il se passe quoi si|c’est quoi|what does|what is a|explain|explique|expliquer|à quoi sert|difference between|différence entre|what would|que ferait|qu’est ce que ça ferait|ça ferait quoi|involve|involves|impliquerait|implique|what does it take to|how long does it take to',
  },
  {
    meaning: { kind: 'mood', mood: 'advice' },
    forms:
      'ça vaudrait le coup de|ça vaut le coup de|ça vaudrait la peine de|ça vaut la peine de|vaudrait il mieux|vaudrait mieux|faudrait il|est ce une bonne idée de|bonne idée de|serait il utile de|je me demande si|j’hésite à|j’envisage de|would it be worth|would it help to|would it make sense to|does it make sense to|is it a good idea to|good idea to|i wonder|wondering|thinking about|thinking of|tempted to|do we want to|ought we to|should i|should we|should|shall i|shall we|faut il|est ce qu’il faut|est ce que je dois|est ce qu’on doit|dois je|doit on|devrais je|devrait on|devrait|on devrait|devrions nous|is it safe|is it safe to|is it ok to|is it okay to|is it worth|safe to|do you think|what do you think|tu crois|tu penses|pensez vous|penses tu|crois tu|vaut il mieux|peut on|puis je|est ce que je peux|est ce qu’on peut|can i|may i|do i need to|do we need to|worth|maybe|perhaps|peut être|possibly',
  },
  {
    meaning: { kind: 'mood', mood: 'condition' },
    forms:
      'if|unless|when|whenever|in case|as soon as|once|only if|si|au cas où|en cas de|dès que|dès qu|lorsque|quand|une fois que|à condition que|à moins que|sauf si|except if|till|until|jusque|tant que|while',
  },
  {
    meaning: { kind: 'mood', mood: 'later' },
    forms:
      'in an hour|in a minute|in half an hour|in a while|in a bit|in the evening|in the morning|at lunch|overnight|end of day|eod|off peak|during maintenance|next maintenance|dans une heure|dans une minute|dans un quart d’heure|dans une demi heure|dans la nuit|dans la soirée|dans un moment|fin de journée|en fin de journée|heures creuses|pendant la maintenance|prochaine maintenance|tonight|tomorrow|later|at midnight|at noon|at night|next week|next month|every day|every night|every hour|every week|every morning|every minute|daily|nightly|weekly|hourly|each day|each night|ce soir|cette nuit|demain|plus tard|tout à l’heure|à minuit|à midi|la semaine prochaine|chaque jour|chaque nuit|chaque heure|chaque semaine|chaque matin|tous les jours|toutes les nuits|toutes les heures|tous les matins|tous les soirs|toutes les semaines|quotidiennement|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|on monday|on tuesday|on wednesday|on thursday|on friday|on saturday|on sunday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|pm|am',
  },
  {
    meaning: { kind: 'mood', mood: 'inquiry' },
    forms:
      'why|who|whos|when did|when was|what caused|pourquoi|qui a|qui est ce qui|quand est ce que|depuis quand|since when|how come|how many times|combien de fois',
  },
  {
    meaning: { kind: 'auxiliary' },
    forms:
      'has|have|had|was|were|been|being|did|just|est|sont|était|étaient|été|ai|as|avons|avez|ont|avait|vient de|viens de|venons de|il y a eu|said|says|dit de|demande de|asked to|told me to|already|déjà',
  },
  {
    meaning: { kind: 'background' },
    forms:
      'since|after|following|before|because|cause|due to|depuis|après|suite à|à cause de|car|parce que|vu que|puisque|as|avant|during|pendant',
  },
  {
    meaning: { kind: 'all' },
    forms:
      'all|every|everything|everywhere|anywhere|whole|entire|all of them|all of it|the lot|across|tout|tous|toute|toutes|partout|ensemble|n’importe où|chaque|each|fleet|flotte|parc|la totalité|l’ensemble',
  },
  { meaning: { kind: 'both' }, forms: 'both|both of them|les deux|tous les deux|toutes les deux|the two' },
  {
    meaning: { kind: 'except' },
    forms:
      'laisse|laissez|laisser|leave|skip|skipping|saute|sautez|spare|sparing|épargne|épargnez|exclude|exclus|excluez|exclure|ignore|ignorez|save for|bar|barring|but for|not counting|not including|sans compter|à l’exception de|à l’exclusion de|exception faite de|à l’exception|excepted|besides|outside of|en dehors|hormis|except|except for|excluding|but not|other than|apart from|all but|sauf|excepté|hormis|hors|à part|mais pas|en dehors de|minus|moins|laisse tourner|laisser tourner|laissez tourner|leave running|keep running|laisse en route|laisse tranquille|leave alone|leave out|oublie pas de laisser|sans toucher à|without touching|pas touche à|en laissant|leaving out',
  },
  {
    meaning: { kind: 'machines', plural: true },
    forms: 'servers|machines|hosts|boxes|nodes|vms|instances|serveurs|bécanes|noeuds|hôtes|frontaux|fronts',
  },
  {
    meaning: { kind: 'machines', plural: false },
    forms: 'server|machine|host|box|node|vm|instance|serveur|bécane|noeud|hôte|frontal',
  },
  {
    meaning: { kind: 'service-noun' },
    forms: 'service|services|daemon|daemons|démon|process|processus|unit|app|application|applications|unité',
  },
  {
    meaning: { kind: 'place-preposition' },
    forms:
      'under|below|beneath|underneath|inside|within|au sein de|on|in|at|sur|dans|chez|en|from|of|to|onto|into|for|pour|côté|du|des',
  },
  {
    meaning: { kind: 'and' },
    forms: 'and|et|or|ou|plus aussi|ainsi que|as well as|also|aussi|then|puis|ensuite|et puis|and then',
  },
  {
    meaning: { kind: 'follow-up' },
    forms:
      'instead|rather|plutôt|same|the same|same thing|same on|same in|same for|idem|pareil|pareille|même chose|la même chose|la même|ditto|what about|and on|et sur|et pour|how about|the one|the ones|celui|celle|ceux|celles|now on|now for|maintenant sur|i meant|i mean|je voulais dire|je parlais de|je parle de|pardon|sorry|désolé|oops|oups|correction|more|plus de lignes|encore plus|finalement|actually on',
  },
  {
    meaning: { kind: 'other-one' },
    forms: 'other|other one|the other|the other one|the others|others|autre|autres|le autre|les autres',
  },
  {
    meaning: { kind: 'dismissal' },
    forms:
      'scrap that|strike that|scratch that|disregard that|forget that|on oublie|on oublie ça|en fait non|ah non|enfin non|annule ça|never mind|nevermind|forget it|forget about it|laisse tomber|laissez tomber|oublie|oublie ça|annule|annuler|annulez|cancel|cancel that|abort|nope|non|non merci|no thanks|stop that|rien finalement|finalement non|ne fais rien|ne faites rien|ne rien faire|do nothing|don’t do anything|ne fais rien du tout|on laisse|laisse comme ça|leave it|leave it alone|leave it be|drop it',
  },
  {
    meaning: { kind: 'help' },
    forms:
      'can and cannot do|can and can not do|can do and cannot|what this assistant can|what this bot can|ce que cet assistant|ce que ce bot|what are you able to do|what are you capable of|de quoi es tu capable|que peut faire|que sait faire|à quoi tu sers|tu sers à quoi|what commands|quelles commandes|mode d’emploi|how can you help|que pouvez vous faire|comment peux tu m’aider|help|help me|aide|aide moi|à l’aide|what can you do|what you can do|what can i ask|ce que tu sais faire|ce que tu peux faire|que sais tu faire|que peux tu faire|qu’est ce que tu sais faire|tu sais faire quoi|how do you work|comment ça marche|are you a|are you human|who are you|what are you|qui es tu|tu es qui|es tu un|t’es qui|t’es là|tu es là|es tu là|you there|are you there|tu es un robot',
  },
  {
    meaning: { kind: 'ordinal', number: 1 },
    forms:
      'first|the first|first one|the first one|premier|premiers|premières|les premiers|les premières|première|le premier|la première|1er|1ère|option 1|numéro 1|choix 1|number 1|number one|choice 1',
  },
  {
    meaning: { kind: 'ordinal', number: 2 },
    forms:
      'second|the second|second one|the second one|deuxième|le deuxième|la deuxième|seconde|2e|2ème|2nd|option 2|numéro 2|choix 2|number 2|number two|choice 2',
  },
  {
    meaning: { kind: 'ordinal', number: 3 },
    forms:
      'third|the third|third one|troisième|le troisième|la troisième|3e|3ème|3rd|option 3|numéro 3|choix 3|number 3|number three|choice 3',
  },
  { meaning: { kind: 'ordinal', number: 4 }, forms: 'fourth|quatrième|le quatrième|4e|4ème|4th|option 4' },
  { meaning: { kind: 'ordinal', number: 5 }, forms: 'fifth|cinquième|le cinquième|5e|5ème|5th|option 5' },
  {
    meaning: { kind: 'ordinal', number: -2 },
    forms:
      'avant dernier|avant-dernier|avant dernière|avant-dernière|penultimate|second to last|second last|next to last',
  },
  {
    meaning: { kind: 'ordinal', number: -1 },
    forms: 'last one|the last one|le dernier|la dernière|les derniers|les dernières|the last',
  },
  {
    meaning: { kind: 'filler' },
    forms:
      'this damn|that damn|the damn|this bloody|the bloody|this stupid|the stupid|this fucking|the fucking|ce foutu|cette foutue|ces foutus|ces foutues|ce fichu|cette fichue|ce putain de|cette putain de|ce satané|cette satanée|ce maudit|cette maudite|ce sacré|so kind as to|kind enough to|be so kind as to|would you be so kind as to|would you mind|do you mind|if you dont mind|if you would|would be great if you could|it would be great if you could|i would appreciate if you could|auriez vous l’amabilité de|auriez vous la gentillesse de|avoir l’amabilité de|avoir la gentillesse de|l’amabilité de|la gentillesse de|l’obligeance de|merci de|merci de bien vouloir|bien vouloir|merci d’avance|bien cordialement|cordialement|bien à vous|bien à toi|salutations|sincères salutations|best regards|kind regards|warm regards|regards|cheers|sincerely|yours|dear all|dear team|dear|madame|monsieur|mesdames|messieurs|chers|cher collègue|à l’attention de|dans le cadre de|dans le cadre du|within the scope of|as discussed|as agreed|as requested|comme convenu|comme discuté|comme demandé|as usual|as always|périmètre|scope|symptom|action|demande|objet|subject|priority|priorité|p1|p2|p3|p4|validé par|approval by|requested by|demandé par|demandeur|valeur|value|uniquement|exclusivement|only|t’es|tu es|es tu|give it|let it|allow it|laisse lui|donne lui|come back|comes back|coming back|came back|to be back|don’t forget to|do not forget to|n’oublie pas de|n’oubliez pas de|pas oublier de|if possible|si possible|if you can|si tu peux|si vous pouvez|if you please|si te plaît|s’il te plaît|s’il vous plaît|si il te plaît|si il vous plaît|si il te plait|when you can|quand tu peux|quand vous pouvez|as soon as possible|dès que possible|asap|at once|all the way|right now|tout de suite|maintenant|immédiatement|tout court|at all|for me|for us|pour moi|pour nous|après tout|before anything|in a hurry|est ce que|est ce|as usual|en fait|one more time|once more|encore une fois|avant tout|first of all|ce matin|this morning|au secours|urgent|urgence',
  },
];

export const grammar: readonly (readonly [string, Meaning])[] = groups.flatMap(({ meaning, forms }) =>
  forms.split('|').map((form): [string, Meaning] => [form, meaning]),
);
