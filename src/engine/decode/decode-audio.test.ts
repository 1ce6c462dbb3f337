import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { mulberry32 } from '#audio/mulberry32';
import { resampleClean } from '#audio/resample';
import { createNoise, createTone, createVoice } from '#audio/test-signals';
import { writeWav } from '#audio/wav';
import { decodeAudio } from './decode-audio';

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name)));
const decodeFixture = (name: string) => decodeAudio({ name, bytes: fixture(name) });

/** What every fixture holds. */
const source = (sampleRateHz: number) =>
  createVoice({
    seconds: 1,
    sampleRateHz,
    f0Hz: (sec) => 140 * 2 ** (0.3 * Math.sin(2 * Math.PI * sec)),
  });

function correlation(a: Float32Array, b: Float32Array): number {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

const refusal = async (name: string, bytes: Uint8Array): Promise<StudioError> => {
  try {
    const { format } = await decodeAudio({ name, bytes });
    throw new Error(`${name} was decoded as ${format}`);
  } catch (thrown) {
    if (thrown instanceof StudioError) return thrown;
    throw thrown;
  }
};

describe('a file of each kind gives its sound at its own rate, aligned with what was encoded', () => {
  test.each([
    // file, format, rate, channels, source rate, seconds, least correlation
    ['mono-44100.mp3', 'mp3', 44_100, 1, 44_100, 1, 0.99],
    ['stereo-48000.mp3', 'mp3', 48_000, 2, 48_000, 1, 0.99],
    ['mono-16000.flac', 'flac', 16_000, 1, 16_000, 1, 0.9999],
    ['stereo-44100.flac', 'flac', 44_100, 2, 44_100, 0.4, 0.9999],
    ['mono-44100.ogg', 'ogg vorbis', 44_100, 1, 44_100, 1, 0.99],
    ['mono-48000.opus', 'ogg opus', 48_000, 1, 48_000, 1, 0.95],
    ['six-channels.opus', 'ogg opus', 48_000, 6, 48_000, 1, 0.95],
    ['mono-48000.webm', 'webm opus', 48_000, 1, 48_000, 1, 0.95],
    ['mono-opus.mp4', 'mp4 opus', 48_000, 1, 48_000, 1, 0.95],
    ['mono-16000.aiff', 'aiff pcm16', 16_000, 1, 16_000, 0.4, 0.9999],
    ['mono-16000.aifc', 'aiff pcm16', 16_000, 1, 16_000, 0.4, 0.9999],
    ['mono-16000.au', 'au mulaw', 16_000, 1, 16_000, 0.4, 0.999],
    ['mono-16000.caf', 'caf pcm24', 16_000, 1, 16_000, 0.4, 0.9999],
    ['mono-16000.mov', 'quicktime file format pcm-s16', 16_000, 1, 16_000, 1, 0.9999],
    ['two-tracks.mka', 'matroska flac (first of 2 audio tracks)', 16_000, 1, 16_000, 1, 0.9999],
  ])('%s', async (name, format, sampleRateHz, channels, sourceHz, seconds, least) => {
    const audio = await decodeFixture(name);
    expect(audio.format).toBe(format);
    expect(audio.sampleRateHz).toBe(sampleRateHz);
    expect(audio.channels).toBe(channels);
    // lossy containers may keep up to three frames of padding at the end
    const lengthSec = audio.samples.length / sampleRateHz;
    expect(lengthSec).toBeGreaterThanOrEqual(seconds - 0.001);
    expect(lengthSec).toBeLessThan(seconds + 0.08);
    const expected = resampleClean(source(sourceHz), sourceHz, 16_000);
    expect(correlation(resampleClean(audio.samples, sampleRateHz, 16_000), expected)).toBeGreaterThan(least);
  });

  test('mp3 inside a container loses the note about the encoder delay, so it comes 25 ms late', async () => {
    const audio = await decodeFixture('mono-44100.mkv');
    expect(audio.format).toBe('matroska mp3');
    // 1105 samples of encoder and decoder delay (LAME)
    expect(correlation(audio.samples.subarray(1105), source(44_100))).toBeGreaterThan(0.99);
  });

  test('wav in any depth, with several channels mixed to their mean', async () => {
    const channels = [1, 2, 3, 4, 5, 6].map((seed) => createNoise(8_000, seed).map((x) => x / 2));
    for (const bitDepth of [16, 24, 'float32'] as const) {
      const audio = await decodeAudio({
        name: 'six.wav',
        bytes: writeWav({ sampleRateHz: 48_000, channels, bitDepth }),
      });
      expect(audio.channels).toBe(6);
      expect(audio.samples.length).toBe(8_000);
      const mean = channels.reduce((sum, channel) => sum + channel[100]!, 0) / 6;
      expect(audio.samples[100]).toBeCloseTo(mean, 4);
      expect(audio.format).toBe(bitDepth === 'float32' ? 'wav float32' : `wav pcm${bitDepth}`);
    }
  });

  test('the name plays no part', async () => {
    const { format } = await decodeAudio({ name: 'voice.wav', bytes: fixture('mono-44100.mp3') });
    expect(format).toBe('mp3');
  });

  test('the same file gives the same samples, also after others', async () => {
    const first = await decodeFixture('mono-44100.mp3');
    await decodeFixture('stereo-48000.mp3');
    expect((await decodeFixture('mono-44100.mp3')).samples).toEqual(first.samples);
  });
});

describe('what cannot be used is refused with its code, its reason and its numbers', () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const tone = createTone(440, 1, 16_000);
  const wav = writeWav({ sampleRateHz: 16_000, channels: [tone], bitDepth: 16 });

  test.each([
    ['nothing.wav', new Uint8Array(0), 'audio-empty', { fileBytes: 0 }],
    ['notes.wav', text('这是一个文本文件, not a sound.\n'), 'audio-unreadable', { why: 'text-file' }],
    ['page.mp3', text('<!DOCTYPE html><title>404</title>'), 'audio-unreadable', { kind: 'HTML' }],
    ['paper.wav', text('%PDF-1.7 \x00'), 'audio-unreadable', { why: 'other-file', kind: 'PDF' }],
    ['program', text('\x7fELF\x02\x01\x01'), 'audio-unreadable', { why: 'program' }],
    ['noise.wav', createNoiseBytes(5_000), 'audio-unreadable', {}],
    ['mac.aiff', text('FORM\x00\x00\x00\x10AIFFCOMM'), 'audio-unreadable', { why: 'no-format' }],
    ['cut.m4a', fixture('mono-44100.m4a').slice(0, 6_000), 'audio-truncated', { why: 'before-index' }],
    [
      'no-samples.wav',
      writeWav({ sampleRateHz: 16_000, channels: [new Float32Array(0)], bitDepth: 16 }),
      'audio-empty',
      { fileBytes: 44 },
    ],
    ['header-only.wav', wav.slice(0, 40), 'audio-truncated', { fileBytes: 40 }],
    ['cut.wav', wav.slice(0, 44 + 2 * 800), 'audio-truncated', { why: 'remnant', savedSec: 0.05 }],
    ['cut.flac', fixture('mono-16000.flac').slice(0, 300), 'audio-truncated', { fileBytes: 300 }],
    ['cut.opus', fixture('mono-48000.opus').slice(0, 60), 'audio-truncated', { fileBytes: 60 }],
    ['cut.webm', fixture('mono-48000.webm').slice(0, 200), 'audio-unreadable', { why: 'no-audio-track' }],
  ])('%s', async (name, bytes, code, values) => {
    expect(await refusal(name, bytes)).toMatchObject({ code, values: { name, ...values } });
  });

  const riff = (tag: number) => {
    const coded = adpcm.slice();
    new DataView(coded.buffer).setUint16(20, tag, true);
    return coded;
  };
  const adpcm = fixture('adpcm-ms.wav');
  const at = (offset: number, letters: string) =>
    new Uint8Array([...new Uint8Array(offset), ...text(letters)]);
  const renamed = (name: string, offset: number, letters: string) =>
    fixture(name).map((byte, i) => text(letters)[i - offset] ?? byte);

  test.each([
    ['AAC', fixture('mono-44100.m4a')],
    ['AAC', fixture('index-first.m4a')],
    ['AAC', fixture('mono-44100.aac')],
    ['ALAC', fixture('mono-16000-alac.m4a')],
    ['ALAC', renamed('mono-16000.caf', 28, 'alac')],
    ['WMA', fixture('mono-16000.wma')],
    ['WMA', Uint8Array.of(0x30, 0x26, 0xb2, 0x75, 0)],
    ['WMA', riff(0x161)],
    ['GSM 6.10', riff(0x31)],
    ['WAV 0x7777', riff(0x7777)],
    ['IMA4 ADPCM', renamed('mono-16000.aifc', 50, 'ima4')],
    ['G.722', renamed('mono-16000.au', 12, '\0\0\0\x18')],
    ['WavPack', text('wvpk')],
    ['AC-3', text('\x0b\x77')],
    ['Wave64', Uint8Array.from('riff.\x91', (c) => c.charCodeAt(0))],
    ['MPEG transport stream', new Uint8Array([...text('G'), ...at(187, 'G'), ...at(187, 'G')])],
  ])('what cannot be decoded is called by its name: %s', async (codec, bytes) => {
    const error = await refusal('voice.snd', bytes);
    expect(error).toMatchObject({ code: 'audio-codec-unavailable', values: { codec, name: 'voice.snd' } });
  });

  test('samples that are not numbers are counted', async () => {
    const broken = tone.slice();
    broken[5] = NaN;
    broken[6] = Infinity;
    const error = await refusal(
      'broken.wav',
      writeWav({ sampleRateHz: 16_000, channels: [broken], bitDepth: 'float32' }),
    );
    expect(error.code).toBe('audio-not-finite');
    expect(error.values).toMatchObject({ count: 2, samples: 16_000 });
  });

  test('more than ten minutes are refused before they are decoded', async () => {
    const long = writeWav({ sampleRateHz: 8_000, channels: [new Float32Array(8_000 * 601)], bitDepth: 16 });
    const error = await refusal('long.wav', long);
    expect(error.code).toBe('audio-too-long');
    expect(error.values).toMatchObject({ durationSec: 601, maxSec: 600 });
  });

  test('more than ten minutes of mp3 are refused', async () => {
    const second = fixture('mono-44100.mp3');
    const long = new Uint8Array(second.length * 610);
    for (let at = 0; at < long.length; at += second.length) long.set(second, at);
    expect((await refusal('long.mp3', long)).code).toBe('audio-too-long');
  });
});

describe('what is usable of a damaged file is used, and the format says so', () => {
  test('a WAV file that was cut', async () => {
    const wav = writeWav({ sampleRateHz: 16_000, channels: [createTone(440, 1, 16_000)], bitDepth: 16 });
    const audio = await decodeAudio({ name: 'cut.wav', bytes: wav.slice(0, 44 + 2 * 8_000) });
    expect(audio.format).toBe('wav pcm16 (truncated)');
    expect(audio.samples.length).toBe(8_000);
  });

  test.each(['mono-44100.mp3', 'mono-16000.flac', 'mono-44100.ogg', 'mono-48000.opus'])(
    '%s, cut in half',
    async (name) => {
      const bytes = fixture(name);
      const audio = await decodeAudio({ name, bytes: bytes.slice(0, bytes.length / 2) });
      expect(audio.samples.length / audio.sampleRateHz).toBeGreaterThan(0.05);
      expect(audio.samples.every(Number.isFinite)).toBe(true);
    },
  );

  test('samples beyond full scale are lowered, not clipped', async () => {
    const loud = createTone(440, 1, 16_000, 4);
    const audio = await decodeAudio({
      name: 'loud.wav',
      bytes: writeWav({ sampleRateHz: 16_000, channels: [loud], bitDepth: 'float32' }),
    });
    expect(audio.format).toMatch(/^wav float32 \(lowered by 12\.0 dB\)$/);
    expect(Math.max(...audio.samples)).toBeLessThanOrEqual(1);
    expect(correlation(audio.samples, loud)).toBeGreaterThan(0.999999);
  });
});

describe('channels are mixed by what they hold, and a person is told', () => {
  const voice = source(16_000);
  const decodeChannels = (channels: readonly Float32Array[]) =>
    decodeAudio({ name: 'a.wav', bytes: writeWav({ sampleRateHz: 16_000, channels, bitDepth: 16 }) });
  const levelOf = (samples: Float32Array) => Math.hypot(...samples) / Math.hypot(...voice);

  test('a side that is upside down does not silence the other', async () => {
    const { samples, findings } = await decodeChannels([voice, voice.map((x) => -x)]);
    expect(levelOf(samples)).toBeCloseTo(1, 2);
    expect(findings).toMatchObject([{ code: 'channels-inverted', values: { inverted: 1, channels: 2 } }]);
  });

  test('one voice among 32 channels keeps its level', async () => {
    const channels = Array.from({ length: 32 }, (_, i) =>
      i === 17 ? voice : new Float32Array(voice.length),
    );
    const { samples, findings } = await decodeChannels(channels);
    expect(levelOf(samples)).toBeCloseTo(1, 2);
    expect(findings).toMatchObject([{ code: 'channels-left-out', values: { used: 1, channels: 32 } }]);
  });
});

describe('containers as other programs leave them', () => {
  const id3 = (bytes: Uint8Array) =>
    Uint8Array.from([
      ...new TextEncoder().encode('ID3'),
      4,
      0,
      0,
      0,
      0,
      1,
      72,
      ...new Uint8Array(200),
      ...bytes,
    ]);

  test.each(['mono-16000.flac', 'mono-16000.aiff', 'adpcm-ms.wav', 'mono-44100.ogg', 'mono-48000.webm'])(
    'an ID3 tag in front of %s changes nothing',
    async (name) => {
      const plain = await decodeFixture(name);
      const tagged = await decodeAudio({ name, bytes: id3(fixture(name)) });
      expect(tagged.format).toBe(plain.format);
      expect(tagged.samples).toEqual(plain.samples);
    },
  );

  test('an ID3v1 tag behind a FLAC costs nothing of it', async () => {
    const tag = new Uint8Array(128);
    tag.set(new TextEncoder().encode('TAGvoice'));
    const bytes = new Uint8Array([...fixture('mono-16000.flac'), ...tag]);
    const { samples, findings } = await decodeAudio({ name: 'tagged.flac', bytes });
    expect(samples).toEqual((await decodeFixture('mono-16000.flac')).samples);
    expect(findings).toEqual([]);
  });

  test.each([
    ['adpcm-ms.wav', 'wav adpcm-ms', 1],
    ['stereo-adpcm-ima.wav', 'wav adpcm-ima', 2],
  ])('%s gives the sound that was coded', async (name, format, channels) => {
    const audio = await decodeFixture(name);
    expect(audio).toMatchObject({ format, channels, sampleRateHz: 16_000, findings: [] });
    expect(correlation(audio.samples.subarray(0, 6_400), source(16_000))).toBeGreaterThan(0.99);
  });

  test('AMR gives speech at 8 kHz', async () => {
    const audio = await decodeFixture('mono-8000.amr');
    expect(audio).toMatchObject({ format: 'amr', sampleRateHz: 8_000, channels: 1 });
    expect(audio.samples).toHaveLength(8_000);
    expect(Math.hypot(...audio.samples)).toBeGreaterThan(1);
  });

  test('samples in two chunks are one after the other', async () => {
    const wav = writeWav({ sampleRateHz: 16_000, channels: [createTone(440, 1, 16_000)], bitDepth: 16 });
    const twice = new Uint8Array([...wav, ...wav.subarray(36)]);
    const { samples } = await decodeAudio({ name: 'twice.wav', bytes: twice });
    expect(samples).toHaveLength(32_000);
    expect(samples.subarray(16_000)).toEqual(samples.subarray(0, 16_000));
  });
});

test.each([
  ['mono-48000.webm', 5_200],
  ['mono-48000.opus', 5_000],
  ['mono-44100.mkv', 5_500],
  ['mono-16000.flac', 11_000],
  ['mono-44100.mp3', 5_000],
  ['index-first.mp4', 5_000],
  ['fragments.mp4', 7_000],
  ['mono-16000.aiff', 8_000],
  ['mono-16000.caf', 12_000],
])('%s, cut off, gives what was saved and says how much', async (name, bytes) => {
  const audio = await decodeAudio({ name, bytes: fixture(name).slice(0, bytes) });
  const savedSec = audio.samples.length / audio.sampleRateHz;
  expect(savedSec).toBeGreaterThan(0.1);
  expect(savedSec).toBeLessThan(0.7);
  expect(audio.findings).toMatchObject([
    { code: 'cut-off', severity: 'warning', values: { savedSec: Math.round(savedSec * 100) / 100 } },
  ]);
});

test('a bit that flips in a FLAC costs the frame that it is in, and is told', async () => {
  const whole = fixture('mono-16000.flac');
  const { samples } = await decodeFixture('mono-16000.flac');
  const random = mulberry32(11);
  for (let i = 0; i < 40; i++) {
    const bytes = whole.slice();
    // behind the metadata, whose bits change what the file says of itself
    const at = 8_288 + Math.floor(random() * (whole.length - 8_288));
    bytes[at]! ^= 1 << Math.floor(random() * 8);
    const flipped = await decodeAudio({ name: 'flipped.flac', bytes });
    const lost = samples.length - flipped.samples.length;
    expect(lost, `byte ${at}`).toBeGreaterThan(0);
    // one whose header is hit takes the one before along
    expect(lost, `byte ${at}`).toBeLessThanOrEqual(2 * 1_024);
    expect(flipped.findings, `byte ${at}`).toMatchObject([{ severity: 'warning' }]);
  }
});

function createNoiseBytes(length: number): Uint8Array {
  // a byte order that no sniffing knows: starts with zeros
  return Uint8Array.from(createNoise(length, 4), (x, i) => (i < 8 ? 0 : (x + 1) * 127));
}
