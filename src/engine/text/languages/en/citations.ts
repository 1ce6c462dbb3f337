import { END, alternation, rule } from '../../rule';
import { START, WORD_END } from './amounts';
import { numberWords } from './number-words';
import type { Rule } from '../../verbalise';

/** Short name of a book of the Bible, with or without its full stop -> full. */
const BOOKS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'Genesis Exodus Leviticus Numbers Deuteronomy Joshua Judges Ruth Samuel Kings Chronicles Ezra Nehemiah Esther Job Psalms Psalm Proverbs Ecclesiastes Isaiah Jeremiah Lamentations Ezekiel Daniel Hosea Joel Amos Obadiah Jonah Micah Nahum Habakkuk Zephaniah Haggai Zechariah Malachi Matthew Mark Luke John Acts Romans Corinthians Galatians Ephesians Philippians Colossians Thessalonians Timothy Titus Philemon Hebrews James Peter Jude Revelation'
      .split(' ')
      .map((name) => [name, name]),
  ),
  Gen: 'Genesis', Exod: 'Exodus', Ex: 'Exodus', Lev: 'Leviticus', Num: 'Numbers', Deut: 'Deuteronomy', Josh: 'Joshua', Judg: 'Judges', Sam: 'Samuel', Kgs: 'Kings', Chr: 'Chronicles', Chron: 'Chronicles', Neh: 'Nehemiah', Ps: 'Psalm', Prov: 'Proverbs', Eccl: 'Ecclesiastes', Isa: 'Isaiah', Jer: 'Jeremiah', Ezek: 'Ezekiel', Dan: 'Daniel', Matt: 'Matthew', Mt: 'Matthew', Mk: 'Mark', Lk: 'Luke', Jn: 'John', Rom: 'Romans', Cor: 'Corinthians', Gal: 'Galatians', Eph: 'Ephesians', Phil: 'Philippians', Col: 'Colossians', Thess: 'Thessalonians', Tim: 'Timothy', Heb: 'Hebrews', Jas: 'James', Pet: 'Peter', Rev: 'Revelation',
}; // prettier-ignore
const BOOK = alternation(Object.keys(BOOKS));
const WHICH: Readonly<Record<string, string>> = { '1': 'First ', '2': 'Second ', '3': 'Third ' };
/** Books of which there are several: without a chapter "1 John" is read so as well. */
const SEVERAL =
  'Samuel|Sam|Kings|Kgs|Chronicles|Chron|Chr|Corinthians|Cor|Thessalonians|Thess|Timothy|Tim|Peter|Pet';

const verses = (from: string, to: string | undefined): string =>
  to === undefined ? numberWords(from) : `verses ${numberWords(from)} to ${numberWords(to)}`;

/** Places in the Bible and in laws. */
export const citationRules: readonly Rule[] = [
  rule(
    'code',
    `${START}(?:([123]) )?(?<!\\p{L})(${BOOK})\\.? (\\d{1,3}):(\\d{1,3})(?:[-–](\\d{1,3}))?${END}${WORD_END}`,
    ([, which = '', book, chapter, from, to]) =>
      `${WHICH[which] ?? ''}${BOOKS[book!]!} ${numberWords(chapter!)}${to === undefined ? ' ' : ', '}${verses(from!, to)}`,
  ),
  rule(
    'code',
    `${START}([123]) (${SEVERAL})(?:\\.(?= )|(?!\\p{L}))`,
    ([, which, book]) => WHICH[which!]! + BOOKS[book!]!,
  ),
  // § 5(a)(1)
  rule(
    'code',
    `(?<=(?:§§? ?|[Ss]ection |[Aa]rticle |[Rr]ule |[Ss]ec\\. |[Aa]rt\\. )\\d{1,4}(?:\\(\\w{1,3}\\))*)\\((\\d{1,3}|[a-z]{1,3})\\)`,
    ([, part]) => (/\d/.test(part!) ? numberWords(part!) : part!),
  ),
];
