import { expect, test } from 'vitest';
import { z } from 'zod';
import { hostilePlaces, hostileTexts, plainValues } from '../../tests/support/studio/hostile-calls';
import { StudioError } from './errors';
import { faultWords } from './fault-words';
import { parseInput } from './rpc';
import { studioContract } from './studio-api';

/** How the validator speaks when nobody stops it. */
const PROSE = /invalid|expected|received|too (big|small)|unrecognized|✖|→|zod|\[\s*\{/iu;

const odd: readonly unknown[] = [
  ...hostileTexts('/victim'),
  ...[
    1e308,
    -1e308,
    NaN,
    Infinity,
    0.5,
    -1,
    2 ** 53,
    null,
    undefined,
    true,
    [],
    {},
    [[]],
    new Uint8Array(2),
    Symbol('x'),
  ],
  ...[Array.from({ length: 1000 }, () => 'x'), 10n],
];

test('whatever is given in any place of any call, the refusal is in words of ours', () => {
  const told = new Set<string>();
  for (const { name, input } of hostilePlaces(plainValues)) {
    const schema = studioContract.calls[name as keyof typeof studioContract.calls].input;
    for (const value of odd)
      try {
        parseInput(name, schema, input(value as string));
      } catch (thrown) {
        const { code, message } = StudioError.from(thrown);
        expect(code, message).toMatch(/^(bad-request|input-too-long)$/);
        told.add(message.slice(name.length));
      }
  }
  expect(told.size).toBeGreaterThan(20);
  // a value in the message is the person's own
  const ours = [...told].map((message) => message.replace(/must be one of: .*/su, ''));
  expect(ours.filter((message) => PROSE.test(message))).toEqual([]);
});

test('what a recording and the settings are given is bounded', () => {
  const { addRecording, updateSettings } = studioContract.calls;
  const recording = { name: 'a', sampleRateHz: 48_000, channels: [new Float32Array(1)], format: 'wav' };
  const refuse = (name: string, schema: z.ZodType, input: object) =>
    expect(() => parseInput(name, schema, input)).toThrow(/input-too-long|may be at most/);
  for (const change of [
    { channels: Array.from({ length: 80_000 }, () => new Float32Array(1)) },
    { name: 'x'.repeat(5_000_000) },
    { format: 'x'.repeat(5_000_000) },
    { announcedSec: 1e308 },
  ])
    refuse('addRecording', addRecording.input, { ...recording, ...change });
  refuse('updateSettings', updateSettings.input, { microphoneId: 'x'.repeat(5_000_000) });
});

test('a fault names its place and the bound', () => {
  const schema = z.object({ seed: z.number().min(1), name: z.string().max(3), kind: z.enum(['a', 'b']) });
  const wordsFor = (value: unknown) => faultWords(schema.safeParse(value).error);
  expect(wordsFor({ seed: 0, name: 'a', kind: 'a' })).toBe('seed must be at least 1');
  expect(wordsFor({ seed: 1, name: 'long', kind: 'a' })).toBe('name may have at most 3 characters');
  expect(wordsFor({ seed: 1, name: 'a', kind: 'c' })).toBe('kind must be one of: a, b');
  expect(wordsFor({ seed: 1, name: 'a' })).toBe('kind must be one of: a, b');
  expect(wordsFor({ seed: 'x', name: 'a', kind: 'a' })).toBe('seed must be a number');
  expect(wordsFor(7)).toBe('The value must be a group of values');
  expect(faultWords(new Error('other'))).toBe('other');
});
