import { describe, expect, test } from 'vitest';
import type { InstructionPreset } from '#contract/domain';
import { blockedBy, createDraftStore, emptyDraft, type Readiness } from './draft';
import { modeAgain } from './reuse-recipe';
import { composeInstruction, takeApart } from './instruction';
import { drawSeed } from '#contract/seed';
import { parseSeed } from './seed';
import { countCharacters, estimateSpeechSec, isSpeakable } from './text-length';

const presets: readonly InstructionPreset[] = [
  { id: 'dialect.sichuan', kind: 'dialect', instruction: '请用四川话表达。', en: 'Sichuan', zh: '四川话' },
  { id: 'emotion.happy', kind: 'emotion', instruction: '请非常开心地说一句话。', en: 'Happy', zh: '开心' },
  {
    id: 'volume.loud',
    kind: 'volume',
    instruction: 'Please say a sentence as loudly as possible.',
    en: 'Loud',
    zh: '大声',
  },
];

describe('a typed seed', () => {
  test.each(['1', '12345', ' 7 ', '100000000'])('%s is accepted', (typed) =>
    expect(parseSeed(typed)).toBe(Number(typed)),
  );
  test.each(['', '0', '-1', '1.5', '1e5', '100000001', '1e9', 'abc', '１２'])('"%s" is refused', (typed) =>
    expect(parseSeed(typed)).toBeUndefined(),
  );
});

test('a drawn seed covers the whole range and nothing else', () => {
  expect(drawSeed(() => 0)).toBe(1);
  expect(drawSeed(() => 1 - Number.EPSILON)).toBe(100_000_000);
});

describe('the direction', () => {
  test('is one template with its id when only one is picked', () => {
    expect(composeInstruction(presets, { dialect: 'dialect.sichuan' }, '')).toEqual({
      instruction: '请用四川话表达。',
      instructionId: 'dialect.sichuan',
    });
  });

  test('joins dialect, emotion and free words into one text, in that order, without an id', () => {
    expect(
      composeInstruction(presets, { emotion: 'emotion.happy', dialect: 'dialect.sichuan' }, '慢一点'),
    ).toEqual({ instruction: '请用四川话表达。请非常开心地说一句话。慢一点' });
  });

  test('puts a space after an English sentence', () => {
    expect(composeInstruction(presets, { volume: 'volume.loud' }, 'gently').instruction).toBe(
      'Please say a sentence as loudly as possible. gently',
    );
  });

  test('is empty when nothing is asked for', () => {
    expect(composeInstruction(presets, {}, '  ')).toEqual({ instruction: '' });
  });

  test('comes apart into the same picks and words', () => {
    const picks = { dialect: 'dialect.sichuan', emotion: 'emotion.happy' };
    const { instruction } = composeInstruction(presets, picks, '慢一点');
    expect(takeApart(presets, instruction)).toEqual({ picks, freeText: '慢一点' });
  });

  test('ignores a pick that this engine does not offer', () => {
    expect(composeInstruction(presets, { dialect: 'dialect.atlantis' }, '')).toEqual({ instruction: '' });
  });
});

describe('the text', () => {
  test('is counted as a person counts it', () => {
    expect(countCharacters('你好𠮷👍')).toBe(4);
  });

  test('is speakable when it holds a letter or a digit of any script', () => {
    expect(['你好', 'a', '7', 'こ'].every(isSpeakable)).toBe(true);
    expect(['', '  ', '。！？…', '👍', '---'].some(isSpeakable)).toBe(false);
  });

  test('has a rough length in seconds for both kinds of script', () => {
    expect(estimateSpeechSec('今天天气很好，我们去公园。')).toBeCloseTo(11 / 4.5);
    expect(estimateSpeechSec('The sea was flat.')).toBeCloseTo(13 / 15);
  });
});

describe('Generate is blocked', () => {
  const ready: Readiness = {
    draft: { ...emptyDraft, text: '你好' },
    loaded: true,
    connected: true,
    readOnly: false,
    hasVoice: true,
    refused: false,
    converts: true,
    seed: 1,
    instruction: '',
  };
  const draft = (change: Partial<Readiness['draft']>) => ({ ...ready, draft: { ...ready.draft, ...change } });

  test('by nothing when all is there', () => expect(blockedBy(ready)).toBeUndefined());
  test('while the connection is lost', () =>
    expect(blockedBy({ ...ready, connected: false })?.code).toBe('connection'));
  test('while the library is open for looking only', () =>
    expect(blockedBy({ ...ready, readOnly: true, hasVoice: false })?.code).toBe('readOnly'));
  test('without a voice', () => expect(blockedBy({ ...ready, hasVoice: false })?.code).toBe('voice'));
  test('by a selection that cannot be a prompt', () =>
    expect(blockedBy({ ...ready, refused: true })?.code).toBe('prompt'));
  test('without words', () => expect(blockedBy(draft({ text: ' \n ' }))?.code).toBe('empty'));
  test('by punctuation only', () => expect(blockedBy(draft({ text: '……！' }))?.code).toBe('unspeakable'));
  test('by a text of 100 001 characters, with the numbers', () =>
    expect(blockedBy(draft({ text: '好'.repeat(100_001) }))).toEqual({
      code: 'tooLong',
      count: 100_001,
      max: 100_000,
    }));
  test('by a direction that is too long', () =>
    expect(blockedBy({ ...ready, instruction: '慢'.repeat(201) })).toEqual({ code: 'direction', max: 200 }));
  test('by speech without a source, and where no engine converts speech', () => {
    const speech = draft({ from: 'speech', text: '' });
    expect(blockedBy(speech)?.code).toBe('source');
    expect(blockedBy({ ...speech, converts: false })?.code).toBe('conversion');
    const source = { ref: { recordingId: 'a' }, name: 'a.wav', durationSec: 2, peaks: [] };
    expect(blockedBy(draft({ from: 'speech', text: '', source }))).toBeUndefined();
  });
  test('by a seed out of range', () => expect(blockedBy({ ...ready, seed: undefined })?.code).toBe('seed'));
  test.each([0, 5, Number.NaN])('by the speed %s', (speed) =>
    expect(blockedBy(draft({ speed }))?.code).toBe('speed'),
  );
});

describe('the draft', () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      kept,
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
  };

  test('is there again after a reload', () => {
    const disk = storage();
    createDraftStore(disk).set({
      ...emptyDraft,
      text: '不能丢',
      picks: { emotion: 'emotion.happy' },
      speed: 1.2,
    });
    expect(createDraftStore(disk).get()).toEqual({
      ...emptyDraft,
      text: '不能丢',
      picks: { emotion: 'emotion.happy' },
      speed: 1.2,
    });
  });

  test.each(['{', 'null', '{"text":7}', '[]'])(
    'starts empty when what was kept is damaged: %s',
    (damaged) => {
      expect(createDraftStore({ getItem: () => damaged, setItem: () => undefined }).get()).toEqual(
        emptyDraft,
      );
    },
  );

  test('goes on when the storage is full', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    const store = createDraftStore(full);
    store.set({ ...emptyDraft, text: 'still here' });
    expect(store.get().text).toBe('still here');
  });
});

test.each([
  ['zero_shot', '', 'hello', 'auto'],
  ['instruct2', 'happily', 'hello', 'auto'],
  ['cross_lingual', '', '', 'auto'],
  ['vc', '', '', 'auto'],
  ['cross_lingual', '', 'hello', 'cross_lingual'],
  ['zero_shot', 'happily', 'hello', 'zero_shot'],
] as const)(
  'a recipe of mode %s with "%s" and "%s" goes back as %s',
  (mode, instruction, transcript, again) => {
    expect(modeAgain({ mode, instruction, transcript })).toBe(again);
  },
);
