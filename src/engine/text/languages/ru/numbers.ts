import { toCardinal, toOrdinal } from 'n2words/ru-RU';
import type { Gender } from '../../european/grammar';

export type Case = 'genitive' | 'dative';

const NEUTER_ONE = /один$/;

/** Nominative, or the case that a preposition asks for. A thousand alone is "тысяча". */
export function cardinal(figures: string, gender?: Gender, inCase?: Case): string {
  const words = toCardinal(figures, { gender: gender === 'f' ? 'feminine' : 'masculine' }).replace(
    /^одна тысяча/,
    'тысяча',
  );
  const nominative = gender === 'n' ? words.replace(NEUTER_ONE, 'одно') : words;
  return inCase === undefined ? nominative : declined(nominative, inCase);
}

/** Word -> genitive, dative. */
const DECLINED: Readonly<Record<string, readonly [genitive: string, dative: string]>> = {
  ноль: ['ноля', 'нолю'], один: ['одного', 'одному'], одно: ['одного', 'одному'], одна: ['одной', 'одной'], два: ['двух', 'двум'], две: ['двух', 'двум'], три: ['трёх', 'трём'], четыре: ['четырёх', 'четырём'], восемь: ['восьми', 'восьми'],
  сорок: ['сорока', 'сорока'], девяносто: ['девяноста', 'девяноста'], сто: ['ста', 'ста'], двести: ['двухсот', 'двумстам'], триста: ['трёхсот', 'трёмстам'], четыреста: ['четырёхсот', 'четырёмстам'], пятьсот: ['пятисот', 'пятистам'], шестьсот: ['шестисот', 'шестистам'], семьсот: ['семисот', 'семистам'], восемьсот: ['восьмисот', 'восьмистам'], девятьсот: ['девятисот', 'девятистам'],
  тысяча: ['тысячи', 'тысяче'], тысячи: ['тысяч', 'тысячам'], тысяч: ['тысяч', 'тысячам'], миллион: ['миллиона', 'миллиону'], миллиона: ['миллионов', 'миллионам'], миллионов: ['миллионов', 'миллионам'], миллиард: ['миллиарда', 'миллиарду'], миллиарда: ['миллиардов', 'миллиардам'], миллиардов: ['миллиардов', 'миллиардам'],
}; // prettier-ignore

function declined(words: string, inCase: Case): string {
  return words
    .split(' ')
    .map((word) => DECLINED[word]?.[inCase === 'genitive' ? 0 : 1] ?? withSoftEnding(word))
    .join(' ');
}

/** пять, двадцать: пяти, двадцати; пятьдесят: пятидесяти. */
const withSoftEnding = (word: string): string =>
  word.endsWith('десят')
    ? word.replace('ь', 'и').replace(/^восеми/, 'восьми') + 'и'
    : word.replace(/ь$/, 'и');

/** Endings of a hard ordinal; третий has its own. */
const ENDINGS = {
  'm': ['ый', 'ий'], 'f': ['ая', 'ья'], 'n': ['ое', 'ье'], 'plural': ['ые', 'ьи'], 'genitive': ['ого', 'ьего'], 'genitive-f': ['ой', 'ьей'], 'prepositional': ['ом', 'ьем'], 'dative': ['ому', 'ьему'], 'accusative-f': ['ую', 'ью'], 'instrumental': ['ым', 'ьим'], 'genitive-plural': ['ых', 'ьих'],
} as const; // prettier-ignore

export type OrdinalForm = keyof typeof ENDINGS;

/** @param form "пятый" in the masculine nominative, "пятого", "пятая" ... */
export function ordinal(figures: string, form: OrdinalForm = 'm'): string {
  const words = toOrdinal(figures)
    .replace(/^одна тысяча /, 'тысяча ')
    .replace(/^одна тысячный/, 'тысячный');
  const [hard, soft] = ENDINGS[form];
  if (words.endsWith('третий')) return words.slice(0, -2) + soft;
  if (form === 'm') return words;
  return words.replace(/(?:ый|ой|ий)$/, '') + hard;
}

const PARTS = ['десятая', 'сотая', 'тысячная', 'десятитысячная'];

/** 3,14 is "три целых четырнадцать сотых". */
export function decimalWords(whole: string, decimals: string): string {
  const part = PARTS[decimals.length - 1];
  const ends = (figures: string): boolean => /(?:^|[^1])1$/.test(figures);
  if (part === undefined)
    return `${cardinal(whole)} запятая ${Array.from(decimals, (each) => cardinal(each)).join(' ')}`;
  const over = decimals.replace(/^0+(?=\d)/, '');
  return `${cardinal(whole, 'f')} ${ends(whole) ? 'целая' : 'целых'} ${cardinal(over, 'f')} ${ends(over) ? part : part.replace(/ая$/, 'ых')}`;
}
