/** A query that stands among the words, up to where a sentence goes on. */
const query =
  /(?<![`\w])select\s[^`;\n—]*?\bfrom\s+[\w."]+(?:\s+(?:where|group|order|limit|join|left|inner|having)\b[^`;\n—]*)?/gi;
/** "select the newest from the list" is English; none of these stands in a sentence. */
const looksLikeSql = /[*(=_]|\bwhere\b|\blimit\s+\d/i;
const goesOn =
  /,?\s+(?:en lecture|sur|on|in|dans|base|db|please|svp|stp|merci|thanks)\s.*$|,\s*(?:svp|stp|please|merci)\W*$/i;

/** The text with queries that were written without backticks put between them. */
export const markStatements = (text: string): string =>
  text.replaceAll(query, (found) => {
    if (!looksLikeSql.test(found)) return found;
    const statement = found.replace(goesOn, '').trimEnd();
    return `\`${statement}\`${found.slice(statement.length)}`;
  });
