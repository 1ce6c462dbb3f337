import { standardizePronunciation } from 'es-hangul';
import { kanaReading } from '../../text/languages/ja/kana-reading';
import { PlacedText } from '../../text/placed-text';
import { cantoneseJyutping } from './cantonese';
import { plainEnglish } from './english';
import { mandarinPinyin, sichuanPinyin } from './mandarin';
import { asciiPunctuation } from './punctuation';

/** A language of the draft voice: how its text is written for its synthesizer, and a passage to calibrate on. */
export interface SpokenLanguage {
  /** BCP 47. */
  readonly tag: string;
  readonly name: string;
  /** eSpeak NG's voice identifier, if it speaks this language; short names such as `fr-fr` load an empty phoneme table. */
  readonly espeakVoice: string | undefined;
  /** @throws StudioError 'language-unavailable' for characters that cannot be read */
  readonly notation: (text: string) => string;
  /** Whether its synthesizer makes a focused word stand out. */
  readonly focuses: boolean;
  /** Characters of a text that its notation has no reading for. */
  readonly unread: (text: string) => string[];
  /** About 8 s of plain speech: a passage in another language would put the pitch elsewhere. */
  readonly passage: readonly string[];
}

const mandarinPassage = [
  '今天早上天气很好，我们一起去公园散步。',
  '图书馆里有很多书，大家都在安静地学习。',
  '晚上回家以后，妈妈做了一桌好吃的菜。',
];

const languages: readonly SpokenLanguage[] = [
  language(
    'en',
    'English',
    undefined,
    [
      'The birch canoe slid on the smooth planks, and nobody said a word.',
      'Glue the sheet to the dark blue background before you go.',
      'Four hours of steady work faced us that morning.',
    ],
    plainEnglish,
    { focuses: true, unread: (text) => lettersIn(text).filter((letter) => plainEnglish(letter) === '') },
  ),
  language('zh', 'Mandarin', undefined, mandarinPassage, mandarinPinyin, {
    focuses: true,
    unread: (text) => beyondAscii(mandarinPinyin(text)),
  }),
  language('zh-sichuan', 'Sichuan Mandarin', undefined, mandarinPassage, sichuanPinyin, {
    focuses: true,
    unread: (text) => beyondAscii(sichuanPinyin(text)),
  }),
  language(
    'yue',
    'Cantonese',
    'sit/yue-Latn-jyutping',
    [
      '今日天氣好好，我哋一齊去公園散步。',
      '圖書館有好多書，大家都靜靜哋睇書。',
      '夜晚返到屋企，媽媽煮咗一枱好食嘅餸。',
    ],
    cantoneseJyutping,
    { unread: (text) => beyondAscii(cantoneseJyutping(text)) },
  ),
  language(
    'ja',
    'Japanese',
    'jpx/ja',
    [
      'きょうは とても いい てんき です。',
      'わたしたちは こうえんを さんぽ しました。',
      'よるは かぞくと いっしょに ごはんを たべました。',
    ],
    japaneseKana,
    { unread: (text) => kanaReading(PlacedText.of(text)).unread.slice() },
  ),
  language(
    'ko',
    'Korean',
    'ko',
    [
      '오늘은 날씨가 아주 좋아서 공원에 갔습니다.',
      '도서관에는 책이 많이 있습니다.',
      '저녁에는 가족과 함께 밥을 먹었습니다.',
    ],
    koreanAsSpoken,
  ),
  language('de', 'German', 'gmw/de', [
    'Heute Morgen war das Wetter schön, und wir gingen zusammen im Park spazieren.',
    'In der Bibliothek stehen viele Bücher, und alle lesen leise.',
  ]),
  language('fr', 'French', 'roa/fr', [
    'Ce matin il faisait très beau, et nous sommes allés au parc ensemble.',
    'À la bibliothèque il y a beaucoup de livres, et chacun lit en silence.',
  ]),
  language('es', 'Spanish', 'roa/es', [
    'Esta mañana hacía muy buen tiempo y fuimos juntos al parque.',
    'En la biblioteca hay muchos libros, y todos leen en silencio durante la tarde.',
  ]),
  language('it', 'Italian', 'roa/it', [
    'Questa mattina il tempo era molto bello e siamo andati insieme al parco.',
    'In biblioteca ci sono molti libri, e tutti leggono in silenzio.',
  ]),
  language('pt', 'Portuguese', 'roa/pt-BR', [
    'Hoje de manhã o tempo estava muito bom e fomos juntos ao parque.',
    'Na biblioteca há muitos livros, e todos leem em silêncio durante a tarde.',
  ]),
  language('nl', 'Dutch', 'gmw/nl', [
    'Vanmorgen was het weer heel mooi, en we gingen samen wandelen in het park.',
    'In de bibliotheek staan veel boeken, en iedereen leest in stilte.',
  ]),
  language('pl', 'Polish', 'zlw/pl', [
    'Dziś rano pogoda była bardzo ładna i poszliśmy razem do parku.',
    'W bibliotece jest dużo książek, a wszyscy czytają w ciszy.',
  ]),
  language('ru', 'Russian', 'zle/ru', [
    'Сегодня утром была очень хорошая погода, и мы вместе пошли в парк.',
    'В библиотеке много книг, и все тихо читают.',
  ]),
  language('uk', 'Ukrainian', 'zle/uk', [
    'Сьогодні вранці була дуже гарна погода, і ми разом пішли до парку.',
    'У бібліотеці багато книжок, і всі тихо читають.',
  ]),
  language('tr', 'Turkish', 'trk/tr', [
    'Bu sabah hava çok güzeldi ve birlikte parka gittik.',
    'Kütüphanede çok kitap var, herkes sessizce okuyor ve çalışıyor.',
  ]),
  language('cs', 'Czech', 'zlw/cs', [
    'Dnes ráno bylo velmi pěkné počasí a šli jsme spolu do parku.',
    'V knihovně je mnoho knih a všichni tiše čtou.',
  ]),
  language('sv', 'Swedish', 'gmq/sv', [
    'I morse var vädret mycket fint, och vi gick tillsammans till parken.',
    'På biblioteket finns många böcker, och alla läser tyst.',
  ]),
  language('el', 'Greek', 'grk/el', [
    'Σήμερα το πρωί ο καιρός ήταν πολύ καλός και πήγαμε μαζί στο πάρκο.',
    'Στη βιβλιοθήκη υπάρχουν πολλά βιβλία και όλοι διαβάζουν ήσυχα.',
  ]),
  language('hi', 'Hindi', 'inc/hi', [
    'आज सुबह मौसम बहुत अच्छा था और हम साथ में बगीचे गए।',
    'पुस्तकालय में बहुत किताबें हैं और सब लोग चुपचाप पढ़ रहे हैं।',
  ]),
  language('vi', 'Vietnamese', 'aav/vi', [
    'Sáng nay trời rất đẹp và chúng tôi cùng nhau đi dạo trong công viên.',
    'Trong thư viện có nhiều sách và mọi người đều đọc trong im lặng.',
  ]),
];

const byTag = new Map(languages.map((each) => [each.tag, each]));

/** BCP 47 tags of every language, English first; dialects are not listed. */
export const languageTags: readonly string[] = languages
  .map(({ tag }) => tag)
  .filter((tag) => tag !== 'zh-sichuan');

/** @throws RangeError for a tag that is not in the table */
export function spokenLanguage(tag: string): SpokenLanguage {
  const found = byTag.get(tag);
  if (found) return found;
  throw new RangeError(`the draft voice has no language ${tag}`);
}

function language(
  tag: string,
  name: string,
  espeakVoice: string | undefined,
  passage: readonly string[],
  notation: SpokenLanguage['notation'] = asciiPunctuation,
  { focuses = false, unread = () => [] }: Partial<Pick<SpokenLanguage, 'focuses' | 'unread'>> = {},
): SpokenLanguage {
  return { tag, name, espeakVoice, passage, notation, focuses, unread };
}

const lettersIn = (text: string): string[] => Array.from(text).filter((each) => /[\p{L}\p{N}]/u.test(each));

/** What a romanisation left as it was; ê and ü are its own letters. */
const beyondAscii = (romanised: string): string[] =>
  lettersIn(romanised).filter((letter) => !/[a-z0-9êü]/i.test(letter));

function koreanAsSpoken(text: string): string {
  return standardizePronunciation(asciiPunctuation(text), { hardConversion: false });
}

/** Kana as it is, kanji as they are pronounced; one without a reading, which would be "Chinese letter", is left out. */
function japaneseKana(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return asciiPunctuation(text);
  const { text: kana, unread } = kanaReading(PlacedText.of(text));
  return asciiPunctuation(unread.reduce((rest, kanji) => rest.replaceAll(kanji, ''), kana.text));
}
