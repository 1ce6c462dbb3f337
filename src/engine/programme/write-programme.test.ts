import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { integratedLoudness } from '#audio/loudness';
import { createVoice } from '#audio/test-signals';
import { truePeakDb } from '#audio/true-peak';
import { readWav, writeWav } from '#audio/wav';
import type { ProgrammeFormat, ProgrammeJob, ProgrammeOutput } from '#contract/programme';
import { decodeAudio } from '../decode/decode-audio';
import { writeProgramme } from './write-programme';

const RATE = 24_000;
const folder = mkdtempSync(join(tmpdir(), 'cosyvoice-studio-programme-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sounds = [1.3, 0.7, 2.05].map((seconds, at) =>
  createVoice({ seconds, sampleRateHz: RATE, f0Hz: () => 110 + 40 * at, amplitude: 0.3 + 0.2 * at }),
);
/** As they come out of their files. */
const heard = sounds.map((sound, at) => {
  const file = join(folder, `line-${at}.wav`);
  writeFileSync(file, writeWav({ sampleRateHz: RATE, channels: [sound], bitDepth: 16 }));
  return { file, samples: readWav(readFileSync(file)).channels[0]! };
});
const PAUSE = 12_000;

const tags = {
  ...{
    title: 'Ein Spiel 剧本',
    artist: 'Anna, Bert',
    comment: 'synthetic',
    software: 'CosyVoice Studio 1.2.3',
  },
  ...{ date: '2026-11-22', copyright: 'own voice', stamp: JSON.stringify({ lines: '你好'.repeat(200) }) },
};

function layout() {
  let at = 0;
  const pieces = heard.map(({ file, samples }) => {
    const piece = { file, at, samples: samples.length };
    at += samples.length + PAUSE;
    return piece;
  });
  return { pieces, samples: at - PAUSE };
}

const spanOf = ({ at, samples }: { at: number; samples: number }) => ({ from: at, to: at + samples });

let number = 0;
async function write(
  format: ProgrammeFormat,
  change: Partial<ProgrammeJob> = {},
  outputs?: (base: Omit<ProgrammeOutput, 'file' | 'spans'>) => Omit<ProgrammeOutput, 'file'>[],
) {
  const { pieces, samples } = layout();
  const base = { keepsTime: false, tags, chapters: [] };
  const wanted = outputs?.(base) ?? [
    {
      ...{ ...base, spans: [{ from: 0, to: samples }] },
      chapters: [
        { at: 0, title: 'One' },
        { at: pieces[1]!.at, title: '第二章' },
        { at: pieces[2]!.at, title: 'Three' },
      ],
    },
  ];
  const files = wanted.map(() => join(folder, `out-${number++}.${format}`));
  const shares: number[] = [];
  const report = await writeProgramme(
    {
      ...{ sampleRateHz: RATE, samples, pieces, coding: { format, bitDepth: 16 } },
      outputs: wanted.map((output, at) => ({ ...output, file: files[at]! })),
      ...change,
    },
    { onProgress: ({ share }) => shares.push(share), signal: new AbortController().signal },
  );
  return { files, report, shares, pieces, samples };
}

const wavOf = (file: string) => readWav(readFileSync(file));
const same = (one: Float32Array, other: Float32Array) =>
  one.length === other.length && one.every((sample, at) => sample === other[at]);

describe('a programme', () => {
  test('is its sounds with their pauses, bit for bit', async () => {
    const { files, shares, pieces, samples } = await write('wav');
    const mix = wavOf(files[0]!).channels[0]!;
    expect(mix.length).toBe(samples);
    for (const [at, piece] of pieces.entries()) {
      expect(same(mix.slice(piece.at, piece.at + piece.samples), heard[at]!.samples)).toBe(true);
      const pause = mix.subarray(piece.at + piece.samples, pieces[at + 1]?.at);
      expect(pause.every((sample) => sample === 0)).toBe(true);
    }
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  test('has stems that sum to it, levelled or not, and lines that are cut out of it', async () => {
    for (const level of [undefined, { measure: 'lufs', target: -14, peakDb: -3 } as const]) {
      const { pieces, samples } = layout();
      const { files } = await write('wav', level ? { level } : {}, (base) => [
        { ...base, spans: [{ from: 0, to: samples }] },
        { ...base, keepsTime: true, spans: [spanOf(pieces[0]!), spanOf(pieces[2]!)] },
        { ...base, keepsTime: true, spans: [spanOf(pieces[1]!)] },
        ...pieces.map((piece) => ({ ...base, spans: [spanOf(piece)] })),
      ]);
      const [mix, one, other, ...lines] = files.map((file) => wavOf(file).channels[0]!);
      expect([one!.length, other!.length]).toEqual([mix!.length, mix!.length]);
      expect(
        same(
          one!.map((sample, at) => sample + other![at]!),
          mix!,
        ),
      ).toBe(true);
      for (const [at, line] of lines.entries())
        expect(same(line, mix!.slice(pieces[at]!.at, pieces[at]!.at + pieces[at]!.samples))).toBe(true);
    }
  });

  test('reaches its loudness and keeps its peak, as it is told', async () => {
    const { files, report } = await write('wav', { level: { measure: 'lufs', target: -16, peakDb: -6 } });
    const mix = wavOf(files[0]!).channels[0]!;
    expect(Math.abs(integratedLoudness([mix], RATE) + 16)).toBeLessThan(0.3);
    expect(truePeakDb(mix)).toBeLessThan(-5.95);
    expect(report!.limited).toBe(true);
    expect(Math.abs(report!.loudness - integratedLoudness([mix], RATE))).toBeLessThan(0.02);
    const rms = await write('wav', { level: { measure: 'rms', target: -20, peakDb: -3 } });
    expect(Math.abs(rms.report!.rmsDb + 20)).toBeLessThan(0.2);
  });

  test('stops when it is told to', async () => {
    const abort = new AbortController();
    const { pieces, samples } = layout();
    const job: ProgrammeJob = {
      ...{ sampleRateHz: RATE, samples, pieces, coding: { format: 'wav', bitDepth: 16 } },
      outputs: [
        {
          file: join(folder, 'stopped.wav'),
          spans: [{ from: 0, to: samples }],
          keepsTime: false,
          tags,
          chapters: [],
        },
      ],
    };
    const run = { onProgress: () => abort.abort(new Error('enough')), signal: abort.signal };
    await expect(writeProgramme(job, run)).rejects.toThrow('enough');
  });

  test.each(['flac', 'mp3', 'opus'] as const)('as %s has its length and its sound', async (format) => {
    const rate = format === 'opus' ? 48_000 : RATE;
    const factor = rate / RATE;
    const { pieces, samples } = layout();
    const wider = pieces.map(({ file, at, samples }) => ({
      file,
      at: at * factor,
      samples: samples * factor,
    }));
    const { files } = await write(
      format,
      { sampleRateHz: rate, pieces: wider, samples: samples * factor },
      (base) => [{ ...base, spans: [{ from: 0, to: samples * factor }] }],
    );
    const decoded = await decodeAudio({ name: `a.${format}`, bytes: readFileSync(files[0]!) });
    expect([decoded.sampleRateHz, decoded.samples.length]).toEqual([rate, samples * factor]);
    const energy = (from: number, to: number) =>
      decoded.samples.subarray(from, to).reduce((sum, sample) => sum + sample * sample, 0) / (to - from);
    // 20 ms on either side of where the second sound begins
    const edge = pieces[1]!.at * factor;
    expect(energy(edge + 0.02 * rate, edge + 0.2 * rate)).toBeGreaterThan(
      100 * energy(edge - 0.2 * rate, edge - 0.02 * rate),
    );
  });
});

test('files of any rate come out at the programme’s', async () => {
  const file = join(folder, 'slow.wav');
  writeFileSync(
    file,
    writeWav({ sampleRateHz: 16_000, channels: [sounds[0]!.slice(0, 16_000)], bitDepth: 16 }),
  );
  const { files } = await write(
    'wav',
    { sampleRateHz: 44_100, samples: 44_100, pieces: [{ file, at: 0, samples: 44_100 }] },
    (base) => [{ ...base, spans: [{ from: 0, to: 44_100 }] }],
  );
  expect(wavOf(files[0]!)).toMatchObject({ sampleRateHz: 44_100 });
  expect(wavOf(files[0]!).channels[0]!.length).toBe(44_100);
});

interface Probed {
  readonly format: { readonly tags?: Record<string, string> };
  readonly streams: readonly { readonly tags?: Record<string, string> }[];
  readonly chapters: readonly { readonly start_time: string; readonly tags?: { readonly title?: string } }[];
}

const hasFfprobe = spawnSync('ffprobe', ['-version']).status === 0;

/** Another program's view; machines without it are told so in the test's name. */
describe.runIf(hasFfprobe)('ffmpeg agrees (skipped where ffprobe is not installed)', () => {
  test.each(['wav', 'flac', 'mp3', 'opus', 'm4b'] as const)(
    'on the chapters and the length of %s',
    async (format) => {
      const rate = format === 'opus' ? 48_000 : RATE;
      const factor = rate / RATE;
      const { pieces, samples } = layout();
      const wider = pieces.map(({ file, at, samples }) => ({
        file,
        at: at * factor,
        samples: samples * factor,
      }));
      const titles = ['One', '第二章', 'Three'];
      const { files } = await write(
        format,
        { sampleRateHz: rate, pieces: wider, samples: samples * factor },
        (base) => [
          {
            ...{ ...base, spans: [{ from: 0, to: samples * factor }] },
            chapters: wider.map(({ at }, index) => ({ at, title: titles[index]! })),
          },
        ],
      );
      const file = files[0]!;
      expect(statSync(file).size).toBeGreaterThan(1000);
      const answer = spawnSync('ffprobe', [
        '-v',
        'error',
        '-of',
        'json',
        '-show_format',
        '-show_streams',
        '-show_chapters',
        file,
      ]);
      expect(answer.stderr.toString()).toBe('');
      const { format: facts, streams, chapters } = JSON.parse(answer.stdout.toString()) as Probed;
      const said = Object.entries({ ...streams[0]?.tags, ...facts.tags });
      expect(said.find(([name]) => name.toLowerCase() === 'title')?.[1]).toBe(tags.title);
      const raw = `${file}.raw`;
      const decoding = spawnSync('ffmpeg', [
        '-v',
        'error',
        '-y',
        '-i',
        file,
        '-map',
        '0:a',
        '-f',
        's16le',
        raw,
      ]);
      expect(decoding.stderr.toString()).toBe('');
      const pcm = readFileSync(raw);
      const decoded = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.length / 2);
      // AAC ends with a whole frame
      expect(decoded.length - samples * factor).toBeLessThan(format === 'm4b' ? 1024 : 1);
      expect(decoded.length).toBeGreaterThanOrEqual(samples * factor);
      // the sound begins where it should: within 5 ms of the second line's first loud sample
      const loudFrom = (sound: ArrayLike<number>, from: number, scale: number) => {
        let at = from;
        while (at < sound.length && Math.abs(sound[at]!) < 0.1 * scale) at++;
        return at;
      };
      const onset = loudFrom(heard[1]!.samples, 0, 1) * factor + wider[1]!.at;
      const found = loudFrom(decoded, wider[1]!.at - 0.1 * rate, 32_768);
      expect(Math.abs(found - onset) / rate).toBeLessThan(0.005);
      if (format === 'wav') return;
      expect(chapters.map(({ tags: named }) => named?.title)).toEqual(titles);
      for (const [at, { start_time }] of chapters.entries())
        expect(Math.abs(Number(start_time) - pieces[at]!.at / RATE)).toBeLessThan(0.002);
    },
  );
});

test('a WAV has its chapters as cue points with labels', async () => {
  const { files, pieces } = await write('wav');
  const { chunks } = wavOf(files[0]!);
  const cue = chunks.find(({ id }) => id === 'cue ')!.bytes;
  const view = new DataView(cue.buffer, cue.byteOffset);
  expect(view.getUint32(0, true)).toBe(3);
  expect([0, 1, 2].map((at) => view.getUint32(4 + 24 * at + 20, true))).toEqual(pieces.map(({ at }) => at));
  const labels = new TextDecoder().decode(chunks.find(({ id }) => id === 'LIST')!.bytes);
  expect(labels).toContain('第二章');
});
