import { afterEach, expect, test, vi } from 'vitest';
import { StudioError } from '#contract/errors';
import { printError, printResult, table } from './output';

afterEach(() => void vi.restoreAllMocks());

const name = 'Anna\x1b[2J\u202e\r\nvoice  forged';

/** @returns everything that is written while `work` runs */
function written(work: () => void): string {
  const told: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  work();
  vi.restoreAllMocks();
  return told.join('');
}

test('a name from elsewhere gives the terminal no orders, in a result, a table or an error', () => {
  const ways = [
    () => printResult({}, {}, [name]),
    () => printResult({ json: true }, { name }, []),
    () => printResult({}, {}, table([['name'], [name]])),
    () => printError({}, new StudioError('voice-not-found', { voiceId: name })),
    () => printError({ json: true }, new StudioError('voice-not-found', { voiceId: name })),
    () => printError({}, new Error(name)),
  ];
  for (const way of ways) expect(written(way)).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
  expect(table([['name'], [name]])).toHaveLength(2);
  expect(written(ways[2]!).split('\n')).toHaveLength(3);
  expect(JSON.parse(written(ways[1]!))).toEqual({ name });
});
