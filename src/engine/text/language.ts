import { isJapanese } from './languages/ja/kana-reading';
import { latinLanguage, tellsLanguage } from './latin-language';

/**
 * @param usual of the voice, for a few Latin words that may be of any language
 * @returns a BCP 47 tag, judged by script and, among Latin letters, by the commonest words; 'und' without letters
 */
export function textLanguage(text: string, usual?: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) && isJapanese(text)) return 'ja';
  if (/\p{Script=Han}/u.test(text))
    return JAPANESE_FORMS.test(text) && !CHINESE_WORDS.test(text) ? 'ja' : 'zh';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/\p{Script=Cyrillic}/u.test(text)) return /[іїєґ]/iu.test(text) ? 'uk' : 'ru';
  // figures between Chinese marks: 7×8=？
  if (!/\p{Script=Latin}/u.test(text))
    return CHINESE_MARK.test(text) ? (usual === 'ja' ? 'ja' : 'zh') : 'und';
  // names between Chinese marks: AK-47，B-52
  if (CHINESE_MARK.test(text) && !tellsLanguage(text)) return usual === 'ja' ? 'ja' : 'zh';
  return latinLanguage(text, usual);
}

/** Characters that are written so in Japan alone, and those of the commonest Chinese words. */
const JAPANESE_FORMS =
  /[込働畑峠枠円駅図売読続応気広価済転伝仮検権観関鉄経総県単変営厳覚楽薬歩毎様黒浜焼帰択沢訳釈]/u;
const CHINESE_WORDS = /[的这這们們说說么麼为吗嗎呢吧您她没沒]/u;

const CHINESE_MARK = /[，。、；：！？（）「」《》]/u;

/** The language that most of a text is in. */
function mainLanguage(text: string): string {
  const language = textLanguage(text);
  const characters = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu);
  const words = text.match(/\p{Script=Latin}{2,}/gu) ?? [];
  return words.length > (characters?.length ?? Infinity) ? latinLanguage(text) : language;
}

/** A stretch of one language in a text. */
export interface LanguageSpan {
  readonly from: number;
  readonly to: number;
  readonly language: string;
}

/** Latin words in a row that make a sentence of their own inside a text of another script. */
const FOREIGN_SENTENCE =
  /(?:[A-Za-z][A-Za-z'’.-]*|\d[\d.,:/%]*|[$€£]\d[\d.,]*)(?:[ ,;:]+(?:[A-Za-z][A-Za-z'’.-]*|\d[\d.,:/%]*|[$€£]\d[\d.,]*)){3,}/g;
const LATIN_WORDS = /[A-Za-z][A-Za-z'’]+/g;
/** Names and types have capitals: iPhone 15 Pro Max. */
const PLAIN_WORD = /(?<![A-Za-z'’])[a-z]{2,}(?![A-Za-z])/;
/** Fewer words are names, and their figures are read in the language around them. */
const LEAST_WORDS = 3;

/**
 * Figures are read in the language of what stands around them: a sentence of at least three Latin words inside an East
 * Asian text is read in its own.
 * @param language of the whole text
 */
export function languageSpans(text: string, language: string): LanguageSpan[] {
  const spans: LanguageSpan[] = [];
  let from = 0;
  if (['zh', 'ja', 'ko', 'yue'].includes(language)) {
    for (const match of text.matchAll(FOREIGN_SENTENCE)) {
      const words = match[0].match(LATIN_WORDS)?.length ?? 0;
      if (words < LEAST_WORDS || !PLAIN_WORD.test(match[0])) continue;
      if (match.index > from) spans.push({ from, to: match.index, language });
      from = match.index + match[0].length;
      spans.push({ from: match.index, to: from, language: latinLanguage(match[0]) });
    }
  }
  if (from < text.length) spans.push({ from, to: text.length, language });
  return spans;
}

/** A name or a title; whole sentences without kana are Chinese. */
const FEW_KANJI = /^[\p{Script=Han}\d\s・]{1,8}[。！？]?$/u;
const CHINESE = /[的了们这那吗呢吧你您她它很还说对为么没个会我是在不也就都]/u;

const isLatin = (text: string): boolean =>
  /\p{Script=Latin}/u.test(text) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}]/u.test(text);

/**
 * The language of one paragraph of a text: Chinese characters alone are Japanese beside lines in kana, and
 * names and figures without a word that tells are in the language of the rest.
 * @param whole the text that it stands in
 * @param voiceLanguage BCP 47; of a voice, for what does not say its own: figures alone, kanji alone
 */
export function paragraphLanguage(paragraph: string, whole: string, voiceLanguage?: string): string {
  const ofVoice = voiceLanguage?.split('-')[0];
  const language = textLanguage(paragraph, ofVoice);
  if (ofVoice === 'ja' && FEW_KANJI.test(whole.trim()) && !CHINESE.test(whole)) return 'ja';
  if (language === 'zh' && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(paragraph) && isJapanese(whole))
    return 'ja';
  if (language !== 'und' && (!isLatin(paragraph) || tellsLanguage(paragraph))) return language;
  const around = mainLanguage(whole);
  if (language !== 'und') return tellsLanguage(whole) || !isLatin(whole) ? around : language;
  return around === 'und' ? (ofVoice ?? around) : around;
}
