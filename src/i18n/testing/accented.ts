const plain = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const marked = Array.from('ÀƁÇÐÈƑĜĤÎĴĶĿṀÑÖƤǪŔŠŢÛṼŴẊÝŽàƀçðèƒĝĥîĵķŀṁñöƥǫŕšţûṽŵẋýž');

/** A language for tests (en-XA): English with an accent on every letter, so that a word from elsewhere stands out. */
export function accented<T>(words: T): T {
  if (typeof words === 'string')
    // values and the tags of rich words stay
    return words.replace(/\{\{.*?\}\}|<[^>]*>|[A-Za-z]/g, (part) => marked[plain.indexOf(part)] ?? part) as T;
  return Object.fromEntries(
    Object.entries(words as Readonly<Record<string, unknown>>).map(([key, value]) => [key, accented(value)]),
  ) as T;
}
