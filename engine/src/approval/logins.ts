/**
 * The form of a login under which two spellings are the same account. GitHub folds ASCII letters only; JavaScript's
 * own lower-casing would also turn look-alikes such as the Kelvin sign into a plain letter.
 */
export function foldLogin(login: string): string {
  return login.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Accounts that GitHub itself acts through: they never approve, and naming them in a sentence helps nobody. */
export function isMachineLogin(login: string): boolean {
  return login.endsWith('[bot]') || foldLogin(login) === 'web-flow';
}
