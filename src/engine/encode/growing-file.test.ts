import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { pcm16Of } from '#audio/pcm';
import { createVoice } from '#audio/test-signals';
import { SPEECH_RATE_HZ } from '#contract/speech';
import { codedFormatSchema, type CodedFormat } from '#contract/speech-coding';
import { decodeAudio } from '../decode/decode-audio';
import { openGrowingFile } from './growing-file';

const voice = createVoice({ seconds: 3, sampleRateHz: SPEECH_RATE_HZ, f0Hz: () => 130, amplitude: 0.6 });
const samples = Float32Array.from(pcm16Of(voice), (each) => each / 32_768);

/** @returns what each piece of a quarter of a second brought, and the end */
async function grown(format: CodedFormat): Promise<Uint8Array[]> {
  const file = await openGrowingFile(format);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < samples.length; at += 6000) {
    pieces.push(await file.write(samples.subarray(at, at + 6000)));
    await sleep(0);
  }
  return [...pieces, await file.close()];
}

test.each(codedFormatSchema.options)('%s comes while it is made, not at the end', async (format) => {
  const pieces = await grown(format);
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  const beforeEnd = bytes - pieces.at(-1)!.length;
  expect(beforeEnd / bytes).toBeGreaterThan(0.7);
});

test.each(['mp3', 'opus', 'flac'] as const)('%s is heard as what it was made of', async (format) => {
  const heard = await decodeAudio({ name: 'a', bytes: new Uint8Array(Buffer.concat(await grown(format))) });
  const heardSec = heard.samples.length / heard.sampleRateHz;
  expect(heardSec).toBeGreaterThan(2.99);
  expect(heardSec).toBeLessThan(3.2);
  // this decoder divides by 32767 where everyone else divides by 32768
  const isSame = (sample: number, at: number) =>
    Math.round(sample * 32_767) === Math.round(samples[at]! * 32_768);
  if (format === 'flac') expect(heard.samples.every(isSame)).toBe(true);
  const level = (sound: Float32Array) => Math.hypot(...sound.subarray(0, 60_000)) / Math.sqrt(60_000);
  expect(level(heard.samples) / level(samples)).toBeGreaterThan(0.9);
});

test('aac is frames that say their own length, 1024 samples each', async () => {
  const bytes = Buffer.concat(await grown('aac'));
  let frames = 0;
  for (let at = 0; at < bytes.length; frames++) {
    expect(bytes.readUInt16BE(at) & 0xfff6).toBe(0xfff0);
    at += ((bytes[at + 3]! & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >> 5);
  }
  expect(frames).toBeGreaterThanOrEqual(Math.ceil(samples.length / 1024));
});
