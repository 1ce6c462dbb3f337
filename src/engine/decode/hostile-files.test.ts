import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { limits } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { decodeAudio } from './decode-audio';

const folder = join(import.meta.dirname, 'fixtures');
const names = readdirSync(folder).filter((name) => !name.endsWith('.md'));

/** The same sequence for the same seed (mulberry32). */
function random(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

type Mutation = (bytes: Uint8Array, pick: (limit: number) => number) => Uint8Array;

const mutations: Readonly<Record<string, Mutation>> = {
  cut: (bytes, pick) => bytes.slice(0, pick(bytes.length)),
  'flipped bits': (bytes, pick) => {
    for (let hit = 0; hit < 12; hit++) bytes[pick(bytes.length)]! ^= 1 << pick(8);
    return bytes;
  },
  'flipped bits in the header': (bytes, pick) => {
    for (let hit = 0; hit < 4; hit++) bytes[pick(Math.min(200, bytes.length))]! ^= 1 << pick(8);
    return bytes;
  },
  'absurd sizes': (bytes, pick) => {
    bytes.fill(pick(2) === 0 ? 0xff : 0, 4, 5 + pick(120));
    return bytes;
  },
  'an absurd number': (bytes, pick) => {
    const at = pick(Math.min(400, bytes.length - 4));
    bytes.set(pick(2) === 0 ? [0x7f, 0xff, 0xff, 0xff] : [0, 0, 0, 0], at);
    return bytes;
  },
  'a repeated part': (bytes, pick) => {
    const from = pick(bytes.length);
    const part = bytes.slice(from, from + pick(4_000));
    return new Uint8Array([...bytes.subarray(0, from), ...part, ...part, ...bytes.subarray(from)]);
  },
  'noise at the end': (bytes, pick) => {
    for (let at = bytes.length - 1 - pick(200); at < bytes.length; at++) bytes[at] = pick(256);
    return bytes;
  },
  'noise put in': (bytes, pick) => {
    const at = pick(bytes.length);
    const noise = Array.from({ length: 1 + pick(4_000) }, () => pick(256));
    return new Uint8Array([...bytes.subarray(0, at), ...noise, ...bytes.subarray(at)]);
  },
  'a tag in front': (bytes, pick) =>
    new Uint8Array([0x49, 0x44, 0x33, 4, 0, 0, pick(128), pick(128), pick(2), pick(128), ...bytes]),
  'garbage in front': (bytes, pick) =>
    new Uint8Array([...Array.from({ length: 1 + pick(64) }, () => pick(256)), ...bytes]),
};

/** @returns nothing when the file is refused by a named error or read sanely */
async function meet(name: string, bytes: Uint8Array): Promise<void> {
  try {
    const { samples, sampleRateHz, channels } = await decodeAudio({ name, bytes });
    expect(samples.length / sampleRateHz).toBeLessThanOrEqual(limits.recordingSec.max);
    expect(channels).toBeGreaterThan(0);
    if (!samples.every((x) => Math.abs(x) <= 1)) expect.fail(`${name} gave samples beyond full scale`);
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown;
    expect(thrown.code).toMatch(/^audio-/);
    expect(thrown.repair).toBeTruthy();
  }
}

describe('a hostile file is refused by name or read sanely, and never ends the process', () => {
  for (const [mutation, mutate] of Object.entries(mutations))
    test.each(names)(`${mutation}: %s`, async (name) => {
      const pick = random(names.indexOf(name) + 1);
      for (let round = 0; round < 3; round++)
        await meet(name, mutate(new Uint8Array(readFileSync(join(folder, name))), pick));
    });

  test('programs and noise are no recordings, with or without their first bytes', async () => {
    const program = new Uint8Array(readFileSync(process.execPath)).subarray(0, 4_000_000);
    const pick = random(7);
    const noise = Uint8Array.from({ length: 200_000 }, () => pick(256));
    for (const bytes of [
      program,
      program.subarray(4),
      program.subarray(1_000_003),
      noise,
      new Uint8Array(1 << 20),
    ])
      await expect(decodeAudio({ name: 'a.mp3', bytes })).rejects.toMatchObject({ code: 'audio-unreadable' });
  });

  test('ten hours that a header claims are refused before anything is decoded', async () => {
    const flac = new Uint8Array(readFileSync(join(folder, 'mono-16000.flac')));
    new DataView(flac.buffer).setUint32(22, 16_000 * 36_000);
    await expect(decodeAudio({ name: 'long.flac', bytes: flac })).rejects.toMatchObject({
      code: 'audio-too-long',
      values: { durationSec: 36_000 },
    });
    const amr = new Uint8Array(6 + 2_000_000).fill(0x7c);
    amr.set(new TextEncoder().encode('#!AMR\n'));
    await expect(decodeAudio({ name: 'long.amr', bytes: amr })).rejects.toMatchObject({
      code: 'audio-too-long',
    });
  });
});
