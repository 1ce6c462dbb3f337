import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { pcm16Of } from '#audio/pcm';
import { readWav } from '#audio/wav';
import { tone } from '../../../tests/support/studio/test-engine';
import { isOver, openTestStudio, removeTemporaryFolders } from '../../../tests/support/studio/test-studio';
import { heardTake } from './heard-take';
import { SoundSink } from './sound-sink';
import { soundWay, speakAloud } from './sound-way';

afterAll(removeTemporaryFolders);
afterEach(() => void vi.unstubAllEnvs());

/** A program of this name on PATH that runs a script; `written` is what it leaves in its file. */
function fakePlayer(name: string, script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'player-'));
  const file = join(folder, name);
  const into = join(folder, 'heard');
  writeFileSync(file, `#!${process.execPath}\nconst into = ${JSON.stringify(into)};\n${script}\n`);
  chmodSync(file, 0o755);
  vi.stubEnv('PATH', folder);
  return { written: () => readFileSync(into) };
}

const listens = `process.stdin.pipe(require('fs').createWriteStream(into));`;

const lines = (count: number, word = 'line') =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`).join('\n');

describe('a pipe', () => {
  test('gets a WAV that is read without its length, or the bare samples; both are the 16 bit of the take', async () => {
    const pieces = [tone(24_000, 220), tone(1, 110), tone(7001, 330)];
    const all = pieces.flatMap((piece) => [...pcm16Of(piece)]);
    const bytesOf = async (form: 'wav' | 'raw') => {
      const out = new PassThrough();
      const gathered = out.toArray();
      const sink = new SoundSink(out, form);
      for (const piece of pieces) expect(await sink.write(piece)).toBe(true);
      out.end();
      return Buffer.concat((await gathered) as Buffer[]);
    };
    const { sampleRateHz, channels, truncated } = readWav(await bytesOf('wav'));
    expect({ sampleRateHz, truncated, channels: channels.length }).toEqual({
      ...{ sampleRateHz: 24_000, truncated: false, channels: 1 },
    });
    expect([...pcm16Of(channels[0]!)]).toEqual(all);
    const raw = await bytesOf('raw');
    expect(Array.from({ length: raw.length / 2 }, (_, at) => raw.readInt16LE(2 * at))).toEqual(all);
  });

  test('whose reader takes its time holds back whoever writes', async () => {
    const out = new PassThrough({ highWaterMark: 1000 });
    const sink = new SoundSink(out, 'raw');
    await sink.write(tone(400, 220));
    let isTaken = false;
    const second = sink.write(tone(4000, 220)).then(() => sink.write(tone(1, 220)));
    void second.then(() => (isTaken = true));
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    expect(isTaken).toBe(false);
    out.resume();
    expect(await second).toBe(true);
  });

  test('whose reader has left says so, and ends nothing', async () => {
    const reader = spawn(process.execPath, ['-e', 'process.stdin.once("data", () => process.exit())']);
    const sink = new SoundSink(reader.stdin, 'wav');
    let written = 0;
    while (await sink.write(tone(24_000, 220))) written++;
    expect(written).toBeLessThan(1000);
    expect(await sink.write(tone(10, 220))).toBe(false);
  });
});

test.each([
  [{ out: '-', json: true }, 1, false],
  [{ out: '-', play: true }, 1, false],
  [{ out: '-' }, 2, false],
  [{ out: '-' }, 1, true],
  [{ raw: true }, 1, false],
  [{ raw: true, out: 'take.wav' }, 1, false],
  [{ raw: true, play: true }, 1, false],
])(
  '%j of %i takes with a terminal %s contradicts itself, and says what to leave out',
  (options, takes, isTerminal) => {
    fakePlayer('aplay', listens);
    expect(() => soundWay(options, takes, isTerminal)).toThrow(expect.objectContaining({ code: 'usage' }));
  },
);

test('--play without a player says which ones would do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'player-'));
  mkdirSync(join(folder, 'aplay'));
  writeFileSync(join(folder, 'ffplay'), 'not a program');
  vi.stubEnv('PATH', folder);
  expect(() => soundWay({ play: true }, 1, true)).toThrow(
    expect.objectContaining({
      code: 'player-unavailable',
      message: expect.stringContaining('ffplay') as string,
    }),
  );
});

describe('a take that is played', () => {
  const play = async (text: string) => {
    const studio = await openTestStudio();
    const { id: voiceId } = await studio.makeVoice();
    const way = soundWay({ play: true }, 1, true);
    const start = () => studio.api.startTake({ voiceId, text, seed: 7 });
    const pathOf = ({ file = '' }: { file?: string | undefined }) => join(studio.home, 'outputs', file);
    return { studio, spoken: speakAloud(studio, start, way, pathOf) };
  };

  test.each(['aplay', 'ffplay'])('is what %s gets, sample by sample, and is waited for', async (name) => {
    const { written } = fakePlayer(name, listens);
    const { studio, spoken } = await play(lines(9));
    const { take, isLeft } = await spoken;
    expect({ state: take.state, isLeft }).toEqual({ state: 'done', isLeft: false });
    const { samples } = await studio.api.getTakeAudio({ takeId: take.id });
    expect(written().equals(Buffer.from(pcm16Of(samples).buffer))).toBe(true);
    await studio.close();
  });

  test('goes to a player of files once it is whole', async () => {
    const { written } = fakePlayer('afplay', `require('fs').copyFileSync(process.argv[2], into);`);
    const { studio, spoken } = await play(lines(3));
    const { take } = await spoken;
    expect(written().equals(readFileSync(join(studio.home, 'outputs', take.file!)))).toBe(true);
    await studio.close();
  });

  test('is kept as far as it came when the player is closed, and goes on later', async () => {
    fakePlayer('aplay', `process.stdin.once('data', () => process.exit());`);
    const { studio, spoken } = await play(lines(90, 'a line that is long enough to fill every pipe'));
    const { take, isLeft } = await spoken;
    expect({ state: take.state, isLeft }).toEqual({ state: 'cancelled', isLeft: true });
    const { segments, complete } = await studio.api.getSegments({ takeId: take.id });
    expect(segments.length).toBeGreaterThan(0);
    expect(complete).toBe(false);
    await studio.api.continueTake({ takeId: take.id });
    expect((await studio.when(take.id, isOver)).segments).toHaveLength(90);
    await studio.close();
  });

  test('by a player that cannot play says its words', async () => {
    fakePlayer(
      'aplay',
      `process.stdin.once('data', () => { console.error('no soundcard'); process.exit(1); });`,
    );
    const { studio, spoken } = await play(lines(90, 'a line that is long enough to fill every pipe'));
    await expect(spoken).rejects.toMatchObject({
      code: 'player-unavailable',
      message: expect.stringContaining('no soundcard') as string,
      values: { player: 'aplay', exitCode: 1 },
    });
    await studio.close();
  });

  test('and fails says why it failed', async () => {
    fakePlayer('aplay', listens);
    const { studio, spoken } = await play(`${lines(3)}\nfail`);
    await expect(spoken).rejects.toMatchObject({ code: 'out-of-memory' });
    await studio.close();
  });
});

test('a take whose sound cannot be handed on is not made to its end', async () => {
  const studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice();
  let takeId = '';
  const start = async () => {
    const take = await studio.api.startTake({ voiceId, text: `${lines(3)}\nslow`, seed: 7 });
    takeId = take.id;
    return take;
  };
  const full = () => Promise.reject(new Error('full'));
  await expect(heardTake(studio, start, full)).rejects.toThrow('full');
  expect((await studio.when(takeId, isOver)).state).toBe('cancelled');
  await studio.close();
});
