import { describe, expect, test } from 'vitest';
import { SPEECH_LOGITS } from '../geometry';
import type { Decoding, LanguageModel } from './language-model';
import { defaultTokenSettings, generateTokens, type TokenRequest } from './speech-tokens';

const EOS = 6562;

/** A model whose logits follow a script: the best id of every step. It keeps what it accepted. */
class ScriptedModel implements LanguageModel {
  readonly accepted: number[][] = [];

  constructor(private readonly bestOf: (step: number, attempt: number) => number) {}

  async begin(): Promise<Decoding> {
    const attempt = this.accepted.length;
    const taken: number[] = [];
    this.accepted.push(taken);
    const logitsFor = (step: number) => {
      const logits = new Float32Array(SPEECH_LOGITS).fill(-20);
      logits[this.bestOf(step, attempt)] = 20;
      return logits;
    };
    const decoding = {
      logits: logitsFor(0),
      accept: async (token: number) => {
        taken.push(token);
        decoding.logits = logitsFor(taken.length);
      },
    };
    return decoding;
  }
}

const request = (change: Partial<TokenRequest> = {}): TokenRequest => ({
  sequence: { textIds: [1, 2, 3], speechTokens: [] },
  segmentIds: 3,
  roomTokens: 7000,
  seed: 1,
  segmentIndex: 0,
  settings: defaultTokenSettings,
  signal: new AbortController().signal,
  onToken: () => undefined,
  ...change,
});

/** Ids that differ from step to step, so that the repetition test stays quiet. */
const climbing = (step: number) => 100 + step;

describe('drawing speech tokens', () => {
  test('stops at any stop id and never stores or feeds it', async () => {
    for (const stop of [6561, EOS, 6563, 6700]) {
      const model = new ScriptedModel((step) => (step === 9 ? stop : climbing(step)));
      const drawn = await generateTokens(model, request());
      expect(drawn).toMatchObject({ stop: 'eos', generated: 9, attempt: 0 });
      expect(drawn.tokens).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108]);
      expect(model.accepted[0]).toEqual(drawn.tokens);
    }
  });

  test('forbids every stop id before twice the text tokens, and ends at twenty times', async () => {
    const early = await generateTokens(new ScriptedModel(() => EOS), request());
    expect(early.generated).toBe(6);
    const endless = await generateTokens(new ScriptedModel(climbing), request());
    expect(endless).toMatchObject({ stop: 'max-length', generated: 60 });
  });

  test('upstream masking lets the trained end token through', async () => {
    const settings = { ...defaultTokenSettings, stopMasking: 'upstream' as const };
    const model = new ScriptedModel((step) => (step === 2 ? EOS : climbing(step)));
    expect(await generateTokens(model, request({ settings }))).toMatchObject({ stop: 'eos', generated: 2 });
  });

  test('tries three times when the model stops at once, each time with other draws', async () => {
    const settings = { ...defaultTokenSettings, minRatio: 0 };
    const recovers = new ScriptedModel((step, attempt) => (attempt < 2 || step === 4 ? EOS : climbing(step)));
    expect(await generateTokens(recovers, request({ settings }))).toMatchObject({ attempt: 2, generated: 4 });
    const never = new ScriptedModel(() => EOS);
    expect(await generateTokens(never, request({ settings }))).toMatchObject({ attempt: 2, tokens: [] });
    expect(never.accepted).toHaveLength(3);
  });

  test('stays within the room that the prompt leaves, and below the shortest length if it must', async () => {
    const model = new ScriptedModel(climbing);
    const drawn = await generateTokens(model, request({ roomTokens: 4 }));
    expect(drawn).toMatchObject({ stop: 'max-length', generated: 4 });
    // the last allowed token is not worth another run
    expect(model.accepted[0]).toHaveLength(3);
  });

  test('shortens long silences for the flow but not for the history', async () => {
    const silent = [1, 2, 28, 29, 55, 248, 494, 2241];
    const model = new ScriptedModel((step) => silent[step] ?? (step === 8 ? 500 : EOS));
    const drawn = await generateTokens(model, request());
    expect(drawn.generated).toBe(9);
    expect(drawn.tokens).toEqual([1, 2, 28, 29, 55, 500]);
    expect(model.accepted[0]).toEqual([...silent, 500]);
  });

  test('counts every token and stops between two', async () => {
    const controller = new AbortController();
    const counts: number[] = [];
    const drawing = generateTokens(
      new ScriptedModel(climbing),
      request({
        signal: controller.signal,
        onToken: (count) => {
          counts.push(count);
          if (count === 5) controller.abort(new Error('enough'));
        },
      }),
    );
    await expect(drawing).rejects.toThrow('enough');
    expect(counts).toEqual([1, 2, 3, 4, 5]);
  });
});
