import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { StageProgress } from '#contract/stages';
import { openLibraryDb } from '../storage/database/open-db';
import { StageTimes, type TakeWork } from './stage-times';
import { removeTemporaryFolders, temporaryFolder } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const medians = (norms: ReturnType<StageTimes['norms']>) =>
  Object.fromEntries(Object.entries(norms).map(([stage, { estimateMs }]) => [stage, estimateMs]));

const lanes = (promptMs: number, tokensMs: number): StageProgress[] => [
  { stage: 'prompt', state: 'done', elapsedMs: promptMs },
  { stage: 'tokens', state: 'done', elapsedMs: tokensMs },
  { stage: 'flow', state: 'failed', elapsedMs: 5 },
];

test('an estimate is the median cost a character of this engine on this machine, the prompt apart', () => {
  const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
  const times = new StageTimes(db);
  const work: TakeWork = { engine: 'draft', characters: 100, enrolled: false };
  expect(times.norms(work)).toEqual({});
  for (const tokensMs of [1000, 9000, 1200]) times.learn(work, lanes(800, tokensMs));
  expect(medians(times.norms({ ...work, characters: 50 }))).toEqual({ prompt: 800, tokens: 600 });
  expect(medians(times.norms({ ...work, enrolled: true }))).toEqual({ tokens: 1200 });
  expect(times.norms({ ...work, engine: 'cosyvoice3' })).toEqual({});
  db.close();
});

test('old times are forgotten, so that a faster machine shows', () => {
  const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
  const times = new StageTimes(db);
  const work: TakeWork = { engine: 'draft', characters: 10, enrolled: true };
  for (let take = 0; take < 30; take++) times.learn(work, lanes(1000, 1000));
  for (let take = 0; take < 25; take++) times.learn(work, lanes(10, 100));
  expect(medians(times.norms(work))).toEqual({ prompt: 10, tokens: 100 });
  db.close();
});

test('the norm knows its spread, and how long the engine was ever quiet', () => {
  const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
  const times = new StageTimes(db);
  const work: TakeWork = { engine: 'draft', characters: 10, enrolled: true };
  for (let take = 1; take <= 11; take++) times.learn(work, lanes(100, take * 100), { tokens: take * 10 });
  expect(times.norms(work).tokens).toEqual({
    estimateMs: 600,
    usual: { lowMs: 200, highMs: 1000, takes: 11 },
    quietMs: 110,
  });
  expect(times.norms({ ...work, characters: 20 }).tokens).toMatchObject({
    usual: { highMs: 2000 },
    quietMs: 110,
  });
  expect(times.norms(work).prompt).not.toHaveProperty('quietMs');
  db.close();
});

test('many texts take the sum of their characters, and the prompt once each; an engine that never ran tells nothing', () => {
  const db = openLibraryDb(join(temporaryFolder(), 'library.db'));
  const times = new StageTimes(db);
  expect(times.estimateSec([{ characters: 10 }])).toBeUndefined();
  times.learn({ engine: 'draft', characters: 100, enrolled: true }, lanes(500, 1000));
  times.learn({ engine: 'cosyvoice3', characters: 100, enrolled: true }, lanes(500, 4000));
  const texts = [{ characters: 100 }, { characters: 50 }, { engine: 'draft', characters: 200 }];
  expect(times.estimateSec(texts)).toBeCloseTo(3 * 0.5 + 1.5 * 4 + 2);
  expect(times.estimateSec([])).toBe(0);
  expect(times.estimateSec([{ engine: 'other', characters: 5 }])).toBeUndefined();
  db.close();
});
