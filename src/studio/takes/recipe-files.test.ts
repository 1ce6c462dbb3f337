import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readWav, writeWav } from '#audio/wav';
import type { Take } from '#contract/domain';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;
let voiceId: string;
let take: Take;
let bytes: Uint8Array;

beforeEach(async () => {
  studio = await openTestStudio();
  voiceId = (await studio.makeVoice()).id;
  take = await studio.speak({ voiceId, text: 'Hello world', seed: 11, instruction: 'softly', speed: 1.2 });
  bytes = (await studio.api.getTakeFile({ takeId: take.id })).bytes;
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

const file = (content = bytes) => ({ name: 'take.wav', bytes: content });
const remake = async () => {
  const { stamp } = await studio.api.readRecipe(file());
  return studio.when((await studio.api.repeatTake({ recipe: stamp.recipe })).id, isOver);
};

describe('a take’s file', () => {
  test('says which take it is, that its sound is untouched, and that all it needs is here', async () => {
    const found = await studio.api.readRecipe(file());
    expect(found).toEqual({
      stamp: expect.objectContaining({ takeId: take.id, recipe: take.recipe }) as unknown,
      format: 'wav pcm16',
      untouched: true,
      takeId: take.id,
      voice: { id: voiceId, name: 'Anna' },
      lacks: [],
      differences: [],
    });
  });

  test('is made again, and is the same sample by sample', async () => {
    const again = await remake();
    expect(again.id).not.toBe(take.id);
    expect(await studio.api.compareWithFile({ takeId: again.id, ...file() })).toEqual({
      result: 'identical',
      file: { samples: 11_001, sampleRateHz: 24_000, pcmSha256: take.pcmSha256 },
      take: { samples: 11_001, sampleRateHz: 24_000, pcmSha256: take.pcmSha256 },
      differences: [],
    });
  });

  test('is made with the transcript it had, whatever the voice says now', async () => {
    await studio.api.setTranscript({ voiceId, transcript: 'something else' });
    const again = await remake();
    expect(again.recipe.transcript).toBe(take.recipe.transcript);
  });

  test('names the voice that is missing by its prompt, and the deleted one that can come back', async () => {
    await studio.api.deleteVoice({ voiceId });
    expect((await studio.api.readRecipe(file())).lacks).toEqual([
      { what: 'voice-deleted', name: 'Anna', detail: take.recipe.promptSha256, blocking: true, voiceId },
    ]);
    await expect(studio.api.repeatTake({ recipe: take.recipe })).rejects.toMatchObject({
      code: 'voice-not-found',
      values: { why: 'deleted' },
    });
    const recipe = { ...take.recipe, promptSha256: 'f'.repeat(64) };
    await expect(studio.api.repeatTake({ recipe })).rejects.toMatchObject({
      code: 'voice-not-found',
      values: { why: 'prompt-unknown', voice: 'Anna' },
    });
  });
});

describe('where two sounds part', () => {
  const edited = (change: (samples: Float32Array) => Float32Array) => {
    const { channels, ixml, sampleRateHz } = readWav(bytes);
    const content = { channels: [change(channels[0]!)], sampleRateHz, bitDepth: 16 } as const;
    return writeWav({ ...content, ...(ixml === undefined ? {} : { ixml }) });
  };

  test('an edited file is told from its source, with the first sample that differs', async () => {
    const cut = edited((samples) => {
      const changed = samples.slice(0, 10_000);
      changed[2400] = 0.9;
      return changed;
    });
    expect((await studio.api.readRecipe(file(cut))).untouched).toBe(false);
    const verdict = await studio.api.compareWithFile({ takeId: (await remake()).id, ...file(cut) });
    expect(verdict).toMatchObject({
      result: 'identical-source',
      first: { sample: 2400, sec: 0.1 },
      file: { samples: 10_000 },
      take: { samples: 11_001 },
    });
    expect(verdict.differingSamples).toBeGreaterThan(1);
    expect(verdict.largest).toBeGreaterThan(0.3);
  });

  test('another take parts, and the verdict says what was not the same', async () => {
    const other = await studio.speak({ voiceId, text: 'Hello world', seed: 12, speed: 1.2 });
    expect(await studio.api.compareWithFile({ takeId: other.id, ...file() })).toMatchObject({
      result: 'parts',
      differences: [
        { field: 'mode', before: 'instruct2', after: 'zero_shot' },
        { field: 'instruction', before: 'softly', after: '' },
        { field: 'seed', before: '11', after: '12' },
      ],
    });
  });

  test('a file of another coding is judged by what it was made from', async () => {
    const { channels, ixml } = readWav(bytes);
    const converted = writeWav({ channels, sampleRateHz: 24_000, bitDepth: 24, ixml: ixml! });
    const again = await remake();
    const verdict = await studio.api.compareWithFile({ takeId: again.id, ...file(converted) });
    expect(verdict).toMatchObject({ result: 'identical-source', file: {} });
  });
});

describe('a file without a recipe', () => {
  test.each([
    [
      'a WAV of another program',
      () => writeWav({ channels: [new Float32Array(9)], sampleRateHz: 8000, bitDepth: 16 }),
    ],
    ['a file that ends in the middle of its chunks', () => bytes.slice(0, 40)],
    ['something that is no sound at all', () => new TextEncoder().encode('Dear diary')],
    ['nothing', () => new Uint8Array(0)],
  ])('%s', async (_, content) => {
    await expect(studio.api.readRecipe(file(content()))).rejects.toMatchObject({ code: 'recipe-not-found' });
  });

  test('a take’s file cut at any place gives its recipe or none, and never hangs', async () => {
    for (let end = bytes.length - 1; end > 0; end -= 331) {
      const outcome = await studio.api
        .readRecipe(file(bytes.slice(0, end)))
        .catch((thrown: unknown) => thrown);
      expect(outcome).toMatchObject({
        code: expect.stringMatching(/^recipe-(not-found|damaged)$/) as string,
      });
    }
  });

  test('sizes that lie are survived, wherever they stand', async () => {
    for (let at = 4; at < 300; at += 4)
      for (const size of [0, 1, 0x7fffffff, 0xffffffff]) {
        const lying = Uint8Array.from(bytes);
        new DataView(lying.buffer).setUint32(at, size, true);
        const outcome = await studio.api.readRecipe(file(lying)).then(
          () => 'read',
          (thrown: unknown) => (thrown as { code: string }).code,
        );
        expect(['read', 'recipe-not-found', 'recipe-damaged']).toContain(outcome);
      }
  });
});
