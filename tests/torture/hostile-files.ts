import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { decodeAudio } from '#engine/decode/decode-audio';
import { mulberry32 } from '#audio/mulberry32';
import type { Report, Work } from './session';

const folder = join(import.meta.dirname, '../../src/engine/decode/fixtures');
const names = readdirSync(folder).filter((name) => !name.endsWith('.md'));

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

/** Recordings damaged by lot, each in every way: refused by a named error or read sanely, and always with an end. */
export async function hostileFiles({ seed, again, step }: Work): Promise<Report> {
  const counts = { files: 0, decoded: 0, refused: 0 };
  const wrong: string[] = [];
  for (let round = 0; again(); round++) {
    const random = mulberry32(seed + round);
    const pick = (limit: number) => Math.floor(random() * limit);
    for (const [damage, mutate] of Object.entries(mutations))
      for (const name of names) {
        const what = `${damage}: ${name}, seed ${seed + round}`;
        step(what);
        const bytes = mutate(new Uint8Array(readFileSync(join(folder, name))), pick);
        const outcome = await meet(name, bytes);
        counts.files++;
        if (outcome === 'decoded' || outcome === 'refused') counts[outcome]++;
        else wrong.push(`${what}: ${outcome}`);
      }
  }
  return { counts, wrong };
}

/** @returns 'decoded', 'refused', or what is wrong */
async function meet(name: string, bytes: Uint8Array): Promise<string> {
  try {
    const { samples, sampleRateHz, channels } = await decodeAudio({ name, bytes });
    if (samples.length / sampleRateHz > limits.recordingSec.max) return 'longer than a recording may be';
    if (channels < 1) return 'no channels';
    return samples.every((x) => Math.abs(x) <= 1) ? 'decoded' : 'samples beyond full scale';
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) return String(thrown);
    // by name: the sentence in either language says which file it was
    return thrown.code.startsWith('audio-') && thrown.values.name === name
      ? 'refused'
      : `${thrown.code}: ${thrown.message}`;
  }
}
