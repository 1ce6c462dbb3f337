import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readWavLayout } from '#audio/wav';
import type { Take } from '#contract/domain';
import { formatSeed } from '#log-text/format';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;
let voiceId: string;

beforeEach(async () => {
  studio = await openTestStudio();
  voiceId = (await studio.makeVoice()).id;
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

const outputs = () => readdirSync(join(studio.home, 'outputs'));

describe('one take', () => {
  test('goes from request to file, row, lanes and log', async () => {
    const seen: Take[] = [];
    studio.on('takeChanged', (take) => seen.push(take));
    const take = await studio.speak({
      voiceId,
      text: 'Hello world',
      seed: 42,
      instructionId: 'emotion.happy',
    });
    expect(take).toMatchObject({
      state: 'done',
      sampleRateHz: 24_000,
      audioSec: 0.55,
      recipe: {
        engine: 'draft',
        mode: 'instruct2',
        instruction: '请非常开心地说一句话。',
        instructionId: 'emotion.happy',
        seed: 42,
        speed: 1,
        normalizedText: 'Hello world',
        appVersion: '1.2.3',
        runtimeVersion: `test engine, node ${process.versions.node}`,
      },
      understood: { instruction: '请非常开心地说一句话。' },
      segments: [{ text: 'Hello world', language: 'en' }],
    });
    expect(take.stages.map(({ state }) => state)).toEqual(Array(5).fill('done'));
    expect(take.realTimeFactor).toBeCloseTo(take.wallSec! / take.audioSec!, 2);
    expect(seen.map(({ state }) => state)).toEqual(expect.arrayContaining(['queued', 'running', 'done']));
    expect(await studio.api.getTake({ takeId: take.id })).toEqual(take);

    const { name, bytes } = await studio.api.getTakeFile({ takeId: take.id });
    expect(outputs()).toEqual([name]);
    expect(Buffer.from(bytes).equals(readFileSync(join(studio.home, 'outputs', name)))).toBe(true);
    expect(createHash('sha256').update(readWavLayout(bytes).data).digest('hex')).toBe(take.pcmSha256);
    const audio = await studio.api.getTakeAudio({ takeId: take.id });
    expect([audio.sampleRateHz, audio.samples.length]).toEqual([24_000, 13_201]);

    const lines = (await studio.api.readLog({ limit: 1000, takeId: take.id })).map(formatSeed);
    expect(lines[0]).toBe('[INFO] Received synthesis request for text: Hello world');
    expect(lines.at(-1)).toBe(`[SUCCESS] Audio saved to outputs/${name}`);
  });

  test('the same recipe gives the same samples', async () => {
    const first = await studio.speak({ voiceId, seed: 5 });
    const second = await studio.speak({ voiceId, seed: 5 });
    expect(second.pcmSha256).toBe(first.pcmSha256);
    expect(second.file).not.toBe(first.file);
  });

  test('the second take of a voice uses its profile, and its lanes know how long they will take', async () => {
    await studio.speak({ voiceId });
    const profiles = readdirSync(join(studio.home, 'voices', voiceId));
    expect(profiles.sort()).toEqual(['profile-draft-test_1.bin', 'prompt.wav']);
    await studio.speak({ voiceId, text: 'once more' });
    const take = await studio.speak({ voiceId, text: 'and now with an estimate' });
    expect(take.stages.every(({ estimateMs }) => estimateMs !== undefined)).toBe(true);
  });

  test('a profile that was damaged is made anew', async () => {
    await studio.speak({ voiceId });
    const profile = join(studio.home, 'voices', voiceId, 'profile-draft-test_1.bin');
    writeFileSync(profile, 'broken');
    expect(await studio.speak({ voiceId })).toMatchObject({ state: 'done' });
    expect(readFileSync(profile).length).toBeGreaterThan(10);
    expect(await studio.api.readLog({ limit: 10, text: 'made anew' })).toHaveLength(1);
  });

  test('what the engine refuses is the take’s cause, in its words', async () => {
    const take = await studio.speak({ voiceId, text: 'fail' });
    expect(take).toMatchObject({
      state: 'failed',
      error: { code: 'out-of-memory', values: { neededBytes: 536_870_912 } },
    });
    expect(await studio.speak({ voiceId, text: 'nan' })).toMatchObject({
      state: 'failed',
      error: { code: 'not-a-number' },
    });
    expect(outputs()).toEqual([]);
  });

  test('over 200 characters it is spoken with a warning', async () => {
    const take = await studio.speak({ voiceId, text: 'word '.repeat(50) });
    expect(take).toMatchObject({ state: 'done', warnings: [{ code: 'text-long' }] });
  });
});

describe('a request that cannot work is refused and leaves nothing', () => {
  test.each([
    [{ voiceId: 'nobody' }, 'voice-not-found'],
    [{ text: '' }, 'text-empty'],
    [{ text: '…' }, 'text-unspeakable'],
    [{ seed: 0 }, 'seed-out-of-range'],
    [{ speed: 5 }, 'speed-out-of-range'],
    [{ instructionId: 'emotion.unheard' }, 'instruction-unknown'],
    [{ voiceId: '../../etc' }, 'bad-request'],
    [{ seed: 'seven' as unknown as number }, 'bad-request'],
  ])('%j: %s', async (change, code) => {
    const request = { voiceId, text: 'Hello', seed: 1, ...change };
    await expect(studio.api.startTake(request)).rejects.toMatchObject({ code });
    expect(await studio.api.listTakes({ limit: 10 })).toEqual([]);
  });

  test('an outputs folder that cannot be written', async () => {
    rmSync(join(studio.home, 'outputs'), { recursive: true });
    writeFileSync(join(studio.home, 'outputs'), 'in the way');
    await expect(studio.api.startTake({ voiceId, text: 'Hello', seed: 1 })).rejects.toMatchObject({
      code: 'folder-not-writable',
      values: { folder: join(studio.home, 'outputs') },
    });
  });
});

describe('the queue', () => {
  test('one at a time, in order, newest first in the list, in pages', async () => {
    const order: string[] = [];
    studio.on('takeChanged', ({ id, state }) => state === 'done' && order.push(id));
    const started: Take[] = [];
    for (let n = 0; n < 4; n++)
      started.push(await studio.api.startTake({ voiceId, text: `take ${n}`, seed: 1 }));
    await studio.when(started[3]!.id, isOver);
    const ids = started.map(({ id }) => id);
    expect(order).toEqual(ids);
    const page = async (beforeTakeId?: string) =>
      (await studio.api.listTakes({ limit: 2, ...(beforeTakeId === undefined ? {} : { beforeTakeId }) })).map(
        ({ id }) => id,
      );
    expect(await page()).toEqual([ids[3], ids[2]]);
    expect(await page(ids[2])).toEqual([ids[1], ids[0]]);
    expect(await page(ids[0])).toEqual([]);
  });

  test('a waiting take is cancelled without ever running; one that is over stays', async () => {
    const slow = await studio.api.startTake({ voiceId, text: 'slow', seed: 1 });
    const waiting = await studio.api.startTake({ voiceId, text: 'never', seed: 1 });
    expect(await studio.api.getStatus()).toMatchObject({ runningTakeId: slow.id, queueLength: 1 });
    await studio.api.cancelTake({ takeId: waiting.id });
    await studio.api.cancelTake({ takeId: slow.id });
    expect(await studio.when(waiting.id, isOver)).toMatchObject({ state: 'cancelled' });
    expect(await studio.when(slow.id, isOver)).toMatchObject({ state: 'cancelled' });
    await studio.api.cancelTake({ takeId: slow.id });
    await expect(studio.api.cancelTake({ takeId: 'unknown' })).rejects.toMatchObject({
      code: 'take-not-found',
    });
    expect(outputs()).toEqual([]);
  });
});

describe('after the take', () => {
  test('delete takes the file out of the outputs folder, restore brings both back', async () => {
    const take = await studio.speak({ voiceId });
    const before = readFileSync(join(studio.home, 'outputs', take.file!));
    await studio.api.deleteTake({ takeId: take.id });
    expect(outputs()).toEqual([]);
    expect(await studio.api.listTakes({ limit: 10 })).toEqual([]);
    await expect(studio.api.getTake({ takeId: take.id })).rejects.toMatchObject({ code: 'take-not-found' });
    expect(await studio.api.restoreTake({ takeId: take.id })).toEqual(take);
    expect(readFileSync(join(studio.home, 'outputs', take.file!)).equals(before)).toBe(true);
  });

  test('a restored file steps aside for one that took its name', async () => {
    const take = await studio.speak({ voiceId });
    await studio.api.deleteTake({ takeId: take.id });
    writeFileSync(join(studio.home, 'outputs', take.file!), 'newer');
    const restored = await studio.api.restoreTake({ takeId: take.id });
    expect(restored.file).not.toBe(take.file);
    expect(readFileSync(join(studio.home, 'outputs', take.file!), 'utf8')).toBe('newer');
    expect((await studio.api.getTakeFile({ takeId: take.id })).bytes.length).toBeGreaterThan(1000);
  });

  test('a running take can be deleted', async () => {
    const take = await studio.api.startTake({ voiceId, text: 'slow', seed: 1 });
    await studio.when(take.id, ({ state }) => state === 'running');
    await studio.api.deleteTake({ takeId: take.id });
    expect(await studio.api.listTakes({ limit: 10 })).toEqual([]);
    expect(await studio.speak({ voiceId })).toMatchObject({ state: 'done' });
  });

  test('a file removed behind the studio’s back is told with its path', async () => {
    const take = await studio.speak({ voiceId });
    const path = join(studio.home, 'outputs', take.file!);
    rmSync(path);
    const gone = { code: 'file-not-found', values: { path } };
    await expect(studio.api.getTakeFile({ takeId: take.id })).rejects.toMatchObject(gone);
    await expect(studio.api.getTakeAudio({ takeId: take.id })).rejects.toMatchObject(gone);
    expect(existsSync(path)).toBe(false);
  });

  test('a take without audio says so', async () => {
    const take = await studio.speak({ voiceId, text: 'fail' });
    await expect(studio.api.getTakeFile({ takeId: take.id })).rejects.toMatchObject({
      code: 'take-has-no-audio',
    });
  });

  test('a deleted voice’s takes stay, and its name in them', async () => {
    const take = await studio.speak({ voiceId });
    await studio.api.deleteVoice({ voiceId });
    expect((await studio.api.getTake({ takeId: take.id })).recipe.voiceName).toBe('Anna');
    await expect(studio.speak({ voiceId })).rejects.toMatchObject({ code: 'voice-not-found' });
  });
});

describe('advanced settings', () => {
  test('are kept in the recipe, and nothing is kept when nothing was given', async () => {
    const advanced = { flowSteps: 12, textRules: 'off' as const };
    expect((await studio.speak({ voiceId, text: 'Hi', seed: 1, advanced })).recipe.advanced).toEqual(
      advanced,
    );
    const plain = await studio.speak({ voiceId, text: 'Hi', seed: 1, advanced: {} });
    expect(plain.recipe).not.toHaveProperty('advanced');
  });

  test('out of range are refused with the numbers', async () => {
    const request = { voiceId, text: 'Hi', seed: 1, advanced: { flowSteps: 99 } };
    await expect(studio.api.startTake(request)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('flowSteps is 99; it must be a whole number from 4 to 32.') as string,
    });
  });
});
