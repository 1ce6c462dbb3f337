import { expect, test } from 'vitest';
import type { Take } from '#contract/domain';
import { waitingStages } from '#contract/stages';
import { createTakeNews } from './take-news';

const take = (id: string, done: number, state: Take['state'] = 'running'): Take => ({
  id,
  number: 1,
  createdAt: '2026-11-22T12:00:00.000Z',
  state,
  recipe: {
    text: 'Hello',
    normalizedText: '',
    engine: 'draft',
    mode: 'zero_shot',
    instruction: '',
    seed: 1,
    speed: 1,
    voiceId: 'v',
    voiceName: 'Anna',
    promptSha256: '',
    transcript: '',
    appVersion: '',
    runtimeVersion: '',
  },
  understood: { instruction: '', directions: [], ignored: [] },
  stages: waitingStages().map((lane) => ({ ...lane, done })),
  segments: [],
  warnings: [],
  projectId: 'inbox',
  ...{ name: '', favourite: false, rating: 0, note: '' },
});

test('states are told at once, counts are gathered, and the newest count always arrives', async () => {
  const told: string[] = [];
  const tell = createTakeNews(({ id, state, stages }) =>
    told.push(`${id} ${state} ${stages[0]?.done ?? ''}`),
  );
  tell(take('a', 0));
  for (let done = 1; done <= 50; done++) tell(take('a', done));
  expect(told).toEqual(['a running 0']);
  tell(take('b', 0, 'queued'));
  expect(told).toEqual(['a running 0', 'a running 50', 'b queued 0']);
  tell(take('a', 51));
  tell(take('a', 52));
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(told.slice(3)).toEqual(['a running 51', 'a running 52']);
  tell(take('a', 52, 'done'));
  expect(told.at(-1)).toBe('a done 52');
});
