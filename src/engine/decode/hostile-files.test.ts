import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mulberry32 } from '#audio/mulberry32';
import { decodeAudio } from './decode-audio';

const folder = join(import.meta.dirname, 'fixtures');

describe('a hostile file is refused by name or read sanely, and never ends the process', () => {
  test('programs and noise are no recordings, with or without their first bytes', async () => {
    const program = new Uint8Array(readFileSync(process.execPath)).subarray(0, 4_000_000);
    const random = mulberry32(7);
    const noise = Uint8Array.from({ length: 200_000 }, () => Math.floor(random() * 256));
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
