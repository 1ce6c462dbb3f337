import { expect, test } from 'vitest';
import type { EngineDescription } from '#contract/engine-api';
import { fakeStatus } from '../testing/fake-data';
import { engineChoices, engineHint, engineName } from './engine-words';

const [draft] = fakeStatus.engine.engines;
const third: EngineDescription = { ...draft!, id: 'house-voice', name: 'House Voice' };

test('an engine that the window has never heard of is offered under its own name', () => {
  const ids = engineChoices([draft!, third], 'en').map(({ id, name }) => [id, name]);
  expect(ids).toEqual([
    ['auto', 'Auto'],
    ['draft', 'Draft voice'],
    ['house-voice', 'House Voice'],
  ]);
});

test('what it does is said from its abilities', () => {
  const clones = { ...third, abilities: { ...third.abilities, clones: true } };
  expect(engineHint(third, 'en')).toMatch(/not a clone/);
  expect(engineHint(clones, 'en')).toMatch(/^Clones/);
  expect(engineName({ id: 'gone' }, 'zh-CN')).toBe('gone');
});
