import type { ErrorCode, YAMLError } from 'yaml';
import type { Localized } from './localized.js';

/** What the YAML library found, said in both languages, with a way out. */
export function explainSyntax({ code, message }: Pick<YAMLError, 'code' | 'message'>): {
  readonly message: Localized;
  readonly hint: Localized;
} {
  return {
    message: { en: message, fr: inFrench[code] ?? `ce n'est pas du YAML valide (${code})` },
    hint: hints[code] ?? {
      en: 'Check indentation, quotes and brackets around this place.',
      fr: "Vérifiez l'indentation, les guillemets et les crochets autour de cet endroit.",
    },
  };
}

const inFrench: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: 'cet alias ne mène à rien',
  BAD_DQ_ESCAPE: "cette séquence d'échappement n'existe pas entre guillemets doubles",
  BAD_INDENT: "l'indentation n'est pas celle de ce qui l'entoure",
  BAD_SCALAR_START: 'une valeur sans guillemets ne peut pas commencer ainsi',
  BLOCK_AS_IMPLICIT_KEY: "un bloc imbriqué n'est pas permis ici",
  BLOCK_IN_FLOW: 'un bloc ne peut pas se trouver entre crochets ou accolades',
  KEY_OVER_1024_CHARS: 'cette clé est trop longue',
  MISSING_CHAR: 'il manque ici un signe : guillemet, crochet, accolade, virgule ou deux-points',
  MULTILINE_IMPLICIT_KEY: "une clé tient sur une ligne, et celle-ci n'y tient pas",
  MULTIPLE_ANCHORS: 'une valeur a une ancre au plus',
  MULTIPLE_TAGS: 'une valeur a une étiquette au plus',
  TAB_AS_INDENT: "une tabulation ne sert pas à l'indentation",
  UNEXPECTED_TOKEN: 'ce signe est inattendu ici',
};
const hints: Partial<Record<ErrorCode, Localized>> = {
  TAB_AS_INDENT: { en: 'Indent with spaces.', fr: 'Indentez avec des espaces.' },
  BAD_ALIAS: { en: 'Write the value out in full.', fr: 'Écrivez la valeur en entier.' },
  BLOCK_AS_IMPLICIT_KEY: {
    en: 'Put the value in quotes if it contains ": ".',
    fr: 'Mettez la valeur entre guillemets si elle contient « : ».',
  },
  MULTILINE_IMPLICIT_KEY: {
    en: 'A key stands on one line and ends in ":".',
    fr: 'Une clé tient sur une ligne et se termine par « : ».',
  },
  BAD_SCALAR_START: { en: 'Put the value in quotes.', fr: 'Mettez la valeur entre guillemets.' },
};
