import { afterEach, describe, expect, test, vi } from 'vitest';
import { StudioError } from '#contract/errors';
import { openSession } from '../../src/engine/onnx/session';
import { recordingSessions } from './recording-sessions';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { newEngine, takeRequest, voiceLike, watchedContext } from './test-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';

// whole takes: slow on a busy machine
vi.setConfig({ testTimeout: 180_000 });

const pack = syntheticPack();
const cancelled = new StudioError('cancelled');

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('cancel', () => {
  test('lands between two graph calls, wherever it comes, and the engine speaks on', async () => {
    const request = takeRequest({ text: 'Hello world.\n\nThe lazy dog.' });
    let calls = 0;
    let stopAt = Infinity;
    let context = watchedContext();
    const engine = newEngine(pack, {
      openSession: async (asked, log) => {
        const session = await openSession(asked, log);
        return {
          ...session,
          run: async (feeds) => {
            if (calls++ === stopAt) context.controller.abort(cancelled);
            return session.run(feeds);
          },
        };
      },
    });
    const whole = await speakWhole(engine.speak(request, context));
    const callsOfATake = calls;
    for (const share of [0.02, 0.2, 0.5, 0.8, 0.97]) {
      calls = 0;
      stopAt = Math.floor(share * callsOfATake);
      context = watchedContext();
      await expect(speakWhole(engine.speak(request, context))).rejects.toBe(cancelled);
      // the graph that was running, and at most the small ones around the next token, step or segment
      expect(calls - stopAt).toBeLessThanOrEqual(4);
    }
    stopAt = Infinity;
    const after = await speakWhole(engine.speak(request, watchedContext()));
    expect(after.audio.samples).toEqual(whole.audio.samples);
  });

  test('is heard while the language model runs, although the runtime blocks the thread', async () => {
    const endless = syntheticPack({ eosBias: -30 });
    const context = watchedContext();
    const take = speakWhole(
      newEngine(endless).speak(
        takeRequest({
          text: 'The quick brown fox jumps over the lazy dog, a bright cold day in April.',
        }),
        context,
      ),
    );
    const heard = new Promise<void>((done) => {
      const look = () => {
        if (context.progress.some(({ stage, done: count }) => stage === 'tokens' && count! > 3)) {
          context.controller.abort(cancelled);
          done();
        } else setTimeout(look, 1);
      };
      look();
    });
    await heard;
    await expect(take).rejects.toBe(cancelled);
    expect(context.progress.some(({ stage }) => stage === 'flow')).toBe(false);
  });

  test('of a take that waits for another keeps it from starting', async () => {
    const engine = newEngine(pack);
    const [first, second] = [watchedContext(), watchedContext()];
    const running = speakWhole(engine.speak(takeRequest(), first));
    const waiting = speakWhole(engine.speak(takeRequest(), second));
    second.controller.abort(cancelled);
    await expect(waiting).rejects.toBe(cancelled);
    expect((await running).audio.samples.length).toBeGreaterThan(0);
    expect(second.records).toEqual([]);
  });
});

describe('memory modes', () => {
  test('stage by stage closes each part before the next opens, with the same samples', async () => {
    const kept = await speakWhole(newEngine(pack).speak(takeRequest(), watchedContext()));
    vi.stubEnv('COSYVOICE_STUDIO_MEMORY', 'stages');
    const { open, events } = recordingSessions();
    const engine = newEngine(pack, { openSession: open });
    const { audio } = await speakWhole(engine.speak(takeRequest(), watchedContext()));
    expect(audio.samples).toEqual(kept.audio.samples);
    expect(events.map((event) => event.replace(/_.*/, '')).filter((event, i, all) => event !== all[i - 1])).toEqual([
      'open speech', 'open speaker', 'close speech', 'close speaker',
      'open llm', 'close llm', 'open flow', 'close flow', 'open voc', 'close voc',
    ]); // prettier-ignore
    expect(engine.describe().modelLoaded).toBe(false);
  });

  test('keeping loaded opens every graph once for two takes, and unload closes them all', async () => {
    vi.stubEnv('COSYVOICE_STUDIO_MEMORY', 'keep');
    const { open, events } = recordingSessions();
    const engine = newEngine(pack, { openSession: open });
    const { profile } = await speakWhole(engine.speak(takeRequest(), watchedContext()));
    const opened = events.filter((event) => event.startsWith('open')).length;
    await speakWhole(engine.speak(takeRequest({ profile: profile! }), watchedContext()));
    expect(events.filter((event) => event.startsWith('open'))).toHaveLength(opened);
    expect(engine.describe()).toMatchObject({ modelLoaded: true, provider: 'cpu' });
    await engine.unload();
    expect(engine.describe().modelLoaded).toBe(false);
    expect(events.filter((event) => event.startsWith('close'))).toHaveLength(opened);
  });

  test('once memory has run out, the least is used whatever the environment and the settings say', async () => {
    vi.stubEnv('COSYVOICE_STUDIO_MEMORY', 'keep');
    vi.stubEnv('COSYVOICE_STUDIO_PROVIDER', 'abacus');
    const request = takeRequest({ memoryMode: 'keep' });
    const plenty = await speakWhole(newEngine(pack).speak(request, watchedContext()));
    expect(plenty.machine?.memory).toBe('keep');
    expect(plenty.warnings).toContainEqual(expect.objectContaining({ code: 'provider-fallback' }));
    const engine = newEngine(pack);
    const least = await speakWhole(engine.speak({ ...request, leastMemory: true }, watchedContext()));
    expect(least.machine?.memory).toBe('stages');
    expect(least.warnings.map(({ code }) => code)).not.toContain('provider-fallback');
    expect(least.audio.samples).toEqual(plenty.audio.samples);
    expect(engine.describe().modelLoaded).toBe(false);
  });

  test('twenty takes do not grow the process', async () => {
    const engine = newEngine(pack);
    const request = takeRequest({
      mode: 'cross_lingual',
      prompt: { sampleRateHz: 24_000, samples: voiceLike(0.6), transcript: '' },
      text: '你好。',
    });
    const { profile } = await speakWhole(engine.speak(request, watchedContext()));
    const speak = () => speakWhole(engine.speak({ ...request, profile: profile! }, watchedContext()));
    for (let i = 0; i < 5; i++) await speak();
    const before = process.memoryUsage.rss();
    for (let i = 0; i < 20; i++) await speak();
    const grownMegabytes = (process.memoryUsage.rss() - before) / 1e6;
    console.log(`20 takes: ${(before / 1e6).toFixed(0)} MB, then ${grownMegabytes.toFixed(1)} MB more`);
    // a leaked cache would cost 25 kB a position and token, hundreds of megabytes here; the rest is the collector's slack
    expect(grownMegabytes).toBeLessThan(120);
  }, 180_000);
});
