import { expect, test } from 'vitest';
import type { z } from 'zod';
import { askedFields, askedOf, readingFields } from './asked';
import { recipeSchema, takeRequestSchema } from './domain';
import { engineContract } from './engine-api';
import { recipeDifferenceSchema } from './recipe-diff';
import { spokenRequestSchema } from './spoken';

const fieldsOf = (schema: z.ZodType) => Object.keys((schema as z.ZodObject).shape);

test.each([
  ['the request', takeRequestSchema],
  ['the recipe', recipeSchema],
  ['what the engine is asked', engineContract.calls.speak.input],
])('every field of a take that a person asks for is in %s', (_, schema) => {
  expect(fieldsOf(schema)).toEqual(expect.arrayContaining(Object.keys(askedFields)));
});

test.each([
  ['what the studio is asked to read', spokenRequestSchema],
  ['what the engine is asked to read', engineContract.calls.readText.input],
])('every field that decides how a text is read is in %s', (_, schema) => {
  expect(fieldsOf(schema)).toEqual(expect.arrayContaining(Object.keys(readingFields)));
});

test('two recipes are compared by every field, a preset by the words that it stands for', () => {
  const compared = recipeDifferenceSchema.shape.field.options;
  expect(compared).toEqual(
    expect.arrayContaining(Object.keys(askedFields).filter((field) => field !== 'instructionId')),
  );
});

test('a field without a member is not asked for, and nothing else is', () => {
  const whole = { text: '', language: undefined, advanced: {}, lexicon: [], seed: 0, voiceId: 'v' };
  expect(askedOf(whole)).toEqual({ text: '', seed: 0 });
});
