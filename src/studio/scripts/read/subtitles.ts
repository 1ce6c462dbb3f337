import { parse } from '@plussub/srt-vtt-parser';
import { scriptLimits, type NewLine } from '#contract/scripts';
import { htmlBlocks } from './html-blocks';
import { linesOf } from './line-words';
import { scriptFileInvalid } from './script-file-errors';

/** @returns a line a cue; the silence between two cues is the pause after the first. @throws StudioError 'script-file-invalid' */
export function subtitleLines(text: string, name: string, known: ReadonlySet<string>): NewLine[] {
  const cues = cuesOf(text, name).map(({ from, to, text: words }) => ({ from, to, text: plain(words) }));
  const spoken = cues.filter((cue) => cue.text !== '');
  const lines = linesOf(
    spoken.map((cue) => cue.text),
    known,
  );
  return lines.map((line, at) => {
    const next = spoken[at + 1];
    const gap = next ? next.from - (spoken[at]?.to ?? 0) : 0;
    const { min, max } = scriptLimits.pauseMs;
    return next ? { ...line, pauseMs: Math.min(max, Math.max(min, Math.round(gap))) } : line;
  });
}

function cuesOf(text: string, name: string) {
  try {
    return parse(text).entries;
  } catch (thrown) {
    throw scriptFileInvalid('damaged', name, {}, thrown);
  }
}

/** `<v Anna>` names who speaks; other marks are looks. */
function plain(words: string): string {
  const voiced = words.replace(/<v(?:\.[^\s>]*)?\s+([^>]+)>/gi, '$1: ').replace(/\{\\[^}]*\}/g, '');
  return htmlBlocks(voiced.replaceAll('\n', ' '), { xmlMode: false })
    .map((block) => block.text)
    .join(' ');
}
