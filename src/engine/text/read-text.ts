import type { LexiconReading } from '#contract/lexicon';
import type { Warning } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { HIDDEN_PAUSE, hideTokens, pauseMs, showTokens } from './hidden-tokens';
import { languageSpans, paragraphLanguage } from './language';
import { rulesOf } from './languages';
import { lexiconOf } from './lexicon';
import { inspectMarkers } from './markers';
import { readMarkup } from './markup';
import { PlacedText } from './placed-text';
import { verbalise, type LanguageRules, type TokenReading } from './verbalise';

/** A paragraph in words, and the silence after it. */
export interface ReadParagraph {
  /** Special tokens are hidden in it. */
  readonly text: PlacedText;
  /** BCP 47; 'und' when unknown. */
  readonly language: string;
  /** Silence that the text asks for behind it, ms; undefined where only the text ends or goes on. */
  readonly pauseMs: number | undefined;
}

export interface ReadText {
  readonly paragraphs: readonly ReadParagraph[];
  /** What stood before an end-of-prompt marker; empty when there was none. */
  readonly typedInstruction: string;
  /** Every token that is spoken otherwise than it is written. */
  readonly readings: readonly TokenReading[];
  readonly warnings: readonly Warning[];
}

export interface ReadOptions {
  /** BCP 47; judged by the text when absent. */
  readonly language?: string | undefined;
  /** Of the voice: what a text is read in that does not say its own. */
  readonly voiceLanguage?: string | undefined;
  /** The person's own words, the one that counts first before others of the same word. */
  readonly lexicon?: readonly LexiconReading[] | undefined;
}

/**
 * A typed text to what is read aloud: without markup, in words, each character with its place in the typed text. Both
 * engines speak what comes out here.
 * @throws StudioError 'text-empty', 'text-unspeakable', 'text-marker-invalid'
 */
export function readText(
  typed: string,
  { language: chosen, voiceLanguage, lexicon = [] }: ReadOptions = {},
): ReadText {
  const inspected = inspectMarkers(PlacedText.of(typed));
  const { text, notes } = readMarkup(hideTokens(inspected.text));
  if (text.text.replace(new RegExp(HIDDEN_PAUSE, 'g'), '').trim() === '') {
    throw inspected.text.text.trim() === ''
      ? new StudioError('text-empty')
      : new StudioError('text-unspeakable');
  }
  const readings: TokenReading[] = [];
  const paragraphs = cutAtPauses(text).map(({ text: paragraph, pauseMs: pause }) => {
    const language = chosen ?? paragraphLanguage(paragraph.text, text.text, voiceLanguage);
    const read = inWords(paragraph, language, lexicon);
    readings.push(...read.readings);
    return { text: read.text, language, pauseMs: pause };
  });
  return {
    paragraphs,
    typedInstruction: inspected.typedInstruction,
    readings,
    warnings: [...inspected.warnings, ...notes],
  };
}

/** Figures, signs and abbreviations of one paragraph in words, each in the language that stands around it. */
function inWords(
  paragraph: PlacedText,
  language: string,
  lexicon: readonly LexiconReading[],
): { readonly text: PlacedText; readonly readings: readonly TokenReading[] } {
  const narrow = paragraph
    .replace(NARROWED, ({ text: sign }) => sign.normalize('NFKC'))
    .replace(/>=|<=|!=|\+\/-|∶/g, ({ text: sign }) => ONE_SIGN[sign]);
  const parts = languageSpans(narrow.text, language).map((span) => {
    const part = narrow.slice(span.from, span.to);
    // figures alone are read in English
    const rules = rulesOf(span.language === 'und' ? 'en' : span.language) ?? rulesOf(language) ?? NO_RULES;
    return verbalise(part, rules, lexiconOf(lexicon, span.language));
  });
  return {
    text: PlacedText.join(parts.map(({ text }) => text)),
    readings: parts.flatMap(({ readings }) =>
      readings.map((each) => ({
        ...each,
        written: showTokens(each.written),
        spoken: showTokens(each.spoken),
      })),
    ),
  };
}

/** A language whose figures and signs the engine reads itself. */
const NO_RULES: LanguageRules = { tag: 'und', rules: [], spaced: true };

/** Full-width figures and letters, signs of units and figures below the line; full-width points and colons are marks. */
const NARROWED = /[０-９％＄Ａ-Ｚａ-ｚµΩK₀-₉]/g;

/** Signs that a keyboard has in two. */
const ONE_SIGN: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '!=': '≠', '+/-': '±', '∶': ':' };

function cutAtPauses(text: PlacedText): { text: PlacedText; pauseMs: number | undefined }[] {
  const parts: { text: PlacedText; pauseMs: number | undefined }[] = [];
  let from = 0;
  for (const match of text.text.matchAll(new RegExp(HIDDEN_PAUSE, 'g'))) {
    const part = text.slice(from, match.index).trim();
    from = match.index + 1;
    const last = parts.at(-1);
    if (part.length > 0) parts.push({ text: part, pauseMs: pauseMs(match[0]) });
    else if (last)
      parts[parts.length - 1] = { ...last, pauseMs: Math.max(last.pauseMs ?? 0, pauseMs(match[0])) };
  }
  const rest = text.slice(from).trim();
  return rest.length > 0 ? [...parts, { text: rest, pauseMs: undefined }] : parts;
}
