import { expect, test } from 'vitest';
import { askedFields } from '#contract/asked';
import type { TakeRequest, Voice } from '#contract/domain';
import { newTake, requestOf, type NewTakeParts } from './new-take';

const voice: Voice = {
  ...{ id: 'v', name: 'Anna', createdAt: '2026-01-01T00:00:00.000Z', transcript: 'hello', promptSec: 4 },
  ...{ sampleRateHz: 48_000, promptSha256: 'ab', peaks: [], verdict: 'good', findings: [] },
  ...{ promptId: 'p', prompts: [], synthetic: false, tags: [], colour: '', language: '', notes: '' },
  ...{ favourite: false, defaults: {}, takeCount: 0, kept: true },
};

const parts = {
  ...{ voice, engine: 'draft', appVersion: '1' },
  lexicon: { readingsFor: () => [] },
} as unknown as NewTakeParts;

/** One that asks for something in every field. */
const full = {
  ...{ text: 'Hello Anna.', language: 'en', instruction: 'happily', instructionId: 'happy' },
  lexicon: [{ word: 'Anna', reading: 'Hannah', kind: 'respelling' }],
  ...{ advanced: { topK: 7 }, seed: 7, segmentSeeds: { 0: 9 }, speed: 1.5 },
} satisfies Partial<Record<keyof typeof askedFields, unknown>>;

test('every field of a request is in the recipe, and in the request that makes the take again', async () => {
  expect(Object.keys(full).sort()).toEqual(Object.keys(askedFields).sort());
  const instructions = { textOf: () => Promise.resolve('happily'), directionsIn: () => Promise.resolve([]) };
  const request = { ...full, voiceId: 'v', packId: 'fast' } as TakeRequest;
  const take = await newTake(request, { ...parts, instructions } as unknown as NewTakeParts);
  expect(take.recipe).toMatchObject({ ...full, packId: 'fast' });
  expect(requestOf(take)).toMatchObject({ ...full, packId: 'fast' });
});

test('a take that is made again is read in the language it had, whatever its project or voice says by now', async () => {
  const instructions = { textOf: () => Promise.resolve(''), directionsIn: () => Promise.resolve([]) };
  const make = async (request: Partial<TakeRequest>, language: string, projectLanguage?: string) =>
    newTake({ text: '12', seed: 1, voiceId: 'v', ...request }, {
      ...parts,
      ...{ instructions, projectLanguage, voice: { ...parts.voice, language } },
    } as unknown as NewTakeParts);
  for (const [voice, project, expected] of [
    ['de', undefined, 'de'],
    ['de', 'it', 'it'],
    ['', 'it', 'it'],
    ['', undefined, undefined],
  ] as const) {
    const take = await make({}, voice, project);
    expect(take.recipe.voiceLanguage).toBe(expected);
    const again = await make(requestOf(take), 'ru', 'ja');
    expect(again.recipe.voiceLanguage).toBe(expected);
  }
});
