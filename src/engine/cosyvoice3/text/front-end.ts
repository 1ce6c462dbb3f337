import type { LexiconReading } from '#contract/lexicon';
import type { Warning } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { hideTokens, showTokens } from '../../text/hidden-tokens';
import { textLanguage } from '../../text/language';
import { english } from '../../text/languages/en/rules';
import { kanaReading } from '../../text/languages/ja/kana-reading';
import { chinese } from '../../text/languages/zh/rules';
import { inspectMarkers } from '../../text/markers';
import { PlacedText, type Place } from '../../text/placed-text';
import { readText } from '../../text/read-text';
import { removeControlMarkers } from '../../text/special-tokens';
import { verbalise, type TokenReading } from '../../text/verbalise';
import { cleanText, type TextRules } from './clean-text';
import { isUnspeakable, splitText } from './split-text';
import { textPath } from './text-path';

export interface FrontEndOptions {
  /** Off: the text is spoken as typed, in one segment. */
  readonly normalize: boolean;
  readonly rules: TextRules;
  /** BCP 47; judged by the text when absent. */
  readonly language?: string | undefined;
  /** Of the voice, for the guarded rules: what a text is read in that does not say its own. */
  readonly voiceLanguage?: string | undefined;
  /** The person's own words; for the guarded rules. */
  readonly lexicon?: readonly LexiconReading[] | undefined;
}

const defaultFrontEnd: FrontEndOptions = { normalize: true, rules: 'guarded' };

export interface PreparedSegment extends Place {
  readonly text: string;
  /** BCP 47, by script and commonest words; 'und' when unknown. */
  readonly language: string;
  /** Silence that the text asks for behind it, ms. */
  readonly pauseMs: number | undefined;
}

export interface PreparedText {
  /** What will be spoken, one segment a line. */
  readonly normalizedText: string;
  /** At least one. */
  readonly segments: readonly PreparedSegment[];
  /** An instruction typed in front of <|endofprompt|>; it asks for instruct2. Empty when there was none. */
  readonly typedInstruction: string;
  readonly readings: readonly TokenReading[];
  readonly warnings: readonly Warning[];
}

/**
 * A user's text to the segments that the language model speaks, one after the other and independently.
 * @param countTokens text tokens of a string
 * @throws StudioError 'text-empty', 'text-unspeakable', 'text-marker-invalid'
 */
export function prepareText(
  userText: string,
  countTokens: (text: string) => number,
  options: FrontEndOptions = defaultFrontEnd,
): PreparedText {
  const read = !options.normalize
    ? asTyped(userText, options.language)
    : options.rules === 'official'
      ? readOfficially(userText, countTokens, options.language)
      : readGuarded(userText, countTokens, options);
  if (read.segments.length === 0) {
    throw new StudioError('text-unspeakable');
  }
  return { ...read, normalizedText: read.segments.map(({ text }) => text.trim()).join('\n') };
}

type Read = Omit<PreparedText, 'normalizedText'>;

/** Without its control markers, in one segment. */
function asTyped(userText: string, language: string | undefined): Read {
  const { text, typedInstruction, warnings } = inspectMarkers(PlacedText.of(userText));
  refuseEmpty(text);
  const segments = isUnspeakable(text.text) ? [] : [segmentOf(text, languageOfPiece(text.text, language))];
  return { segments, typedInstruction, warnings, readings: [] };
}

/** The reference: a number step, then its clean-up, then its cuts. Its normaliser's place is taken by our own words. */
function readOfficially(
  userText: string,
  countTokens: (text: string) => number,
  language: string | undefined,
): Read {
  const inspected = inspectMarkers(PlacedText.of(userText));
  refuseEmpty(inspected.text);
  const path = textPath(inspected.text.text);
  const { text, readings } = verbalise(hideTokens(inspected.text.trim()), path === 'zh' ? chinese : english);
  const segments = officialSegments(text, countTokens).map((segment) =>
    segmentOf(segment, languageOfPiece(segment.text, language)),
  );
  return { segments, readings, typedInstruction: inspected.typedInstruction, warnings: inspected.warnings };
}

/** Clean-up and cuts of the reference, after its number step. */
export function officialSegments(text: PlacedText, countTokens: (text: string) => number): PlacedText[] {
  const path = textPath(text.text);
  return cut(cleanText(text, path, 'official'), countTokens, 'official');
}

function readGuarded(
  userText: string,
  countTokens: (text: string) => number,
  { language, voiceLanguage, lexicon }: FrontEndOptions,
): Read {
  const { paragraphs, typedInstruction, readings, warnings } = readText(userText, {
    ...{ language, voiceLanguage, lexicon },
  });
  const unread = new Set<string>();
  const segments = paragraphs.flatMap((paragraph): PreparedSegment[] => {
    const text = paragraph.language === 'ja' ? inKana(paragraph.text, unread) : paragraph.text;
    const pieces = cut(cleanText(text, textPath(text.text), 'guarded'), countTokens, 'guarded');
    return pieces.map((piece, index) =>
      segmentOf(
        piece,
        languageOfPiece(piece.text, paragraph.language),
        index === pieces.length - 1 ? paragraph.pauseMs : undefined,
      ),
    );
  });
  return { segments, typedInstruction, readings, warnings: [...warnings, ...unreadWarning(unread)] };
}

/** As its paragraph was read, unless it is in letters that this language does not have. */
function languageOfPiece(piece: string, language: string | undefined): string {
  const own = textLanguage(piece, language);
  if (language === undefined || language === 'und') return own;
  return language === 'ja' || own === 'und' || scriptOf(own) === scriptOf(language) ? language : own;
}

const SCRIPTS: Readonly<Record<string, string>> = {
  zh: 'han',
  yue: 'han',
  ja: 'kana',
  ko: 'hangul',
  ru: 'cyrillic',
  uk: 'cyrillic',
};
const scriptOf = (language: string): string => SCRIPTS[language] ?? 'latin';

function cut(text: PlacedText, countTokens: (text: string) => number, rules: TextRules): PlacedText[] {
  const path = textPath(text.text);
  const count = (part: string) => countTokens(showTokens(part));
  const isInsideToken = (at: number) => text.isInsideWritten(at);
  return text
    .locate(splitText(text.text, { path, rules, countTokens: count, isInsideToken }))
    .filter((segment) => !isUnspeakable(showTokens(segment.text), rules));
}

function segmentOf(text: PlacedText, language: string, pauseMs?: number): PreparedSegment {
  // what a rule deleted may have stood inside a control marker
  return { text: removeControlMarkers(showTokens(text.text)), language, pauseMs, ...text.trim().place() };
}

function refuseEmpty({ text }: PlacedText): void {
  if (text.trim() !== '') return;
  throw new StudioError('text-empty');
}

/** The model reads kanji in Chinese; what its writer put into kana already is left alone. */
function inKana(text: PlacedText, unread: Set<string>): PlacedText {
  if (!/\p{Script=Han}/u.test(text.text)) return text;
  const reading = kanaReading(text);
  for (const kanji of reading.unread) unread.add(kanji);
  return reading.text;
}

function unreadWarning(unread: ReadonlySet<string>): Warning[] {
  const characters = [...unread].join(' ');
  return unread.size === 0 ? [] : [{ code: 'text-kanji-unread', values: { characters } }];
}

/** @returns what the prompt says, as the model is to read it; the prompt of a Japanese voice needs kana as much as a text */
export function prepareTranscript(transcript: string, options: FrontEndOptions = defaultFrontEnd): string {
  if (!options.normalize || options.rules === 'official' || textLanguage(transcript) !== 'ja')
    return transcript;
  return showTokens(inKana(hideTokens(PlacedText.of(transcript)), new Set()).text);
}
