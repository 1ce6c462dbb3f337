import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { mulberry32 } from '#audio/mulberry32';
import { RESOURCES } from '../testing';
import { PLAIN } from '../variation';
import { ChunkDecoder } from './chunk-decoder';
import { renderPhrase } from './render-phrase';
import { readUnitFile } from './unit-file';

const bytesOf = (voice: string) => readFileSync(join(RESOURCES, 'draft-voices', `zh-${voice}.units`));

describe.each(['f', 'm'])('the Mandarin voice %s', (voice) => {
  const file = readUnitFile(bytesOf(voice), voice);

  test('holds every syllable that it names, each inside its phrase', () => {
    expect(file.units).toHaveLength(6_166);
    expect(new Set(file.units.map(({ syllable }) => syllable)).size).toBe(1_409);
  });

  test('says a recorded phrase as it was recorded, when nothing is asked of it', () => {
    const decoder = new ChunkDecoder(file);
    for (const chunk of [0, 1, 500, 1_000]) {
      const units = file.units.filter((unit) => unit.chunk === chunk);
      const recorded = decoder.decode(chunk).subarray(units[0]!.start);
      const said = renderPhrase(units, file, decoder, {
        ...{ shiftSt: 0, range: 1, speed: 1, question: false, focused: [] },
        variation: PLAIN,
      });
      // the edges are faded
      const inside = said.subarray(500, -500);
      const energy = inside.reduce((sum, each) => sum + each ** 2, 0);
      const error = inside.reduce((sum, each, at) => sum + (each - recorded[at + 500]!) ** 2, 0);
      expect(error / energy).toBeLessThan(1e-4);
    }
    decoder.free();
  });

  test('is decoded alike whatever was decoded before', () => {
    const [one, other] = [new ChunkDecoder(file), new ChunkDecoder(file)];
    const first = one.decode(7);
    other.decode(99);
    expect(other.decode(7)).toEqual(first);
    one.free();
    other.free();
  });
});

test(
  'a damaged file is refused with a code, or read without looking outside of it',
  { timeout: 120_000 },
  () => {
    const whole = bytesOf('m');
    const random = mulberry32(7);
    const header = 8 + whole.readUInt32LE(4);
    for (const size of [0, 3, 8, header, header + 5_000, whole.length - 1])
      expect(() => readUnitFile(whole.subarray(0, size), 'cut')).toThrow(
        expect.objectContaining({ code: 'pack-invalid' }),
      );
    for (let round = 0; round < 40; round++) {
      const bytes = Uint8Array.from(whole);
      // the records, where a number leads somewhere
      for (let hits = 0; hits < 3; hits++)
        bytes[Math.floor(random() * (round < 20 ? header + 13_140 : header + 776_918))] = Math.floor(
          256 * random(),
        );
      try {
        const { units, chunks } = readUnitFile(bytes, 'damaged');
        for (const { chunk, start, length } of units)
          expect(start + length).toBeLessThanOrEqual(chunks[chunk]!.samples);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(StudioError);
        expect(thrown).toMatchObject({ code: 'pack-invalid' });
      }
    }
  },
);
