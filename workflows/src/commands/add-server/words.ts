import type { Localized } from '@chatops-commander/engine/actions/action';

export type Why = Localized;

export const title = (name: string): Localized => ({
  en: `Add server ${name} to the inventory`,
  fr: `Ajouter le serveur ${name} à l'inventaire`,
});
export const asked = (name: string, host: string, port: number): Localized => ({
  en: `Adds \`${name}\` at \`${host}\` port ${port} to the inventory. It comes into force once an admin has approved it and it is merged; nothing runs by it. Asked for by`,
  fr: `Ajoute \`${name}\`, à \`${host}\` port ${port}, à l'inventaire. Entre en vigueur une fois approuvé par un admin puis fusionné ; rien ne s'exécute de ce fait. Demandé par`,
});
export const compare: Localized = {
  en: 'This is the host key that it showed me. Compare it with what the server itself tells, on its own console:',
  fr: "Voici la clé d'hôte qu'il m'a montrée. Comparez-la avec ce que dit le serveur lui-même, sur sa propre console :",
};
export const takenFrom = (like: string | undefined): Localized =>
  like === undefined
    ? {
        en: 'The inventory has no other server to go by, so the rest is a guess. Correct it on this branch:',
        fr: "L'inventaire n'a pas d'autre serveur comme modèle ; le reste est une supposition. Corrigez-le sur cette branche :",
      }
    : {
        en: `The rest is as \`${like}\` has it. Correct on this branch what is different here:`,
        fr: `Le reste est comme pour \`${like}\`. Corrigez sur cette branche ce qui diffère ici :`,
      };
export const next: Localized = {
  en: 'Once it is in force: `/ops is everything ok?`, or on the worker `chatops doctor`.',
  fr: 'Une fois en vigueur : `/ops tout va bien ?`, ou sur le worker `chatops doctor`.',
};
export const opened = (name: string): Localized => ({
  en: `I propose \`${name}\` for the inventory in`,
  fr: `Je propose \`${name}\` pour l'inventaire dans`,
});
export const nameTaken = (name: string): Localized => ({
  en: `The inventory has a server \`${name}\` already; \`/ops servers\` lists them. To change it, edit \`.chatops/inventory.yaml\` in a pull request.`,
  fr: `L'inventaire a déjà un serveur \`${name}\` ; \`/ops servers\` les liste. Pour le modifier, modifiez \`.chatops/inventory.yaml\` dans une pull request.`,
});
export const notReached = (because: Localized): Localized => ({
  en: `I add no server whose host key I have not seen: ${because.en}`,
  fr: `Je n'ajoute pas de serveur dont je n'ai pas vu la clé d'hôte : ${because.fr}`,
});
export const unreadable: Localized = {
  en: '`.chatops/inventory.yaml` on the default branch cannot be read as an inventory. `chatops lint .chatops/inventory.yaml` says what is wrong with it.',
  fr: '`.chatops/inventory.yaml` sur la branche par défaut ne se lit pas comme un inventaire. `chatops lint .chatops/inventory.yaml` dit ce qui ne va pas.',
};
