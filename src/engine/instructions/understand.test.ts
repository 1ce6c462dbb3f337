import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canFollow } from '../draft/prosody';
import { loadPresets } from './presets';
import { understand } from './understand';

const presets = loadPresets(resolve(import.meta.dirname, '../../../resources'));
const hear = (instruction: string, follows = canFollow) => {
  const { directions, ignored, unfollowed = [] } = understand(instruction, presets, follows);
  const all = directions.map(({ kind, id }) => `${kind}.${id}`);
  return {
    directions: all,
    ignored,
    unfollowed: unfollowed.map(({ kind, id, why }) => `${kind}.${id} ${why}`),
  };
};

describe('free words', () => {
  test.each([
    ['happily', ['emotion.happy']],
    ['in Sichuan dialect, happily', ['dialect.sichuan', 'emotion.happy']],
    ['慢一点', ['rate.slower']],
    ['请说得慢一点', ['rate.slower']],
    ['whisper', ['style.whisper']],
    ['Please speak gently and a bit slower', ['emotion.gentle', 'rate.slower']],
    ['开心地用四川话', ['emotion.happy', 'dialect.sichuan']],
    ['用粤语，生气地大声说', ['dialect.cantonese', 'emotion.angry', 'volume.loud']],
    ['as loudly as possible', ['volume.loud']],
    ['as slowly as possible', ['rate.slow']],
    ['in a very soft voice', ['volume.soft']],
    ['用温柔的语气', ['emotion.gentle']],
    ['温柔一点', ['emotion.gentle']],
    ['惊讶地', ['emotion.surprised']],
    ['像机器人一样', ['style.robot']],
    ['like an old man', ['style.elderly']],
    ['小孩子的声音', ['style.child']],
    ['不要太快', ['rate.slower']],
    ["don't speak too fast", ['rate.slower']],
    ['speak in Cantonese, sadly', ['dialect.cantonese', 'emotion.sad']],
    ['', []],
  ])('“%s”', (instruction, directions) =>
    expect(hear(instruction)).toEqual({ directions, ignored: [], unfollowed: [] }),
  );

  test('快乐 is happy, not fast', () => expect(hear('快乐地说').directions).toEqual(['emotion.happy']));
});

test('every preset is understood as itself, or named as what the draft voice cannot do', () => {
  expect(presets).toHaveLength(38);
  for (const { id, instruction } of presets) {
    const { directions, unfollowed, ignored } = hear(instruction);
    expect(ignored).toEqual([]);
    if (directions.length > 0) expect([directions, unfollowed]).toEqual([[id], []]);
    else {
      expect(id).toMatch(/^dialect\./);
      expect(unfollowed).toEqual([`${id} unsupported`]);
    }
  }
});

test('presets are also understood in other words than their own', () => {
  expect(hear('用上海话').unfollowed).toEqual(['dialect.shanghai unsupported']);
});

test('says what it did not understand, and that one of a kind is enough', () => {
  expect(hear('happily, like a purple elephant')).toEqual({
    directions: ['emotion.happy'],
    ignored: ['purple elephant'],
    unfollowed: [],
  });
  expect(hear('开心地，像大象一样')).toMatchObject({ directions: ['emotion.happy'], ignored: ['大象'] });
  expect(hear('happy and sad')).toEqual({
    directions: ['emotion.happy'],
    ignored: [],
    unfollowed: ['emotion.sad contradicts'],
  });
});

test.each([
  ['an engine that has both', true, ['dialect.cantonese contradicts']],
  ['one that has neither', false, ['dialect.guizhou unsupported', 'dialect.cantonese contradicts']],
] as const)('two dialects contradict each other, whatever the engine speaks: %s', (_, has, told) => {
  expect(hear('请用贵州话表达，用粤语', () => has).unfollowed).toEqual(told);
  expect(hear('请用贵州话，用贵州话', () => has).unfollowed).not.toContain('dialect.guizhou contradicts');
});
