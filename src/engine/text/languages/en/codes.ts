import { addressRules } from '../../address';
import { END, registeredRule, rule } from '../../rule';
import { SCALE, START, UNIT, WORD_END, modelWords, shortCode } from './amounts';
import { digitWords, numberWords } from './number-words';
import type { Rule } from '../../verbalise';

/** Telephone numbers figure by figure, a breath between groups. */
export const dialled = (written: string): string =>
  (written.startsWith('+') ? 'plus ' : '') + (written.match(/\d+/g) ?? []).map(digitWords).join(', ');

/** What is numbered with a letter behind. */
const LETTERED =
  '[Ss]eat|[Gg]ate|[Rr]oom|[Aa]partment|[Aa]pt\\.|[Uu]nit|[Cc]lass|[Gg]rade|[Ll]evel|[Ss]ection|[Ff]igure|[Rr]ow|[Bb]lock|[Pp]latform|[Ee]xhibit|[Pp]age|[Ff]orm|[Tt]able|[Ee]xit|[Ss]uite|[Hh]ouse|[Nn]umber';
/** Whose wares have numbers for names. */
const MAKERS =
  "Boeing|Airbus|Embraer|Bombardier|Cessna|Tupolev|Fokker|Antonov|Ilyushin|Saab|Volvo|Porsche|Ferrari|McLaren|Peugeot|Renault|Fiat|Mazda|BMW|Mercedes|Audi|Ford|Dodge|Chrysler|Toyota|Ducati|Harley|Levi['’]s|Nokia|Motorola|Sony|Nikon|Canon|Casio|Xbox|Atari|Commodore|Snapdragon|Exynos|Dimensity|Ryzen|Threadripper|Xeon|Pentium|GeForce|Radeon|GTX|RTX|RX|GT|Quadro|Intel|AMD|IBM|Model|Python|Windows";
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DETERMINER = '[Aa]n?|[Tt]he|[Tt]his|[Tt]hat|[Mm]y|[Yy]our|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir';

const STREET =
  '(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Way|Parkway|Pkwy|Terrace|Highway|Hwy|Circle|Square)(?!\\p{L})';
const WAYS: Readonly<Record<string, string>> = { N: 'North', S: 'South', E: 'East', W: 'West' };

/** In front of a ZIP code. */
const STATES =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|Alabama|Alaska|Arizona|California|Colorado|Florida|Georgia|Hawaii|Illinois|Massachusetts|Michigan|Nevada|New York|Ohio|Oregon|Texas|Virginia|Washington';

/** What has a resolution. */
const PICTURES =
  'screens?|TVs?|televisions?|videos?|monitors?|resolutions?|displays?|cameras?|webcams?|movies?|films?|content|footage|streaming|streams?|recordings?|clips?|UHD|HDR|Ultra|Blu-ray|projectors?|panels?|gaming|quality|images?|wallpapers?|textures?|drones?|YouTube|Netflix|remaster(?:s|ed)?';

/** Addresses, versions, telephone numbers, and numbers that name something. */
export const codeRules: readonly Rule[] = [
  ...addressRules({
    dot: 'dot', at: 'at', slash: 'slash', backslash: 'backslash', dash: 'dash', underscore: 'underscore', colon: 'colon', question: 'question mark', equals: 'equals', plus: 'plus', gap: ' ', digits: digitWords,
  }), // prettier-ignore
  rule(
    'version',
    `${START}(?!(?:${DAY}\\.${MONTH}|${MONTH}\\.${DAY})\\.[12]\\d{3}(?!\\d|\\.\\d))(\\d+(?:\\.\\d+){2,})${END}`,
    ([dots]) => [
      dots
        .split('.')
        .map((part) => (dots.split('.').length === 4 ? digitWords(part) : numberWords(part)))
        .join(dots.split('.').length === 4 ? ' dot ' : ' point '),
      dots.split('.').map(numberWords).join(' dot '),
    ],
  ),
  rule(
    'version',
    `(?<![\\p{L}\\d])[vV](\\d+(?:\\.\\d+)*)(?:[-]?(beta|alpha|rc)(\\d*))?${WORD_END}`,
    ([, dots, word, n]) =>
      `version ${dots!.split('.').map(numberWords).join(' point ')}${word ? ` ${word}` : ''}${n ? ` ${numberWords(n)}` : ''}`,
  ),
  registeredRule((code) =>
    code
      .split(/[- ]/)
      .map((group) =>
        group
          .replace(/\d+/g, (figures) => ` ${digitWords(figures)} `)
          .trim()
          .replace(/\s+/g, ' '),
      )
      .join(', '),
  ),
  // 192.168.0.1:8080, 0x1F
  rule(
    'address',
    `${START}(\\d{1,3}(?:\\.\\d{1,3}){3}):(\\d{2,5})(?!\\d)`,
    ([, dots, port]) => `${dots!.split('.').map(digitWords).join(' dot ')} colon ${digitWords(port!)}`,
  ),
  rule(
    'code',
    `${START}0x([\\dA-Fa-f]+)${WORD_END}`,
    ([, figures]) =>
      `zero x ${Array.from(figures!, (each) => (/\d/.test(each) ? digitWords(each) : each.toUpperCase())).join(' ')}`,
  ),
  // telephone numbers
  rule(
    'phone',
    `${START}1-(8\\d\\d)-(?=[A-Z]{3,})`,
    ([, code]) => `one ${code!.endsWith('00') ? numberWords(code!) : digitWords(code!)}`,
  ),
  rule('phone', `(?<![\\d\\p{L}])(?:\\+?1[-. ]?)?\\(\\d{3}\\)\\s?\\d{3}[-. ]\\d{4}(?!\\d)`, ([all]) =>
    dialled(all),
  ),
  rule('phone', `${START}(?:\\+?1[-. ])?\\d{3}[-. ]\\d{3}[-. ]\\d{4}${END}`, ([all]) => dialled(all)),
  rule('phone', `${START}1-\\d{3}-\\d{3}-\\d{4}${END}`, ([all]) => dialled(all)),
  rule('phone', `${START}\\d{3}-\\d{4}${END}`, ([all]) => dialled(all)),
  rule('phone', `\\+\\d{1,3}(?:[- .]?\\(?\\d{1,4}\\)?){2,5}(?!\\d)`, ([all]) =>
    all.replace(/\D/g, '').length >= 8 ? dialled(all) : undefined,
  ),
  // Seat 5A, 221B Baker Street, a 7B model: no amount
  ...[
    `(?<=\\b(?:${LETTERED}) )(\\d+)([A-Z])${WORD_END}`,
    `(?<=\\b(?:exits|gates|seats|rooms|units|rows|sections|apartments)\\b[^.!?]{0,20} )(\\d+)([A-Z])${WORD_END}`,
    `${START}(\\d{1,4})([KMB])(?= \\p{Lu}\\p{L}*(?<!s)\\b)`,
    `(?<=\\b(?:${DETERMINER}) )(\\d{1,3})([KMB])(?= \\p{Ll}+(?<!s|people|men|women|children)\\b(?! \\p{Ll}+s\\b))`,
    `${START}(401|403)([kKbB])${WORD_END}`,
  ].map((pattern) =>
    rule('model', pattern, ([, figures, letter]) => [
      `${modelWords(figures!)} ${letter!.toUpperCase()}`,
      `${numberWords(figures!)} ${letter!.toUpperCase()}`,
    ]),
  ),
  rule(
    'model',
    `(?<![\\d.,$€£])([248])[kK](?= (?:${PICTURES})\\b)|(?<=\\b(?:[Ii]n|[Aa]t|[Nn]ative|[Tt]rue) )([48])K(?!\\p{L}| \\p{Ll})`,
    ([, n, last]) => `${numberWords(n ?? last!)} K`,
  ),
  rule(
    'model',
    `${START}(240|360|480|576|720|1080|1440|2160|4320)([pi])${WORD_END}`,
    ([, lines, letter]) => `${modelWords(lines!)} ${letter!}`,
  ),
  rule(
    'model',
    `${START}(7\\d7)-(\\d{2,3})(?![\\p{L}\\d-])`,
    ([, type, n]) => `${shortCode(type!)} ${numberWords(n!)}`,
  ),
  rule(
    'code',
    `${START}(?:911|999|411|311|007|747|404|101(?= Dalmatians))${END}(?!\\s*(?:${SCALE}|people|men|women|units|${UNIT})\\b)`,
    ([all]) =>
      all === '101'
        ? undefined
        : all === '747' || all === '404'
          ? [shortCode(all), numberWords(all)]
          : [digitWords(all), numberWords(all)],
  ),
  rule('model', `(?<=\\b(?:${MAKERS}) )(\\d{3,4})${WORD_END}(?!,\\d|\\.\\d|\\s*(?:${UNIT})\\b)`, ([all]) => [
    modelWords(all),
    digitWords(all),
    numberWords(all),
  ]),
  rule(
    'code',
    `(?<=\\b(?:[Rr]oom|[Ff]light,?|[Hh]ighway|Math|Bio|Physics|Chem|History|Econ|Psych|English|Biology|Chemistry|[Rr]oute|[Ss]uite|[Aa]partment|[Ii]nterstate|[Bb]us|[Aa]rea code|Apt\\.) (?:[A-Z]{2} ?)?)(\\d{3,4})${WORD_END}(?!,\\d|\\.\\d)`,
    ([all]) => [shortCode(all), digitWords(all), numberWords(all)],
  ),
  // 1600 Pennsylvania Avenue, 1420 W. 5th Ave.
  rule(
    'code',
    `${START}(\\d{3,5})(?: ([NSEW])\\b\\.?)?(?= (?:(?:\\p{Lu}\\p{L}+|\\d+(?:st|nd|rd|th)) ){1,3}${STREET})`,
    ([, n, way]) => {
      const end = way === undefined ? '' : ` ${WAYS[way]!}`;
      const read = [n!.length < 5 ? shortCode(n!) : digitWords(n!), digitWords(n!), numberWords(n!)];
      return read.map((words) => words + end);
    },
  ),
  // DC 20500, Austin, Texas 78701-1234
  rule(
    'code',
    `(?<=,? (?:${STATES})\\.? )(\\d{5})(?:-(\\d{4}))?(?![\\d,.-]\\d|\\p{L})`,
    ([, zip, more]) => digitWords(zip!) + (more === undefined ? '' : `, ${digitWords(more)}`),
  ),
  // a code that a message is sent to
  rule(
    'code',
    `(?<=\\b(?:[Tt]ext|[Dd]ial|[Cc]all|to) )(\\d{5,6})${WORD_END}(?=[.,;!?)]|$| (?:now|to|for|or|and)\\b)(?!,\\d|\\.\\d)`,
    ([n]) => [digitWords(n), numberWords(n)],
  ),
  rule('code', `(?<=§§? ?)(\\d{4})${END}${WORD_END}`, ([, n]) => [shortCode(n!), numberWords(n!)]),
  rule('code', `(?<![\\p{L}\\d&])#(\\d{4})${END}${WORD_END}`, ([, n]) => [
    `number ${shortCode(n!)}`,
    `number ${numberWords(n!)}`,
  ]),
  // a .22 rifle, hit .312
  rule(
    'model',
    `(?<=\\b(?:[Aa]|[Tt]he|[Hh]is|[Hh]er|[Mm]y) )\\.(22|38|45|40|44|50|308|357|380)${WORD_END}`,
    ([, n]) => modelWords(n!),
  ),
  rule(
    'score',
    `(?<=\\b(?:hit|hits|hitting|batted|batting|bats|average(?: of)?) )\\.(\\d{3})${WORD_END}`,
    ([, n]) => shortCode(n!),
  ),
  rule(
    'code',
    `(?<=(?:[Pp]in|PIN|[Cc]ode|[Zz]ip|ZIP|[Pp]assword|[Ee]xtension|ext\\.|[Ss]erial|[Aa]ccount|[Oo]rder|[Tt]icket|[Cc]onfirmation|[Ii]nvoice|[Cc]ase|[Cc]ard|[Tt]racking)(?: (?:is|was|number|no\\.|code))*:? #?)(\\d{3,})${WORD_END}(?!,\\d|\\.\\d)`,
    ([all]) => [digitWords(all), numberWords(all)],
  ),
];
