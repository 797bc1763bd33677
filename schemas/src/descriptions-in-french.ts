/**
 * What the schemas of files say of a value, in French: it becomes the way out when the value is not so. The schemas say it
 * in English, in which they are published.
 */
const inFrench: Readonly<Record<string, string>> = {
  // inventory
  'Image registries that the worker may ask as it asks servers: host, or host:port.':
    "Registres d'images que le worker peut interroger comme les serveurs : hôte, ou hôte:port.",
  'A host name or an address, with its port where it is not 443.':
    "Un nom d'hôte ou une adresse, avec son port quand ce n'est pas 443.",
  'Lower-case letters, digits, dots and dashes; at most 63.':
    'Des minuscules, des chiffres, des points et des tirets ; 63 au plus.',
  'Letters, digits and @ . _ -; at most 100.': 'Des lettres, des chiffres et @ . _ - ; 100 au plus.',
  'A host name or an address, without user and port.': "Un nom d'hôte ou une adresse, sans utilisateur ni port.",
  "Reference to the private key: secret:NAME; agent for the keys of the worker's ssh-agent; ssh-config for what the worker's ~/.ssh/config says of host.":
    "Référence à la clé privée : secret:NOM ; agent pour les clés du ssh-agent du worker ; ssh-config pour ce que le ~/.ssh/config du worker dit de l'hôte.",
  "The server's public host key: type and base64. Without it every connection is refused.":
    "La clé publique d'hôte du serveur : type et base64. Sans elle, toute connexion est refusée.",
  '@user or @org/team.': '@utilisateur ou @org/équipe.',
  'Reference to a password or token: secret:NAME.': 'Référence à un mot de passe ou à un jeton : secret:NOM.',
  'Starts with http:// or https://.': 'Commence par http:// ou https://.',
  'A log file; without it the journal of the unit is read.':
    "Un fichier journal ; sans lui, c'est le journal de l'unité qui est lu.",
  // runbook and diagnosis
  'Lower-case letters, digits, dots, underscores and dashes; at most 100.':
    'Des minuscules, des chiffres, des points, des tirets bas et des tirets ; 100 au plus.',
  'One text, or one text per language.': 'Un texte, ou un texte par langue.',
  'family.name, as in service.status; it must read state.':
    "famille.nom, comme service.status ; l'action doit lire un état.",
  'A name in the outputs, with dots into what it holds: memory.availablePercent. Of a list, some element must fit.':
    "Un nom parmi les sorties, avec des points vers ce qu'il contient : memory.availablePercent. D'une liste, un élément doit convenir.",
  'The surest first: of several that hold for one finding the lowest tells it, and proposals come in this order.':
    "Le plus sûr d'abord : si plusieurs conviennent à un constat, le plus petit le dit, et les propositions viennent dans cet ordre.",
  'What the outputs of the look show; every sign must hold.':
    "Ce que montrent les sorties de l'examen ; chaque signe doit être vrai.",
  'What is said; {service}, {servers}, {since} and {summary} are filled in.':
    'Ce qui est dit ; {service}, {servers}, {since} et {summary} sont remplis.',
  'Lower-case letters, digits and underscores, starting with a letter; at most 40.':
    'Des minuscules, des chiffres et des tirets bas, en commençant par une lettre ; 40 au plus.',
  "sha256 of the comment's body when it was read.": 'sha256 du corps du commentaire quand il a été lu.',
  'A number of servers, or a percentage such as 25%.': 'Un nombre de serveurs, ou un pourcentage comme 25%.',
  'family.name, as in service.restart.': 'famille.nom, comme service.restart.',
  'Where the step runs, when not on every target: first, controller, or named servers.':
    "Où l'étape s'exécute, si ce n'est sur chaque cible : first, controller, ou des serveurs nommés.",
  "Steps that undo this one, or none; otherwise the action's own inverse.":
    "Les étapes qui annulent celle-ci, ou none ; sinon l'inverse de l'action elle-même.",
  'What was asked, as it was written.': 'Ce qui a été demandé, tel que cela a été écrit.',
  'Why no backup is taken.': "Pourquoi aucune sauvegarde n'est faite.",
  // policy
  'An admin whom roles.admin.users names.': 'Un administrateur que roles.admin.users nomme.',
  'A public key, as in ~/.ssh/id_ed25519.pub; a comment may follow.':
    'Une clé publique, comme dans ~/.ssh/id_ed25519.pub ; un commentaire peut suivre.',
  'secret:NAME of the key for backups whose step names none: 64 hexadecimal digits.':
    "secret:NOM de la clé pour les sauvegardes dont l'étape n'en nomme aucune : 64 chiffres hexadécimaux.",
  'A whole number and a unit: ms, s, m, h or d.': 'Un nombre entier et une unité : ms, s, m, h ou d.',
  'Shown wherever it holds: at most 80 characters, on one line.':
    "Affiché partout où cela s'applique : 80 caractères au plus, sur une ligne.",
  'Five fields of cron, as in 0 18 * * FRI, or a day and an hour, as in 2026-12-18 18:00.':
    'Cinq champs cron, comme 0 18 * * FRI, ou un jour et une heure, comme 2026-12-18 18:00.',
  'Each role includes the ones below it: admin, operator, viewer.':
    'Chaque rôle comprend ceux du dessous : admin, operator, viewer.',
  'All that is given must hold.': 'Tout ce qui est donné doit être vrai.',
  'Of both, as in Europe/Paris.': 'Des deux, comme Europe/Paris.',
};

/** Undefined for a description that no schema of a file gives as a way out: those of actions' inputs. */
export const describedInFrench = (description: string): string | undefined => inFrench[description];
