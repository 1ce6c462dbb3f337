import { expect, test } from 'vitest';
import { askedFields } from '#contract/asked';
import { draftSchema } from './draft';

test('every field of a take that a person asks for is in the draft, or has a place of its own', () => {
  const elsewhere = {
    instruction: 'picks',
    instructionId: 'picks',
    seed: 'the settings',
    segmentSeeds: 'the take that is listened to',
    lexicon: 'the library',
  };
  const missing = Object.keys(askedFields).filter((field) => !(field in draftSchema.shape));
  expect(missing.sort()).toEqual(Object.keys(elsewhere).sort());
});
