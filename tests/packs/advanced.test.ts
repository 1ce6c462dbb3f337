import { expect, test, vi } from 'vitest';
import { advancedSchema, type Advanced } from '#contract/advanced';
import type { SynthesisRequest } from '#contract/engine-api';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { newEngine, takeRequest, watchedContext } from './test-engine';
import { speakWhole, type SpokenWhole } from '../../src/engine/testing/speak-whole';

// whole takes: slow on a busy machine
vi.setConfig({ testTimeout: 180_000 });

const pack = syntheticPack();
const engine = newEngine(pack);
const speak = async (advanced: Advanced, change: Partial<SynthesisRequest> = {}): Promise<SpokenWhole> =>
  speakWhole(engine.speak(takeRequest({ text: '你好。', advanced, ...change }), watchedContext()));
const plain = await speak({});
const tokensOf = ({ segments }: SpokenWhole) => segments.map(({ tokens }) => tokens);

test.each<Advanced>([
  { flowSteps: 4 },
  { guidance: 0 },
  { topP: 0.1 },
  { topK: 1 },
  { minTokenRatio: 5 },
  { cleanReference: false },
])('%o changes what is heard, the same way each time', async (advanced) => {
  const first = await speak(advanced);
  expect(first.audio.samples).not.toEqual(plain.audio.samples);
  expect((await speak(advanced)).audio.samples).toEqual(first.audio.samples);
});

test.each<Advanced>([{ windowSize: 0 }, { windowSize: 50 }, { repetitionShare: 1 }])(
  '%o changes what a model that repeats itself says',
  async (advanced) => {
    const silent = newEngine(syntheticPack({ silentBias: 20 }));
    const say = (more: Advanced) =>
      speakWhole(
        silent.speak(takeRequest({ text: '你好。', advanced: { silentRun: 0, ...more } }), watchedContext()),
      );
    expect((await say(advanced)).audio.samples).not.toEqual((await say({})).audio.samples);
  },
);

test('upstream stop masking lets the other stop ids end a segment early', async () => {
  const say = (stopMasking: 'strict' | 'upstream') => speak({ stopMasking, minTokenRatio: 5 });
  const [strict, upstream] = [await say('strict'), await say('upstream')];
  expect(tokensOf(upstream)[0]).toBeLessThan(tokensOf(strict)[0]!);
});

test('the defaults said aloud change nothing', async () => {
  const said = await speak({
    flowSteps: 10,
    guidance: 0.7,
    topP: 0.8,
    topK: 25,
    windowSize: 10,
    repetitionShare: 0.1,
    minTokenRatio: 2,
    maxTokenRatio: 20,
    silentRun: 5,
    pauseMs: 0,
    stopMasking: 'strict',
    cleanReference: true,
    textRules: 'guarded',
  });
  expect(said.audio.samples).toEqual(plain.audio.samples);
});

test('flow steps are counted, the token ratios bound the length, silences stay when asked', async () => {
  const context = watchedContext();
  await speakWhole(engine.speak(takeRequest({ text: '你好。', advanced: { flowSteps: 4 } }), context));
  expect(context.progress.findLast(({ stage }) => stage === 'flow')).toMatchObject({ done: 4, total: 4 });
  const endless = newEngine(syntheticPack({ eosBias: -30 }));
  const request = takeRequest({ text: '你好。', advanced: { maxTokenRatio: 5, silentRun: 0 } });
  const short = await speakWhole(endless.speak(request, watchedContext()));
  const long = await speakWhole(
    endless.speak({ ...request, advanced: { maxTokenRatio: 10, silentRun: 0 } }, watchedContext()),
  );
  expect(tokensOf(long)[0]).toBe(2 * tokensOf(short)[0]!);
  const silent = newEngine(syntheticPack({ silentBias: 20 }));
  const shortened = await speakWhole(silent.speak(takeRequest({ text: '你好。' }), watchedContext()));
  const kept = await speakWhole(
    silent.speak(takeRequest({ text: '你好。', advanced: { silentRun: 0 } }), watchedContext()),
  );
  expect(tokensOf(kept)[0]).toBeGreaterThan(tokensOf(shortened)[0]!);
});

test('a pause stands between segments and leaves them as they are; text rules decide how many there are', async () => {
  const text = `${'天气很好'.repeat(18)}。${'我们去公园'.repeat(14)}。`;
  const joined = await speak({}, { text });
  const apart = await speak({ pauseMs: 250 }, { text });
  const end = tokensOf(joined)[0]! * 960;
  expect(apart.audio.samples).toHaveLength(joined.audio.samples.length + 6000);
  expect(apart.audio.samples.slice(0, end)).toEqual(joined.audio.samples.slice(0, end));
  expect(apart.audio.samples.slice(end, end + 6000).every((sample) => sample === 0)).toBe(true);
  expect(apart.audio.samples.slice(end + 6000)).toEqual(joined.audio.samples.slice(end));
  expect(joined.segments).toHaveLength(2);
  expect((await speak({ textRules: 'off' }, { text })).segments).toHaveLength(1);
  const blank = { text: '你好。\n\n天气很好。' };
  expect((await speak({}, blank)).segments).toHaveLength(2);
  expect((await speak({ textRules: 'official' }, blank)).segments).toHaveLength(1);
});

test('an uncleaned prompt is enrolled for its take alone', async () => {
  expect(plain.profile).toBeDefined();
  const raw = await speak({ cleanReference: false }, { profile: plain.profile! });
  expect(raw.profile).toBeUndefined();
  expect(raw.audio.samples).not.toEqual(plain.audio.samples);
});

test('what is out of range is refused with the numbers', () => {
  const message = (advanced: unknown) => advancedSchema.safeParse(advanced).error?.issues[0]?.message;
  expect(message({ flowSteps: 99 })).toBe('flowSteps is 99; it must be a whole number from 4 to 32.');
  expect(message({ topP: 0 })).toBe('topP is 0; it must be a number from 0.1 to 1.');
  expect(message({ topK: 2.5 })).toBe('topK is 2.5; it must be a whole number from 1 to 100.');
  expect(message({ pauseMs: 2000, guidance: 1.5 })).toBeUndefined();
});
