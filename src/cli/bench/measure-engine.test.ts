import { expect, test } from 'vitest';
import type { Take } from '#contract/domain';
import { stages } from '#contract/stages';
import { summary } from './measure-engine';

function take(wallSec: number, tokensMs: number): Take {
  return {
    id: 'take-1',
    number: 1,
    createdAt: '2026-11-22T12:00:00.000Z',
    state: 'done',
    recipe: {
      ...{ text: 'Hello', normalizedText: 'Hello', engine: 'cosyvoice3', mode: 'zero_shot', instruction: '' },
      ...{ seed: 1, speed: 1, voiceId: 'voice-1', voiceName: 'bench', promptSha256: '', transcript: '' },
      pack: { id: 'a-pack', fileSha256: {} },
      ...{ appVersion: '1.2.3', runtimeVersion: 'here' },
    },
    understood: { instruction: '', directions: [], ignored: [] },
    stages: stages.map((stage) => ({ stage, state: 'done', elapsedMs: stage === 'tokens' ? tokensMs : 50 })),
    segments: [],
    warnings: [],
    audioSec: 2,
    wallSec,
    realTimeFactor: wallSec / 2,
    ...{ projectId: 'inbox', name: '', favourite: false, rating: 0, note: '' },
  };
}

test('the first take is told apart, and the later ones by their medians', () => {
  const times = summary(take(8, 900), [take(1, 100), take(2, 200), take(50, 300)], 1234);
  expect(times).toMatchObject({
    engine: 'cosyvoice3',
    pack: 'a-pack',
    realTimeFactor: { median: 1, lowest: 0.5, highest: 25 },
    firstToLater: 4,
    audioSec: 2,
    wallSec: { median: 2, lowest: 1, highest: 50 },
    firstWallSec: 8,
    residentBytes: 1234,
  });
});

test('the shares of the stages follow from their medians and make one whole', () => {
  const { stages: found } = summary(take(8, 900), [take(1, 100), take(2, 200), take(3, 300)], 0);
  expect(found.map(({ name }) => name)).toEqual([...stages]);
  expect(found.find(({ name }) => name === 'tokens')).toMatchObject({ share: 0.5, ms: { median: 200 } });
  expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
});
