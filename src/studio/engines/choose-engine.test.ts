import { expect, test } from 'vitest';
import type { EngineDescription } from '#contract/engine-api';
import { AUTO_ENGINE } from '#contract/engines';
import { testAbilities } from '../../../tests/support/studio/test-engine';
import { chooserOf } from './choose-engine';

const engine = (id: string, rank: number, more: Partial<EngineDescription> = {}): EngineDescription => ({
  ...{ id, name: id, available: true, languages: [], modelLoaded: false, sampleRateHz: 24_000 },
  ...{ profileKey: '', provider: 'cpu' },
  ...more,
  abilities: { ...testAbilities, rank, ...more.abilities },
});
const converts = { ...testAbilities, rank: 5, converts: true, packs: true };
const draft = engine('draft', 0);
const third = engine('third', 20);
const packed = engine('packed', 5, { abilities: converts });
const recording = { recordingId: 'r-1' };

const choose = (engines: EngineDescription[], { packNamed = false, setting = AUTO_ENGINE } = {}) =>
  chooserOf({ packNamed }, { described: engines }, () => setting);

test('auto is the able engine of the highest rank, and the built-in one before any has spoken up', () => {
  expect(choose([])()).toBe('draft');
  expect(choose([draft, packed, third])()).toBe('third');
  expect(choose([draft, packed, { ...third, available: false }])()).toBe('packed');
});

test('a conversion goes to an engine that converts, or is refused', () => {
  expect(choose([draft, packed, third])({ source: recording })).toBe('packed');
  const refused = () => choose([draft, third])({ engine: 'third', source: recording });
  expect(refused).toThrow(expect.objectContaining({ code: 'mode-unavailable' }) as Error);
});

test('a named pack is heard or fails, whatever the settings say and however broken it is', () => {
  const broken = { ...packed, available: false };
  expect(choose([draft, broken, third], { packNamed: true, setting: 'draft' })()).toBe('packed');
});

test('an engine that is not there is refused with those that are', () => {
  expect(() => choose([draft, third])({ engine: 'nope' })).toThrow(/draft, third/);
});
