import { createRequire } from 'node:module';
import type { Tokenizer, TokenizerBuilder } from 'lindera-wasm-nodejs-ipadic';
import { z } from 'zod';
import { PlacedText } from '../../placed-text';

/** How a Japanese text is pronounced. */
export interface KanaReading {
  /** Katakana with a space between words, particles as they are said: "トーキョー エ イク". */
  readonly text: PlacedText;
  /** Kanji that the dictionary does not know, once each; they stand in the text as they are. */
  readonly unread: readonly string[];
}

const wordSchema = z.object({
  surface: z.string(),
  pronunciation: z.string().default('*'),
  partOfSpeech: z.string(),
});
type Word = z.output<typeof wordSchema>;

/** Kana among the kana and kanji of a text, above which it is Japanese and no Chinese with a の in it. */
const LEAST_KANA = 0.15;

let dictionary: Tokenizer | undefined;

/** Whether a text that has Chinese characters is Japanese. */
export function isJapanese(text: string): boolean {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  return kana > LEAST_KANA * (kana + count(/\p{Script=Han}/gu));
}

/**
 * Reads a Japanese text with the IPADIC dictionary, which takes a quarter of a second and 140 MB at its first use. Hidden
 * special tokens stay where they stand.
 * Source: the model reads kanji in Chinese; its published examples write Japanese so.
 */
export function kanaReading(text: PlacedText): KanaReading {
  const unread = new Set<string>();
  const parts: PlacedText[] = [];
  let from = 0;
  for (const gap of [...text.text.matchAll(/[\s\p{Co}]+/gu), undefined]) {
    parts.push(joinWords(text.slice(from, gap?.index), unread));
    if (gap) parts.push(text.slice(gap.index, gap.index + gap[0].length));
    from = (gap?.index ?? 0) + (gap?.[0].length ?? 0);
  }
  return { text: PlacedText.join(parts), unread: [...unread] };
}

function wordsOf(text: string): Word[] {
  dictionary ??= openDictionary();
  return z.array(wordSchema).parse(dictionary.tokenize(text));
}

/** Its module reads 13 MB when it is loaded: not before a Japanese text comes. */
function openDictionary(): Tokenizer {
  const lindera = createRequire(import.meta.url)('lindera-wasm-nodejs-ipadic') as {
    readonly TokenizerBuilder: typeof TokenizerBuilder;
  };
  const builder = new lindera.TokenizerBuilder();
  builder.setDictionary('embedded://ipadic');
  builder.setMode('normal');
  return builder.build();
}

/** 何 before these is ナン: 何ですか, 何時, 何と. */
const AFTER_NAN =
  /^(?:で|だ|と|の(?!か)|な|時|人|本|匹|枚|個|回|階|年|月|日|曜|番|度|歳|才|分|円|冊|台|名|語|色|点|杯|倍|か月|カ月|ヶ月)/;

function joinWords(text: PlacedText, unread: Set<string>): PlacedText {
  if (text.length === 0) return text;
  let line = '';
  let at = 0;
  const words = wordsOf(text.text);
  const said = words.map((word, index) => {
    const isNan = word.surface === '何' && AFTER_NAN.test(words[index + 1]?.surface ?? '');
    const spoken = isNan ? 'ナン' : word.surface === '何時' ? 'ナンジ' : pronounced(word, unread);
    const touches = line === '' || isMark(spoken) || isMark(line.at(-1)!);
    line = spoken;
    const from = Math.max(at, text.text.indexOf(word.surface, at));
    at = from + word.surface.length;
    return PlacedText.written(touches ? spoken : ` ${spoken}`, text.place(from, at));
  });
  return PlacedText.join(said);
}

function pronounced({ surface, pronunciation, partOfSpeech }: Word, unread: Set<string>): string {
  if (pronunciation !== '*' && partOfSpeech !== '記号') return pronunciation;
  for (const kanji of surface.match(/\p{Script=Han}/gu) ?? []) unread.add(kanji);
  return inKatakana(surface);
}

const isMark = (text: string): boolean => /^[\p{P}\p{S}]+$/u.test(text);

/** The two kana blocks lie 0x60 apart. */
const inKatakana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
