import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pcm16Of } from '#audio/pcm';
import { createVoice } from '#audio/test-signals';
import { readWavLayout } from '#audio/wav';
import type { EncodeRequest } from '#contract/engine-api';
import { exportOptionsSchema, type ExportRequest } from '#contract/export';
import { decodeAudio } from '../decode/decode-audio';
import { encode } from './encode';

const RATE = 24_000;
const voice = createVoice({ seconds: 2.345, sampleRateHz: RATE, f0Hz: () => 130, amplitude: 0.6 });
/** As a take is: 16 bit. */
const samples = Float32Array.from(pcm16Of(voice), (each) => each / 32_768);
const tags = {
  title: '你好 <world> & "friends"',
  artist: 'Anna',
  comment: 'synthetic',
  software: 'CosyVoice Studio 1.2.3',
  date: '2026-11-22',
  copyright: 'own voice',
  stamp: JSON.stringify({ cosyvoiceStudio: 1, text: '你好'.repeat(3000) }),
};
const request = (options: ExportRequest): EncodeRequest => ({
  audio: { samples, sampleRateHz: RATE },
  options: exportOptionsSchema.parse(options),
  tags,
});
const made = async (options: ExportRequest) => (await encode(request(options))).bytes;

const folder = mkdtempSync(join(tmpdir(), 'cosyvoice-studio-encode-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Without a listing of what differs: for 50 000 samples that takes minutes. */
const sameSamples = (one: Float32Array, other: Float32Array) =>
  one.length === other.length && one.every((sample, at) => sample === other[at]);

/** @returns signal to noise in dB of `heard` against the source at the best of a few shifts */
function snrDb(source: Float32Array, heard: Float32Array): number {
  let best = -Infinity;
  for (let shift = -3; shift <= 3; shift++) {
    let signal = 0;
    let noise = 0;
    for (let at = 100; at < source.length - 100; at++) {
      signal += source[at]! ** 2;
      noise += (source[at]! - heard[at + shift]!) ** 2;
    }
    best = Math.max(best, 10 * Math.log10(signal / noise));
  }
  return best;
}

describe('what comes out is what went in', () => {
  test.each([16, 24, 'float32'] as const)('WAV, %s: bit for bit', async (bitDepth) => {
    const heard = await decodeAudio({ name: 'a.wav', bytes: await made({ format: 'wav', bitDepth }) });
    expect(sameSamples(heard.samples, samples)).toBe(true);
  });

  test.each([16, 24] as const)('FLAC, %d bit: bit for bit', async (bitDepth) => {
    const heard = await decodeAudio({ name: 'a.flac', bytes: await made({ format: 'flac', bitDepth }) });
    expect(heard.sampleRateHz).toBe(RATE);
    // this decoder divides by 32767 (or 2^23 - 1) where everyone else divides by 32768
    const fullScale = bitDepth === 16 ? 32_767 : 8_388_607;
    const integers = (each: Float32Array, scale: number) => each.map((sample) => Math.round(sample * scale));
    const scale = fullScale + 1;
    expect(sameSamples(integers(heard.samples, fullScale), integers(samples, scale))).toBe(true);
  });

  test('MP3: the length to the sample, and near enough for ears', async () => {
    const heard = await decodeAudio({ name: 'a.mp3', bytes: await made({ format: 'mp3' }) });
    expect(heard.sampleRateHz).toBe(RATE);
    expect(heard.samples.length).toBe(samples.length);
    expect(snrDb(samples, heard.samples)).toBeGreaterThan(18);
  });

  test('Opus: the length to the sample at 48 kHz, and near enough for ears', async () => {
    const heard = await decodeAudio({
      name: 'a.opus',
      bytes: await made({ format: 'opus', bitrateKbps: 96 }),
    });
    expect(heard.sampleRateHz).toBe(48_000);
    expect(heard.samples.length).toBe(2 * samples.length);
    const half = heard.samples.filter((_, at) => at % 2 === 0);
    expect(snrDb(samples, half)).toBeGreaterThan(12);
  });

  test.each([
    ['wav', 44_100],
    ['flac', 44_100],
    ['mp3', 44_100],
    ['mp3', 48_000],
  ] as const)('%s at %d Hz has the rate and the length', async (format, rateHz) => {
    const bytes = await made({ format, sampleRateHz: rateHz });
    const heard = await decodeAudio({ name: `a.${format}`, bytes });
    expect([heard.sampleRateHz, heard.samples.length]).toEqual([
      rateHz,
      Math.ceil((samples.length * rateHz) / RATE),
    ]);
  });

  test('the report says what was done', async () => {
    const { report } = await encode(request({ format: 'flac', loudnessLufs: -16, peakDb: -1 }));
    expect(Math.abs(report.loudnessAfter + 16)).toBeLessThan(0.2);
    expect(report.truePeakAfter).toBeLessThanOrEqual(-0.99);
    expect(report).toMatchObject({ sampleRateHz: RATE, audioSec: samples.length / RATE, untouched: false });
    expect((await encode(request({ format: 'wav' }))).report.untouched).toBe(true);
  });
});

test('a WAV keeps its tags, its iXML, and the chunks of other programs', async () => {
  const chunks = [{ id: 'bext', bytes: new Uint8Array([1, 2, 3]) }];
  const wav = { info: { INAM: 'Hi' }, ixml: '<BWFXML/>', chunks };
  const { bytes } = await encode({ ...request({ format: 'wav', bitDepth: 24 }), wav });
  expect(readWavLayout(bytes)).toMatchObject({ info: { INAM: 'Hi' }, ixml: '<BWFXML/>', chunks });
});

const ffmpeg = spawnSync('ffprobe', ['-version']).status === 0;

/** Another program's view; CI machines without it are told so in the test's name. */
describe.runIf(ffmpeg)('ffmpeg agrees (skipped where ffprobe is not installed)', () => {
  test.each(['wav', 'flac', 'mp3', 'opus'] as const)('%s: length, tags and recipe', async (format) => {
    const path = join(folder, `a.${format}`);
    const wav = { info: { INAM: tags.title }, ixml: '<BWFXML/>', chunks: [] };
    writeFileSync(path, (await encode({ ...request({ format }), wav })).bytes);
    const raw = join(folder, `a.${format}.raw`);
    const decoded = spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', path, '-f', 's16le', raw]);
    expect(decoded.stderr.toString()).toBe('');
    expect(readFileSync(raw).length / 2).toBe(format === 'opus' ? 2 * samples.length : samples.length);
    const probe = spawnSync('ffprobe', [
      '-v',
      'error',
      '-of',
      'json',
      '-show_entries',
      'format_tags:stream_tags',
      path,
    ]);
    const said = JSON.parse(probe.stdout.toString()) as {
      format: { tags?: Record<string, string> };
      streams: { tags?: Record<string, string> }[];
    };
    const all = Object.entries({ ...said.format.tags, ...said.streams[0]?.tags });
    const tag = (name: string) => all.find(([key]) => key.toLowerCase() === name)?.[1];
    expect(tag('title')).toBe(tags.title);
    if (format !== 'wav') expect(tag('cosyvoice_studio')).toBe(tags.stamp);
    if (format !== 'wav') expect(tag('artist')).toBe('Anna');
  });
});
