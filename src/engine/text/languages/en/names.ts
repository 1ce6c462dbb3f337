import { ROMAN, romanSignRule, romanValue, rule } from '../../rule';
import { WORD_END, modelWords, ordinalWords, plural } from './amounts';
import { numberWords } from './number-words';
import { ABBREVIATIONS } from './words';
import type { Rule } from '../../verbalise';

const NUMBERED =
  'Chapter|Part|Act|Scene|Volume|Vol\\.|Book|Section|Appendix|Phase|Type|Level|Stage|Figure|Title|Article|Class|Grade|World War|War|Episode|Season|Super Bowl|Mark|Mk|Category';
const ROYAL =
  'King|Queen|Pope|Henry|Louis|Charles|Elizabeth|George|Edward|Richard|William|James|John|Paul|Benedict|Pius|Philip|Frederick|Catherine|Nicholas|Alexander|Ivan|Peter|Napoleon|Ramses|Leo|Gregory|Innocent|Clement|Mary|Victor|Wilhelm|Friedrich|Otto|Malcolm|Harold';

/** Roman numbers, names with figures, abbreviations and signs. */
export const nameRules: readonly Rule[] = [
  rule('roman', `(?<=\\b(?:${NUMBERED}) )${ROMAN}${WORD_END}(?!['’.]\\p{L})`, ([roman]) =>
    numberWords(String(romanValue(roman))),
  ),
  rule('roman', `(?<=\\b(?:${ROYAL}) )${ROMAN}${WORD_END}`, ([roman]) =>
    roman === 'I' ? undefined : `the ${ordinalWords(String(romanValue(roman)))}`,
  ),
  // Elizabeth I at the head of a sentence or behind a title; what she thinks is another person's I
  rule(
    'roman',
    `(?<=(?:^|[.!?]\\s+|\\b(?:[Kk]ing|[Qq]ueen|Pope|Tsar|Emperor|under|of|by|after|until|to) )(?:${ROYAL}) )I(?=[.,;)]|['’]s\\b| (?!(?:am|have|had|think|thought|will|would|can|could|know|knew|do|did|want|love|like|hope|need|see|believe|feel|just|really|never|guess|said|told)\\b)\\p{Ll})${WORD_END}`,
    () => 'the first',
  ),
  // Rocky III: a sequel
  rule('roman', `(?<=\\b\\p{Lu}\\p{Ll}+ )(?=[IVX]{2,4}\\b)${ROMAN}${WORD_END}`, ([roman]) =>
    numberWords(String(romanValue(roman))),
  ),
  romanSignRule(numberWords),
  // names with figures
  rule('model', `(?<=\\p{L})-(\\d+)s${WORD_END}`, ([, n]) => plural(modelWords(n!))),
  rule('model', `(?<=[\\p{L}])-(\\d+(?:\\.\\d+)?)(?!\\d)`, ([, n]) => modelWords(n!)),
  rule('model', `(?<=\\p{L})(\\d+(?:\\.\\d+)?)(?![\\d])`, ([, n]) => modelWords(n!)),
  rule('model', `(?<=\\d)-(?=[\\p{L}])`, () => ''),
  // abbreviations and signs
  ...Object.entries(ABBREVIATIONS).map(([short, long]) =>
    rule('abbreviation', `(?<![\\p{L}\\d.])${short}`, () => long),
  ),
  rule('abbreviation', `(?<![\\p{L}])(?:No|Nos|no)\\. ?(?=\\d)`, () => 'number'),
  rule('symbol', `(?<![\\p{L}\\d&])#(?=\\d)`, () => 'number'),
  rule('symbol', `&{1,2}(?=\\s?[\\p{L}\\d])`, () => 'and'),
  rule('symbol', '§ ?', () => 'section'),
];
