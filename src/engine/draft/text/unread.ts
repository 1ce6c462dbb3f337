import { showTokens } from '../../text/hidden-tokens';
import { isFocusMark } from './focus';
import { spokenLanguage } from './languages';
import { READINGS } from './markers';
import type { PlannedSegment } from './plan';

type Segment = Pick<PlannedSegment, 'text' | 'language'>;

/** The languages that are read in pinyin. */
const MANDARIN: ReadonlySet<string> = new Set(['zh', 'zh-sichuan']);

/** @returns readings and focus that stand in a language which has none of them, as the person wrote them */
export function unreadMarkers(plan: readonly Segment[]): string[] {
  return plan.flatMap(({ text, language }) => [
    ...(MANDARIN.has(language) ? [] : (text.match(READINGS) ?? []).map(showTokens)),
    ...(spokenLanguage(language).focuses ? [] : Array.from(text).filter(isFocusMark).map(showTokens)),
  ]);
}

/** @returns characters that nobody will hear, because no reading of them is known; once each */
export function unreadCharacters(plan: readonly Segment[]): string[] {
  return [...new Set(plan.flatMap(({ text, language }) => spokenLanguage(language).unread(text)))];
}
