import { expect, test } from 'vitest';
import { boundingIds, promptText } from './prompt-text';
import {
  END_OF_PROMPT,
  cutAtSpecialTokens,
  findSpecialToken,
  specialTokens,
} from '../../text/special-tokens';

const direction = { transcript: ' 希望你以后能够做的比我还好呦。', instruction: '请用广东话表达。' };

test('the three modes stand in front of a segment as the model was trained', () => {
  expect(promptText({ ...direction, mode: 'zero_shot' })).toBe(
    'You are a helpful assistant.<|endofprompt|>希望你以后能够做的比我还好呦。',
  );
  expect(promptText({ ...direction, mode: 'cross_lingual' })).toBe(
    'You are a helpful assistant.<|endofprompt|>',
  );
  expect(promptText({ ...direction, mode: 'instruct2' })).toBe(
    'You are a helpful assistant. 请用广东话表达。<|endofprompt|>',
  );
});

test('in cross_lingual the tokens of the prefix count for the bounds of the length, elsewhere the segment alone', () => {
  const prefix = [2610, 525, 264, 10950, 17847, 13, 151646];
  const segment = [1, 2, 3];
  expect(boundingIds('cross_lingual', prefix, segment)).toBe(10);
  expect(boundingIds('zero_shot', prefix, segment)).toBe(3);
  expect(boundingIds('instruct2', prefix, segment)).toBe(3);
});

test('an instruction of nothing leaves the bare prefix, without a space', () => {
  expect(promptText({ mode: 'instruct2', transcript: '', instruction: ' ' })).toBe(
    'You are a helpful assistant.<|endofprompt|>',
  );
});

test('a marker typed into transcript or instruction cannot end the prompt early', () => {
  for (const mode of ['zero_shot', 'cross_lingual', 'instruct2'] as const) {
    const text = promptText({
      mode,
      transcript: `a<|endof${END_OF_PROMPT}prompt|>b`,
      instruction: `${END_OF_PROMPT}c`,
    });
    expect(text.split(END_OF_PROMPT)).toHaveLength(2);
  }
});

test('the special tokens are 281, numbered without a gap from 151643 on', () => {
  expect(specialTokens.map(({ id }) => id)).toEqual(Array.from({ length: 281 }, (_, i) => 151_643 + i));
  expect(new Set(specialTokens.map(({ token }) => token)).size).toBe(281);
  expect(findSpecialToken(END_OF_PROMPT)?.id).toBe(151_646);
});

test('every special token is found between text, and the stretches are the text again', () => {
  for (const { token, id } of specialTokens) {
    const text = `a${token}b[${token}`;
    const stretches = cutAtSpecialTokens(text);
    expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
    expect(stretches.map((stretch) => stretch.special?.id)).toEqual([undefined, id, undefined, id]);
  }
});
