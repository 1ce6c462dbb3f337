import { expect, test } from 'vitest';
import type { Recipe } from './domain';
import { recipeDifferences } from './recipe-diff';

const recipe: Recipe = {
  ...{ text: 'One. Two. Three.', voiceId: 'anna', voiceName: 'Anna', promptSha256: 'ab', transcript: '' },
  ...{ engine: 'draft', mode: 'zero_shot', instruction: '', seed: 7, speed: 1 },
  ...{ normalizedText: '', appVersion: '1', runtimeVersion: '1' },
};
const withSeeds = (segmentSeeds: NonNullable<Recipe['segmentSeeds']>): Recipe => ({
  ...recipe,
  segmentSeeds,
});

test('seeds of single segments are told one by one; one that is the take’s own seed is no difference', () => {
  const field = 'segmentSeeds';
  expect(recipeDifferences(withSeeds({ 1: 42, 2: 5 }), withSeeds({ 2: 6 }))).toEqual([
    { field, name: '1', before: '42', after: '7' },
    { field, name: '2', before: '5', after: '6' },
  ]);
  expect(recipeDifferences(recipe, withSeeds({ 1: 7 }))).toEqual([]);
});
