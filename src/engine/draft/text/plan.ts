import { StudioError } from '#contract/errors';
import { latinLanguage } from '../../text/latin-language';
import type { Place } from '../../text/placed-text';
import type { ReadParagraph } from '../../text/read-text';
import { looksCantonese } from './cantonese';
import { READING } from './markers';
import { scriptRuns, type ScriptRun } from './scripts';
import { splitSentences } from './sentences';

/** A stretch of text in one language, and the silence after it. */
export interface PlannedSegment extends Place {
  readonly text: string;
  /** Tag of a spoken language. */
  readonly language: string;
  /** At speed 1. */
  readonly pauseAfterSec: number;
  /** Silence that the text asks for behind it, ms, whatever the speed; the usual pause when absent. */
  readonly askedPauseMs: number | undefined;
}

export type ChineseDialect = 'cantonese' | 'sichuan';

/** What is heard: letters, digits, and the readings of `markers.ts`. */
const HEARD = new RegExp(`[\\p{L}\\p{N}]|${READING.source}`, 'u');

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const READABLE =
  /[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}]/u;
/** Letters of a writing system that nobody reads here, characters. */
const STRAY = 3;

/** Silence after a sentence, after a piece that ends with a comma, and where the language changes. */
const PAUSE_SEC = { sentence: 0.25, comma: 0.16, run: 0.06 } as const;

/**
 * Splits a read text into sentences of at most 200 characters, and those into runs of one language each.
 * @param dialect how Chinese characters are read; without it Mandarin, or Cantonese if the text is written in it
 * @throws StudioError 'text-unspeakable', 'language-unavailable'
 */
export function planText(
  paragraphs: readonly ReadParagraph[],
  dialect: ChineseDialect | undefined,
): PlannedSegment[] {
  const text = paragraphs.map((paragraph) => paragraph.text.text).join('\n');
  if (!HEARD.test(text)) throw new StudioError('text-unspeakable', { text: text.trim().slice(0, 40) });
  return paragraphs.flatMap((paragraph) => {
    const segments = planParagraph(paragraph, text, dialect);
    const last = segments.at(-1);
    return last ? [...segments.slice(0, -1), { ...last, askedPauseMs: paragraph.pauseMs }] : [];
  });
}

function planParagraph(
  paragraph: ReadParagraph,
  whole: string,
  dialect: ChineseDialect | undefined,
): PlannedSegment[] {
  const languageOf = languageReader(paragraph, whole, dialect);
  const planned = splitSentences(paragraph.text.text, (at) => paragraph.text.isInsideWritten(at)).flatMap(
    (sentence) => {
      const runs = joinSilent(scriptRuns(sentence));
      return runs.map((run, index) => ({
        text: run.text.trim(),
        language: languageOf(run, sentence),
        pauseAfterSec:
          index < runs.length - 1
            ? PAUSE_SEC.run
            : /[,，、:：;；]$/u.test(sentence)
              ? PAUSE_SEC.comma
              : PAUSE_SEC.sentence,
        askedPauseMs: undefined,
      }));
    },
  );
  const places = paragraph.text.locate(planned.map(({ text }) => text));
  return planned.map((segment, index) => ({ ...segment, ...places[index]!.place() }));
}

/** Runs without anything to say (a lone quotation mark) go to their neighbour. */
function joinSilent(runs: readonly ScriptRun[]): ScriptRun[] {
  const joined: ScriptRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && !HEARD.test(run.text)) joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined.filter((run) => HEARD.test(run.text));
}

function languageReader(
  { text: paragraph, language: paragraphLanguage }: ReadParagraph,
  text: string,
  dialect: ChineseDialect | undefined,
): (run: ScriptRun, sentence: string) => string {
  const chinese =
    dialect === 'sichuan' ? 'zh-sichuan' : dialect === 'cantonese' || looksCantonese(text) ? 'yue' : 'zh';
  // a word of another language inside East Asian text is English far more often than anything else
  const latin = EAST_ASIAN.test(paragraph.text)
    ? 'en'
    : /^(?:zh|yue|ja|ko|ru|uk|el|hi|und)$/.test(paragraphLanguage)
      ? latinLanguage(text)
      : paragraphLanguage;
  const ukrainian = /[іїєґ]/iu.test(text);
  return ({ script, text: run }, sentence) => {
    switch (script) {
      case 'han':
      case 'kana':
        return paragraphLanguage === 'ja' || /\p{Script=Hiragana}/u.test(sentence) ? 'ja' : chinese;
      case 'hangul':
        return 'ko';
      case 'latin':
        return latin;
      case 'cyrillic':
        return ukrainian ? 'uk' : 'ru';
      case 'greek':
        return 'el';
      case 'devanagari':
        return 'hi';
      case 'other':
        // a stray sign is left out and told, a sentence is refused
        if (READABLE.test(text) && Array.from(run.trim()).length <= STRAY) return latin;
        throw new StudioError('language-unavailable', { characters: run.trim().slice(0, 20) });
    }
  };
}
