import { describe, expect, test } from 'vitest';
import { recordingSessions, type RecordedRun } from './recording-sessions';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { newEngine, takeRequest, watchedContext } from './test-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';

/** One zero_shot take, watched at the door of every graph. */
const recording = recordingSessions();
const result = await speakWhole(
  newEngine(syntheticPack(), { openSession: recording.open }).speak(takeRequest(), watchedContext()),
);
const runsOf = (role: string): RecordedRun[] => recording.runs.filter((run) => run.role === role);
const tokens = result.segments[0]!.tokens!;
const profile = result.profile!.data as {
  speechTokens: Int32Array;
  promptMel: Float32Array;
  speakerEmbedding: Float32Array;
};
const promptTokens = profile.speechTokens.length;
const frames = 2 * (promptTokens + tokens);

const allEqual = (data: ArrayLike<number | bigint>, value: number) =>
  Array.from(data).every((each) => each === value);

describe('the language model is fed', () => {
  const [prefill] = runsOf('llm_prefill');
  const decodes = runsOf('llm_decode');
  const length = prefill!.feeds.inputs_embeds!.dims[1]!;

  test('the whole sequence at once, with a float mask of ones as long', () => {
    // sos, seven prefix tokens, transcript and segment, task id, prompt tokens
    expect(length).toBeGreaterThan(1 + 7 + 1 + promptTokens);
    expect(prefill!.feeds.inputs_embeds).toMatchObject({ type: 'float32', dims: [1, length, 896] });
    expect(prefill!.feeds.attention_mask).toMatchObject({ type: 'float32', dims: [1, length] });
    expect(allEqual(prefill!.feeds.attention_mask!.data, 1)).toBe(true);
  });

  test('then one token a run, with the cache of the run before in its five axes and a mask one longer', () => {
    expect(decodes).toHaveLength(tokens);
    decodes.forEach(({ feeds }, step) => {
      expect(feeds.inputs_embeds).toMatchObject({ type: 'float32', dims: [1, 1, 896] });
      expect(feeds.attention_mask).toMatchObject({ type: 'float32', dims: [1, length + step + 1] });
      expect(allEqual(feeds.attention_mask!.data, 1)).toBe(true);
      expect(feeds.past_key_values).toMatchObject({ type: 'float32', dims: [48, 1, 2, length + step, 64] });
    });
  });

  test('a cache that grows only at its end', () => {
    const [first, second] = decodes;
    const before = first!.feeds.past_key_values!;
    const after = second!.feeds.past_key_values!;
    const positions = before.dims[3]!;
    for (let row = 0; row < 48 * 2; row++) {
      const old = Array.from(before.data).slice(row * positions * 64, (row + 1) * positions * 64);
      const kept = Array.from(after.data).slice(
        row * (positions + 1) * 64,
        (row * (positions + 1) + positions) * 64,
      );
      expect(kept).toEqual(old);
    }
  }, 60_000);

  test('one hidden state for the head a run', () => {
    expect(runsOf('llm_head')).toHaveLength(tokens + 1);
    for (const { feeds } of runsOf('llm_head'))
      expect(feeds.hidden_state).toMatchObject({ type: 'float32', dims: [1, 1, 896] });
  });

  test('embedding rows from the file, so that neither table costs a session', () => {
    expect(recording.events.filter((event) => event.includes('embedding') && event.includes('open'))).toEqual(
      ['open flow_token_embedding'],
    );
  });
});

describe('the flow is fed', () => {
  const steps = runsOf('flow_estimator');

  test('prompt tokens before generated ones, as 64-bit integers', () => {
    const [run] = runsOf('flow_token_embedding');
    expect(run!.feeds.token).toMatchObject({ type: 'int64', dims: [1, promptTokens + tokens] });
    expect(Array.from(run!.feeds.token!.data).slice(0, promptTokens).map(Number)).toEqual(
      Array.from(profile.speechTokens),
    );
  });

  test('a speaker embedding of length one', () => {
    const [run] = runsOf('flow_speaker_projection');
    expect(Math.hypot(...(run!.feeds.embedding!.data as number[]))).toBeCloseTo(1, 5);
  });

  test('ten times on the cosine grid, batch 2, float32 throughout', () => {
    expect(steps).toHaveLength(10);
    steps.forEach(({ feeds }, i) => {
      for (const name of ['x', 'mu', 'cond'])
        expect(feeds[name]).toMatchObject({ type: 'float32', dims: [2, 80, frames] });
      expect(feeds.mask).toMatchObject({ type: 'float32', dims: [2, 1, frames] });
      expect(feeds.spks).toMatchObject({ type: 'float32', dims: [2, 80] });
      const time = 1 - Math.cos((0.5 * Math.PI * i) / 10);
      for (const t of Array.from(feeds.t!.data)) expect(t).toBeCloseTo(time, 5);
      expect(allEqual(feeds.mask!.data, 1)).toBe(true);
    });
  });

  test('the same x twice and a second half of conditions that is all zero', () => {
    for (const { feeds } of steps) {
      const x = feeds.x!.data as number[];
      expect(x.slice(80 * frames)).toEqual(x.slice(0, 80 * frames));
      for (const name of ['mu', 'cond', 'spks']) {
        const data = feeds[name]!.data as number[];
        expect(allEqual(data.slice(data.length / 2), 0)).toBe(true);
        expect(allEqual(data.slice(0, data.length / 2), 0)).toBe(false);
      }
    }
  });

  test('the prompt mel in the first frames of the condition and zeros behind', () => {
    const cond = steps[0]!.feeds.cond!.data as number[];
    for (const bin of [0, 41, 79]) {
      const row = cond.slice(bin * frames, (bin + 1) * frames);
      const mel = Array.from({ length: 2 * promptTokens }, (_, frame) => profile.promptMel[frame * 80 + bin]);
      expect(row.slice(0, 2 * promptTokens)).toEqual(mel);
      expect(allEqual(row.slice(2 * promptTokens), 0)).toBe(true);
    }
  });

  test('the fixed start noise', () => {
    const x = steps[0]!.feeds.x!.data as number[];
    expect(x[0]).toBeCloseTo(-1.12584, 4);
    expect(x[1]).toBeCloseTo(-1.15236, 4);
    expect(x[2]).toBeCloseTo(-0.250579, 4);
  });
});

describe('the rest is fed', () => {
  test('mel without the prompt, pitch with its middle axis, a spectrum of 120 columns a frame and one more', () => {
    const T = 2 * tokens;
    expect(runsOf('voc_f0')[0]!.feeds.mel).toMatchObject({ type: 'float32', dims: [1, 80, T] });
    expect(runsOf('voc_source')[0]!.feeds.f0).toMatchObject({ type: 'float32', dims: [1, 1, T] });
    expect(runsOf('voc_decoder')[0]!.feeds.source_stft).toMatchObject({
      type: 'float32',
      dims: [1, 18, 120 * T + 1],
    });
  });

  test('features with a 32-bit length for the speech tokenizer, and frames first for the speaker encoder', () => {
    const { feats, feats_length: length } = runsOf('speech_tokenizer')[0]!.feeds;
    expect(feats!.dims.slice(0, 2)).toEqual([1, 128]);
    expect(length).toMatchObject({ type: 'int32', dims: [1], data: [feats!.dims[2]] });
    expect(runsOf('speaker_encoder')[0]!.feeds.input!.dims[2]).toBe(80);
    expect(profile.speakerEmbedding).toHaveLength(192);
  });
});
