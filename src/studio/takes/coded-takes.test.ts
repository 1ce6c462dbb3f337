import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { forkProgram } from '#server/fork-program';
import { readWav, readWavLayout } from '#audio/wav';
import { decodeAudio } from '#engine/decode/decode-audio';
import type { SpeechFormat } from '#contract/speech-coding';
import { buildScript, type BuiltScript } from '../../../tests/support/studio/test-launchers';
import {
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import type { ProgramProcess } from '../programs/programs';

let script: BuiltScript;
let studio: TestStudio;
let voiceId = '';
const started: ProgramProcess[] = [];

beforeAll(async () => {
  script = await buildScript('../../../src/engine/helper-process.ts');
  studio = await openTestStudio({
    programs: {
      helperEntry: script.file,
      start: (program) => {
        const child = forkProgram(program);
        started.push(child);
        return child;
      },
    },
  });
  voiceId = (await studio.makeVoice()).id;
});
afterAll(async () => {
  await studio.close();
  await script.remove();
  removeTemporaryFolders();
});

const LINES = 'One line is here.\nAnother line is there.\nAnd the third one ends it.';

async function fetched(takeId: string, format: SpeechFormat): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const { bytes } of studio.api.fetchTake({ takeId, format })) pieces.push(bytes);
  return new Uint8Array(Buffer.concat(pieces));
}

test('a take that is made is fetched as it comes, and says no length; one that is done says its own', async () => {
  const take = await studio.api.startTake({ voiceId, text: LINES, seed: 3 });
  const growing = await fetched(take.id, 'wav');
  const whole = await fetched(take.id, 'wav');
  const pcm = await fetched(take.id, 'pcm');
  const file = readWav((await studio.api.getTakeFile({ takeId: take.id })).bytes);
  expect(readWavLayout(whole).truncated).toBe(false);
  expect(new DataView(growing.buffer).getUint32(40, true)).toBe(0xffffffff);
  expect(new DataView(whole.buffer).getUint32(40, true)).toBe(pcm.length);
  expect(readWav(whole).channels[0]).toEqual(file.channels[0]);
  expect(whole.subarray(44)).toEqual(pcm);
});

test.each(['mp3', 'opus', 'flac'] as const)('it is coded as %s in one helper for all', async (format) => {
  const { id: takeId, audioSec } = await studio.speak({ voiceId, text: LINES });
  const [heard, again] = await Promise.all([fetched(takeId, format), fetched(takeId, format)]);
  const { samples, sampleRateHz } = await decodeAudio({ name: 'a', bytes: heard });
  expect(Math.abs(samples.length / sampleRateHz - audioSec!)).toBeLessThan(0.2);
  // each stream of Ogg has a number of its own
  expect(again).toHaveLength(heard.length);
  expect(started).toHaveLength(1);
});

test('whoever leaves in the middle leaves no coder behind', async () => {
  const long = Array.from({ length: 6 }, () => LINES).join('\n');
  const { id: takeId } = await studio.speak({ voiceId, text: long });
  await fetched(takeId, 'flac');
  const { port } = started.at(-1)!;
  const post = vi.spyOn(port, 'post');
  const asked = (name: string) =>
    post.mock.calls.filter(([message]) => (message as { name?: string }).name === name).length;
  for await (const { bytes } of studio.api.fetchTake({ takeId, format: 'mp3' })) {
    expect(bytes.length).toBeGreaterThan(0);
    break;
  }
  expect([asked('beginCoding'), asked('endCoding')]).toEqual([1, 1]);
  post.mockRestore();
});

test('what comes to no end says why', async () => {
  const failing = await studio.api.startTake({ voiceId, text: 'This goes well.\nfail', seed: 1 });
  await expect(fetched(failing.id, 'mp3')).rejects.toMatchObject({ code: 'out-of-memory' });
  const slow = await studio.api.startTake({ voiceId, text: 'slow', seed: 1 });
  const heard = fetched(slow.id, 'pcm');
  await studio.api.cancelTake({ takeId: slow.id });
  await expect(heard).rejects.toMatchObject({ code: 'cancelled' });
  await expect(fetched('nobody', 'pcm')).rejects.toMatchObject({ code: 'take-not-found' });
});

test('a helper that dies under it is an error, and the next one starts another', async () => {
  const { id: takeId } = await studio.speak({ voiceId, text: LINES });
  const items = studio.api.fetchTake({ takeId, format: 'flac' });
  await fetched(takeId, 'flac');
  started.at(-1)!.kill();
  await expect(
    (async () => {
      for await (const item of items) expect(item).toBeDefined();
    })(),
  ).rejects.toMatchObject({ code: 'helper-ended' });
  expect((await fetched(takeId, 'flac')).length).toBeGreaterThan(1000);
});
