import { describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { createNoise, createTone } from './test-signals';
import { pcm16Of, readWav, readWavLayout, writeWav } from './wav';

const tone = createTone(440, 0.1, 16_000);
const plain = writeWav({ sampleRateHz: 16_000, channels: [tone], bitDepth: 16 });

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (thrown) {
    return thrown instanceof StudioError ? thrown.code : `not a StudioError: ${String(thrown)}`;
  }
  return 'nothing thrown';
};

const bytesOf = (...parts: (string | number[] | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [...part])),
  );
const u16 = (value: number) => [value & 255, value >> 8];
const u32 = (value: number) => [...u16(value & 65_535), ...u16(value >>> 16)];
const chunk = (id: string, body: Uint8Array | number[]) =>
  bytesOf(id, u32(body.length), body, body.length % 2 ? [0] : []);
const formatChunk = (tag: number, bits: number, channels = 1, rateHz = 8_000, extra: number[] = []) =>
  chunk('fmt ', [
    ...u16(tag),
    ...u16(channels),
    ...u32(rateHz),
    ...u32((rateHz * channels * bits) / 8),
    ...u16((channels * bits) / 8),
    ...u16(bits),
    ...extra,
  ]);
const riff = (...chunks: Uint8Array[]) => {
  const body = bytesOf(...chunks);
  return bytesOf('RIFF', u32(body.length + 4), 'WAVE', body);
};

describe('writing and reading back', () => {
  test.each([
    [16, 'wav pcm16', 1 / 65_536],
    [24, 'wav pcm24', 1 / 16_777_216],
    ['float32', 'wav float32', 0],
  ] as const)('%s keeps every sample within its rounding', (bitDepth, format, tolerance) => {
    const channels = [createNoise(1_001, 1), createNoise(1_001, 2), createNoise(1_001, 3)];
    const file = readWav(writeWav({ sampleRateHz: 44_100, channels, bitDepth }));
    expect(file.format).toBe(format);
    expect(file.sampleRateHz).toBe(44_100);
    expect(file.truncated).toBe(false);
    expect(file.channels.length).toBe(3);
    const worst = channels.map((channel, index) =>
      Math.max(...channel.map((sample, at) => Math.abs(file.channels[index]![at]! - sample))),
    );
    expect(Math.max(...worst)).toBeLessThanOrEqual(tolerance);
  });

  test('the same content gives the same bytes, and reading and writing again changes nothing', () => {
    const content = {
      sampleRateHz: 24_000,
      channels: [tone],
      bitDepth: 16,
      info: { INAM: '你好世界', ISFT: 'CosyVoice Studio', ICRD: '2026-11-22' },
      ixml: '<BWFXML><USER>{"seed":1}</USER></BWFXML>',
      chunks: [{ id: 'bext', bytes: Uint8Array.of(1, 2, 3) }],
    } as const;
    const bytes = writeWav(content);
    expect(writeWav(content)).toEqual(bytes);
    const file = readWav(bytes);
    expect(file.info).toEqual(content.info);
    expect(file.ixml).toBe(content.ixml);
    expect(file.chunks).toEqual(content.chunks);
    expect(
      writeWav({
        sampleRateHz: file.sampleRateHz,
        channels: file.channels,
        bitDepth: 16,
        info: file.info,
        chunks: file.chunks,
        ...(file.ixml === undefined ? {} : { ixml: file.ixml }),
      }),
    ).toEqual(bytes);
  });

  test('the header is the canonical 44 bytes when there is nothing but samples', () => {
    expect(plain.length).toBe(44 + tone.length * 2);
    expect([...plain.subarray(0, 44)]).toEqual([
      ...bytesOf('RIFF', u32(plain.length - 8), 'WAVE', 'fmt ', u32(16), u16(1), u16(1), u32(16_000)),
      ...bytesOf(u32(32_000), u16(2), u16(16), 'data', u32(tone.length * 2)),
    ]);
  });

  test('a Buffer of Node, which is a view into a pool, reads like its bytes', () => {
    const file = readWav(Buffer.from(plain));
    expect(file.sampleRateHz).toBe(16_000);
    expect(pcm16Of(file.channels[0]!)).toEqual(pcm16Of(tone));
  });

  test('what cannot be written is refused', () => {
    const write = (channels: Float32Array[], id = 'bext') =>
      writeWav({ sampleRateHz: 8_000, channels, bitDepth: 16, chunks: [{ id, bytes: new Uint8Array(0) }] });
    expect(() => write([])).toThrow(RangeError);
    expect(() => write([new Float32Array(2), new Float32Array(3)])).toThrow(RangeError);
    expect(() => write([new Float32Array(2)], 'long name')).toThrow(RangeError);
  });
});

test('16-bit integers are rounded half up, clamped, and zero for NaN', () => {
  const samples = Float32Array.of(0, 1, -1, 2, -2, 0.5, 1.5 / 32_768, -1.5 / 32_768, NaN, Infinity);
  expect([...pcm16Of(samples)]).toEqual([0, 32_767, -32_768, 32_767, -32_768, 16_384, 2, -1, 0, 32_767]);
});

describe('files of other writers', () => {
  test('8, 16, 24 and 32 bits, both floats, mu-law and A-law', () => {
    const float = (value: number, bytes: 4 | 8) => {
      const view = new DataView(new ArrayBuffer(bytes));
      if (bytes === 4) view.setFloat32(0, value, true);
      else view.setFloat64(0, value, true);
      return [...new Uint8Array(view.buffer)];
    };
    const cases = [
      ['wav pcm8', 1, 8, [192], 0.5],
      ['wav pcm16', 1, 16, [0, 0xc0], -0.5],
      ['wav pcm24', 1, 24, [0, 0, 0xc0], -0.5],
      ['wav pcm32', 1, 32, [0, 0, 0, 0x40], 0.5],
      ['wav float32', 3, 32, float(0.25, 4), 0.25],
      ['wav float64', 3, 64, float(-0.25, 8), -0.25],
      ['wav mulaw', 7, 8, [0x00], -32_124 / 32_768],
      ['wav alaw', 6, 8, [0xd5 ^ 0x7f], 32_256 / 32_768],
    ] as const;
    for (const [format, tag, bits, data, expected] of cases) {
      const file = readWav(riff(formatChunk(tag, bits), chunk('data', [...data])));
      expect(file.format).toBe(format);
      expect(file.channels[0]![0]).toBeCloseTo(expected, 6);
    }
  });

  test('an extensible header names the format in its sub-format', () => {
    const extra = [...u16(22), ...u16(24), ...u32(0x3f), ...u16(1), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa];
    const data = [0, 0, 0x40, 0, 0, 0xc0];
    const file = readWav(riff(formatChunk(0xfffe, 24, 2, 48_000, extra), chunk('data', data)));
    expect(file.format).toBe('wav pcm24');
    expect(file.channels.map((channel) => channel[0])).toEqual([0.5, -0.5]);
  });

  test('chunks may come in any order, be odd, and lack their padding', () => {
    const data = chunk('data', [0, 0x40]);
    for (const odd of [chunk('odd ', [1, 2, 3]), bytesOf('odd ', u32(3), [1, 2, 3])]) {
      const file = readWav(riff(odd, data, formatChunk(1, 16)));
      expect([...file.channels[0]!]).toEqual([0.5]);
      expect(file.chunks).toEqual([{ id: 'odd ', bytes: Uint8Array.of(1, 2, 3) }]);
    }
  });

  test('RF64 keeps its sizes in a chunk of its own', () => {
    const ds64 = chunk('ds64', [...u32(0), ...u32(0), ...u32(4), ...u32(0), ...u32(2), ...u32(0), ...u32(0)]);
    const file = bytesOf('RF64', u32(0xffffffff), 'WAVE', ds64, formatChunk(1, 16), 'data', u32(0xffffffff));
    const read = readWav(bytesOf(file, [0, 0x40, 0, 0xc0], chunk('tail', [9, 9])));
    expect([...read.channels[0]!]).toEqual([0.5, -0.5]);
    expect(read.truncated).toBe(false);
    expect(read.chunks.map(({ id }) => id)).toEqual(['tail']);
  });

  test.each([
    ['0xFFFFFFFF', 0xffffffff, 0xffffffff],
    ['0x7FFFF000', 0x7ffff024, 0x7ffff000],
    ['0, as a crashed recorder leaves it', 36, 0],
  ])('a size that was never filled in (%s) means: until the end', (_, riffSize, size) => {
    const header = bytesOf('RIFF', u32(riffSize), 'WAVE', formatChunk(1, 16), 'data', u32(size));
    const file = readWav(bytesOf(header, [0, 0x40, 0, 0xc0]));
    expect([...file.channels[0]!]).toEqual([0.5, -0.5]);
    expect(file.truncated).toBe(false);
  });

  test('a file that was cut gives the samples that are there, and says so', () => {
    const file = readWav(plain.subarray(0, 44 + 201));
    expect(file.truncated).toBe(true);
    expect(file.channels[0]!.length).toBe(100);
    expect(codeOf(() => readWav(plain.subarray(0, 40)))).toBe('audio-truncated');
  });

  test('what is not a WAV file, or one that cannot be read, is refused with its reason', () => {
    expect(codeOf(() => readWav(new Uint8Array(0)))).toBe('audio-empty');
    expect(codeOf(() => readWav(bytesOf('a text file renamed .wav')))).toBe('audio-unreadable');
    expect(codeOf(() => readWav(riff(chunk('data', [0, 0]))))).toBe('audio-unreadable');
    expect(codeOf(() => readWav(riff(formatChunk(1, 16, 0), chunk('data', [0, 0]))))).toBe(
      'audio-unreadable',
    );
    expect(codeOf(() => readWav(riff(formatChunk(1, 16, 1, 0), chunk('data', [0, 0]))))).toBe(
      'audio-unreadable',
    );
    expect(codeOf(() => readWav(riff(formatChunk(0x11, 4), chunk('data', [0, 0]))))).toBe(
      'audio-codec-unavailable',
    );
  });
});

test('a damaged file is refused or read, never a hang, another exception or more samples than bytes', () => {
  const rich = writeWav({
    sampleRateHz: 16_000,
    channels: [createNoise(40, 1), createNoise(40, 2)],
    bitDepth: 24,
    info: { INAM: 'name', ICMT: 'comment' },
    ixml: '<BWFXML/>',
    chunks: [{ id: 'bext', bytes: new Uint8Array(7) }],
  });
  const random = createNoise(200_000, 99);
  let at = 0;
  const pick = (limit: number) => Math.floor((random[at++ % random.length]! / 2 + 0.5) * limit);
  for (let round = 0; round < 10_000; round++) {
    const kind = round % 3;
    const bytes =
      kind === 0
        ? bytesOf(
            'RIFF',
            Uint8Array.from({ length: 4 + pick(8) }, () => pick(256)),
            'WAVE',
          ).slice(0, pick(24))
        : rich.slice(0, kind === 1 ? pick(rich.length + 1) : rich.length);
    if (kind === 2) for (let hit = 0; hit < 1 + pick(6); hit++) bytes[pick(bytes.length)] = pick(256);
    try {
      const layout = readWavLayout(bytes);
      const samples = readWav(bytes).channels.reduce((sum, channel) => sum + channel.length, 0);
      if (samples !== layout.frames * layout.channelCount || samples > bytes.length)
        expect.fail(`${samples} samples from ${bytes.length} bytes`);
    } catch (thrown) {
      if (!(thrown instanceof StudioError)) throw thrown;
    }
  }
});
