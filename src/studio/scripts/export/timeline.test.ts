import { expect, test } from 'vitest';
import type { Take } from '#contract/domain';
import { pausesSchema, type ScriptRow } from '#contract/scripts';
import { timelineOf, type SpokenRow } from './timeline';

const pauses = pausesSchema.parse({});
const line = (speaker: string, more: Partial<ScriptRow> = {}): Omit<SpokenRow, 'number'> => ({
  row: { kind: 'line', speaker, text: 'x', pauseMs: null, overrides: {}, ...more } as ScriptRow,
  take: { audioSec: 0.9995 } as Take,
});
const other = (kind: 'chapter' | 'note', text: string): Omit<SpokenRow, 'number'> => ({
  row: { kind, text, speaker: '', pauseMs: null, overrides: {} } as unknown as ScriptRow,
});

test('pauses are those of what ends, of who speaks next, or the line’s own; notes and missing lines are not there', () => {
  const { row: unspoken } = line('Bert');
  const rows = [
    line('Anna'),
    other('note', 'Bert enters'),
    line('Anna'),
    { row: unspoken },
    line('Anna', { overrides: { endsParagraph: true } }),
    line('Bert'),
    line('Anna', { pauseMs: 70 }),
    line('Bert'),
    other('chapter', 'Two'),
    other('chapter', 'The street'),
    line('Bert'),
  ].map((each, at) => ({ ...each, number: at + 1 }));
  const { lines, chapters, samples } = timelineOf(rows, pauses, 1000, 'Play');
  const gaps = lines.slice(1).map(({ at }, index) => at - lines[index]!.at - lines[index]!.samples);
  expect(gaps).toEqual([250, 250, 1000, 500, 70, 2000]);
  expect(chapters.map(({ title, at }) => [title, at])).toEqual([
    ['Play', 0],
    ['Two – The street', lines.at(-1)!.at],
  ]);
  expect(samples).toBe(lines.at(-1)!.at + 1000);
});
