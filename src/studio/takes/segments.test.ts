import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readWavLayout } from '#audio/wav';
import type { Take } from '#contract/domain';
import { readItems } from '#contract/item-stream';
import { SpeechCollector } from '#contract/whole-speech';
import { connectDb } from '../storage/database/connect-db';
import { studioFolders } from '../storage/files/folders';
import { createTestEngine } from '../../../tests/support/studio/test-engine';
import { memoryEngineWith } from '../../../tests/support/studio/test-launchers';
import {
  isClosed,
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

/** Seven lines, the seventh of which goes wrong as its word says, until `cured`. */
const seven = (word: string) =>
  ['a', 'b', 'c', 'd', 'e', 'f']
    .map((name) => `line ${name}`)
    .concat(`line ${word}`)
    .join('\n');

/** An engine whose trouble can be cured: words of the text are then read as others of the same length. */
function curable() {
  let cured = false;
  const sound = createTestEngine();
  const engine = memoryEngineWith({
    speak: (request, signal) => {
      const text = cured ? request.text.replace(/fail|slow/g, 'fine') : request.text;
      return sound.api.speak({ ...request, text }, signal);
    },
  });
  return { engine, cure: () => (cured = true) };
}

const soundOf = (studio: TestStudio, { file }: Take) =>
  readWavLayout(readFileSync(join(studio.home, 'outputs', file!)));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Its rows, its file and its hashes say the same. */
async function expectWhole(studio: TestStudio, take: Take) {
  const { segments, complete } = await studio.api.getSegments({ takeId: take.id });
  const { data, frames, truncated } = soundOf(studio, take);
  const last = segments.at(-1)!;
  expect({ complete, truncated, frames }).toEqual({
    ...{ complete: true, truncated: false, frames: last.firstSample + last.samples },
  });
  expect(take.pcmSha256).toBe(sha256(data));
  for (const { firstSample, samples, pcmSha256 } of segments)
    expect(sha256(data.subarray(2 * firstSample, 2 * (firstSample + samples)))).toBe(pcmSha256);
}

async function expectKept(studio: TestStudio, take: Take, count: number) {
  const { segments, of, complete } = await studio.api.getSegments({ takeId: take.id });
  expect({ count: segments.length, of, complete }).toEqual({ count, of: 7, complete: false });
  const { data, truncated, frames } = soundOf(studio, take);
  const last = segments.at(-1)!;
  expect({ frames, truncated }).toEqual({ frames: last.firstSample + last.samples, truncated: false });
  expect(take.audioSec).toBeCloseTo(frames / 24_000, 2);
  expect(take.pcmSha256).toBe(sha256(data));
  for (const { firstSample, samples, pcmSha256, text, startChar, endChar } of segments) {
    expect(sha256(data.subarray(2 * firstSample, 2 * (firstSample + samples)))).toBe(pcmSha256);
    expect(take.recipe.text.slice(startChar, endChar)).toBe(text);
  }
}

describe('a take that ends early', () => {
  test('by a failure in its seventh segment keeps the six before it, and goes on to the same whole', async () => {
    const { engine, cure } = curable();
    const studio = await openTestStudio({ engine });
    const { id: voiceId } = await studio.makeVoice();
    const failed = await studio.speak({ voiceId, text: seven('fail') });
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'out-of-memory' } });
    await expectKept(studio, failed, 6);
    expect((await studio.api.verifyLibrary()).findings).toEqual([]);

    cure();
    const { id } = await studio.api.continueTake({ takeId: failed.id });
    const whole = await studio.when(id, isOver);
    const undisturbed = await studio.speak({ voiceId, text: seven('fail') });
    expect(whole).toMatchObject({ state: 'done', file: failed.file });
    expect(whole.pcmSha256).toBe(undisturbed.pcmSha256);
    expect(whole.segments).toEqual(undisturbed.segments);
    expect(soundOf(studio, whole).data).toEqual(soundOf(studio, undisturbed).data);
    expect((await studio.api.getSegments({ takeId: id })).complete).toBe(true);
    await expect(studio.api.continueTake({ takeId: id })).rejects.toMatchObject({ code: 'bad-request' });
    await studio.close();
  });

  test('by a person keeps what came; tried again it is made anew, in the same file', async () => {
    const { engine, cure } = curable();
    const studio = await openTestStudio({ engine });
    const { id: voiceId } = await studio.makeVoice();
    const { id } = await studio.api.startTake({ voiceId, text: seven('slow'), seed: 7 });
    await studio.when(id, ({ segments }) => segments.length === 6);
    await studio.api.cancelTake({ takeId: id });
    const cancelled = await studio.when(id, isClosed);
    expect(cancelled.state).toBe('cancelled');
    await expectKept(studio, cancelled, 6);
    cure();
    await studio.api.repeatTake({ takeId: id });
    const again = await studio.when(id, ({ state }) => state === 'done');
    expect(again.file).toBe(cancelled.file);
    expect(again.segments).toHaveLength(7);
    await studio.close();
  });

  test('does not read its file again: what somebody changed in it meanwhile is found, not taken for its own', async () => {
    const { engine } = curable();
    const studio = await openTestStudio({ engine });
    const { id: voiceId } = await studio.makeVoice();
    const whole = await studio.speak({ voiceId, text: seven('done') });
    const { id } = await studio.api.startTake({ voiceId, text: seven('slow'), seed: whole.recipe.seed });
    const { file } = await studio.when(id, ({ segments }) => segments.length === 6);
    const path = join(studio.home, 'outputs', file!);
    const bytes = readFileSync(path);
    const { data } = readWavLayout(bytes);
    const spoken = sha256(data);
    bytes[data.byteOffset - bytes.byteOffset + 1000]! ^= 1;
    writeFileSync(path, bytes);
    await studio.api.cancelTake({ takeId: id });
    expect(await studio.when(id, isClosed)).toMatchObject({ state: 'cancelled', pcmSha256: spoken });
    expect((await studio.api.verifyLibrary()).findings).toMatchObject([{ code: 'take-changed' }]);
    await studio.close();
  });

  test('again, at any moment of going on, loses nothing of what it had', async () => {
    const { engine } = curable();
    const studio = await openTestStudio({ engine });
    const { id: voiceId } = await studio.makeVoice();
    const { id } = await studio.api.startTake({ voiceId, text: seven('slow'), seed: 7 });
    await studio.when(id, ({ segments }) => segments.length === 6);
    await studio.api.cancelTake({ takeId: id });
    const { pcmSha256 } = await studio.when(id, isClosed);
    for (const afterMs of [0, 1, 2, 4, 8, 16]) {
      await studio.api.continueTake({ takeId: id });
      await sleep(afterMs);
      await studio.api.cancelTake({ takeId: id });
      const cancelled = await studio.when(id, isClosed);
      expect(cancelled).toMatchObject({ state: 'cancelled', pcmSha256 });
      await expectKept(studio, cancelled, 6);
    }
    await studio.close();
  });

  test('with its studio keeps what came, also when the file is longer than the library knows', async () => {
    const { engine, cure } = curable();
    const studio = await openTestStudio({ engine });
    const { id: voiceId } = await studio.makeVoice();
    const failed = await studio.speak({ voiceId, text: seven('fail') });
    await studio.close();
    // as a kill leaves it: still being made, half a segment more in the file, no stamp
    const db = connectDb(studioFolders(studio.home).database);
    db.run("UPDATE takes SET state = 'running', pcm_sha256 = NULL, audio_sec = NULL WHERE id = ?", failed.id);
    db.close();
    const path = join(studio.home, 'outputs', failed.file!);
    const bytes = readFileSync(path);
    const { data } = readWavLayout(bytes);
    const end = bytes.byteLength - bytes.subarray(bytes.indexOf('iXML')).length;
    expect(end).toBeGreaterThan(data.length);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, end), Buffer.alloc(5000, 7)]));

    const next = await openTestStudio({ engine, home: studio.home });
    const kept = await next.api.getTake({ takeId: failed.id });
    expect(kept).toMatchObject({ state: 'failed', error: { code: 'take-interrupted' } });
    await expectKept(next, kept, 6);
    cure();
    await next.api.continueTake({ takeId: failed.id });
    const whole = await next.when(failed.id, isOver);
    expect(whole.pcmSha256).toBe((await next.speak({ voiceId, text: seven('fail') })).pcmSha256);
    await next.close();
  });

  test('before its first segment leaves no file, and nothing to go on from', async () => {
    const studio = await openTestStudio();
    const { id: voiceId } = await studio.makeVoice();
    const failed = await studio.speak({ voiceId, text: 'fail' });
    expect(failed.file).toBeUndefined();
    expect(await studio.api.getSegments({ takeId: failed.id })).toEqual({ segments: [], complete: false });
    await expect(studio.api.continueTake({ takeId: failed.id })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await studio.close();
  });

  test.each(['gone', 'changed'])('and whose file is %s is made anew when it goes on', async (how) => {
    const { engine, cure } = curable();
    const studio = await openTestStudio({ engine });
    const { id: voiceId } = await studio.makeVoice();
    const failed = await studio.speak({ voiceId, text: seven('fail') });
    const path = join(studio.home, 'outputs', failed.file!);
    if (how === 'gone') rmSync(path);
    else {
      const bytes = readFileSync(path);
      bytes[bytes.indexOf('data') + 40]! ^= 1;
      writeFileSync(path, bytes);
    }
    cure();
    await studio.api.continueTake({ takeId: failed.id });
    const whole = await studio.when(failed.id, isOver);
    expect(whole.pcmSha256).toBe((await studio.speak({ voiceId, text: seven('fail') })).pcmSha256);
    await studio.close();
  });
});

test('a take that is being made has a file that plays after every segment', async () => {
  const { engine } = curable();
  const studio = await openTestStudio({ engine });
  const { id: voiceId } = await studio.makeVoice();
  const { id } = await studio.api.startTake({ voiceId, text: seven('slow'), seed: 7 });
  const running = await studio.when(id, ({ segments }) => segments.length === 6);
  expect(running).toMatchObject({ state: 'running', segmentCount: 7 });
  const { frames, truncated } = soundOf(studio, running);
  expect(truncated).toBe(false);
  expect(frames / 24_000).toBeCloseTo(running.audioSec!, 2);
  const { samples } = await studio.api.getTakeAudio({ takeId: id });
  expect(samples).toHaveLength(frames);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(Math.max(...running.peaks!)).toBeCloseTo(loudest, 2);
  const { arrivals } = (await studio.api.getTakeTrace({ takeId: id }))!;
  expect(arrivals).toHaveLength(6);
  expect(arrivals.at(-1)!.audioSec).toBe(running.audioSec);
  await studio.api.deleteTake({ takeId: id });
  await studio.api.deleteForGood({ takeIds: [id] });
  await studio.close();
  const db = connectDb(studioFolders(studio.home).database);
  expect(db.all(z.object({ count: z.number() }), 'SELECT count(*) AS count FROM take_segments')).toEqual([
    { count: 0 },
  ]);
  db.close();
});

/** An engine that says which segments it spoke, and never sounds the same twice. */
function counting() {
  const spoken: number[] = [];
  const sound = createTestEngine();
  const engine = memoryEngineWith({
    speak: async function* (request, signal) {
      const items = sound.api.speak(request, signal);
      for (;;) {
        const step = await items.next();
        if (step.done) return step.value;
        const item = step.value;
        if (item.kind === 'segment') spoken.push(item.segment);
        else item.samples[0] = spoken.length / 1000;
        yield item;
      }
    },
  });
  return { engine, spoken: () => spoken.splice(0) };
}

describe('another seed for one segment', () => {
  const hashes = async (studio: TestStudio, takeId: string) =>
    (await studio.api.getSegments({ takeId })).segments.map(({ pcmSha256 }) => pcmSha256);

  test('lets that one be spoken, and takes the sound of the others from the version before', async () => {
    const { engine, spoken } = counting();
    const studio = await openTestStudio({ engine });
    const { id: voiceId } = await studio.makeVoice();
    // a segment that is not heard, the first and the last among the others
    const take = await studio.speak({ voiceId, text: seven('fine').replace('line b', ''), seed: 7 });
    expect(spoken()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    let before = take.id;
    for (const segment of [3, 0, 6]) {
      const { id } = await studio.api.rerollSegment({ takeId: before, segment, seed: 21 + segment });
      const version = await studio.when(id, isOver);
      expect(version.state).toBe('done');
      expect(spoken()).toEqual([segment]);
      const [old, now] = [await hashes(studio, before), await hashes(studio, id)];
      expect(now.flatMap((hash, index) => (hash === old[index] ? [] : [index]))).toEqual([segment]);
      await expectWhole(studio, version);
      before = id;
    }
    // what cannot be kept any more is spoken
    const { file } = await studio.api.getTake({ takeId: before });
    rmSync(join(studio.home, 'outputs', file!));
    const { id } = await studio.api.rerollSegment({ takeId: before, segment: 2, seed: 5 });
    await studio.when(id, isOver);
    expect(spoken()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    await studio.close();
  });

  test('may be asked for before a restart, and still keeps the others', async () => {
    const { engine, spoken } = counting();
    const first = await openTestStudio({ engine });
    const { id: voiceId } = await first.makeVoice();
    const take = await first.speak({ voiceId, text: seven('fine'), seed: 7 });
    await first.api.updateSettings({ queuePaused: true });
    const { id } = await first.api.rerollSegment({ takeId: take.id, segment: 4, seed: 3 });
    await first.close();
    spoken();
    const next = await openTestStudio({ engine, home: first.home });
    await next.api.updateSettings({ queuePaused: false });
    expect((await next.when(id, isOver)).state).toBe('done');
    expect(spoken()).toEqual([4]);
    await next.close();
  });

  test('leaves the versions of each segment there, and the seed of one puts it back', async () => {
    const studio = await openTestStudio();
    const { id: voiceId } = await studio.makeVoice();
    const text = seven('fine');
    const take = await studio.speak({ voiceId, text, seed: 7 });
    const rerolled = async (takeId: string, segment: number, seed: number) => {
      const { id } = await studio.api.rerollSegment({ takeId, segment, seed });
      return studio.when(id, isOver);
    };
    const versions = async (takeId: string, segment?: number) => {
      const found = await studio.api.listSegmentVersions({
        takeId,
        ...(segment === undefined ? {} : { segment }),
      });
      return found.map(({ number, version, seed, current }) => [number, version, seed, current]);
    };
    expect(await versions(take.id, 3)).toEqual([[3, 1, 7, true]]);
    const second = await rerolled(take.id, 3, 21);
    const third = await rerolled(second.id, 3, 22);
    // another speed is another take, not another version
    await studio.speak({ voiceId, text, seed: 30, speed: 1.5 });
    const all = [
      [3, 1, 7, false],
      [3, 2, 21, false],
      [3, 3, 22, true],
    ];
    expect(await versions(third.id, 3)).toEqual(all);
    expect((await versions(third.id)).filter(([number]) => number === 3)).toEqual(all);
    expect(await versions(third.id)).toHaveLength(9);
    // each lies where it says
    for (const { takeId, firstSample, samples, pcmSha256 } of await studio.api.listSegmentVersions({
      takeId: take.id,
    })) {
      const { data } = soundOf(studio, await studio.api.getTake({ takeId }));
      expect(sha256(data.subarray(2 * firstSample, 2 * (firstSample + samples)))).toBe(pcmSha256);
    }
    expect((await rerolled(third.id, 3, 7)).pcmSha256).toBe(take.pcmSha256);
    // what is in the bin cannot be heard
    await studio.api.deleteTake({ takeId: second.id });
    expect((await versions(third.id, 3)).map(([, , seed]) => seed)).toEqual([7, 22]);
    expect(await versions(third.id, 7)).toEqual([]);
    await studio.close();
  });

  test('is in the recipe, which makes exactly that from the text alone', async () => {
    const studio = await openTestStudio();
    const { id: voiceId } = await studio.makeVoice();
    const take = await studio.speak({ voiceId, text: seven('fine'), seed: 7 });
    const rerolled = async (takeId: string, segment: number, seed: number) => {
      const { id } = await studio.api.rerollSegment({ takeId, segment, seed });
      return studio.when(id, isOver);
    };
    const other = await rerolled(take.id, 3, 21);
    expect(other.recipe).toMatchObject({ seed: 7, segmentSeeds: { '3': 21 } });
    const third = await rerolled(other.id, 0, 5);
    expect(third.recipe.segmentSeeds).toEqual({ '0': 5, '3': 21 });
    // back to where it began
    const back = await rerolled((await rerolled(third.id, 0, 7)).id, 3, 7);
    expect(back.pcmSha256).toBe(take.pcmSha256);
    const { id } = await studio.api.repeatTake({ recipe: third.recipe });
    expect((await studio.when(id, isOver)).pcmSha256).toBe(third.pcmSha256);
    await expect(studio.api.rerollSegment({ takeId: take.id, segment: 7 })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await studio.close();
  });
});

test('memory that runs out in the seventh segment lets that one alone be spoken again; who listens hears no break', async () => {
  const { engine, spoken } = counting();
  const studio = await openTestStudio({ engine });
  const { id: voiceId } = await studio.makeVoice();
  const { id } = await studio.api.startTake({ voiceId, text: seven('hungry'), seed: 7 });
  const speech = new SpeechCollector();
  const take = await readItems(studio.api.listenTake({ takeId: id }), speech.add);
  expect(take).toMatchObject({ state: 'done', warnings: [{ code: 'memory-retried' }] });
  expect(spoken()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(speech.audio().samples).toEqual((await studio.api.getTakeAudio({ takeId: id })).samples);
  await studio.close();
});

describe('who listens to a take', () => {
  const listen = async (studio: TestStudio, takeId: string) => {
    const speech = new SpeechCollector();
    const take = await readItems(studio.api.listenTake({ takeId }), speech.add);
    return { take, ...speech.audio(), segments: speech.segments };
  };

  test('hears the whole of one that is over', async () => {
    const studio = await openTestStudio();
    const { id: voiceId } = await studio.makeVoice();
    const { id } = await studio.speak({ voiceId, text: seven('fine') });
    const heard = await listen(studio, id);
    expect(heard.samples).toEqual((await studio.api.getTakeAudio({ takeId: id })).samples);
    expect(heard.segments.map(({ segment }) => segment)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(heard.take.state).toBe('done');
    await expect(listen(studio, 'nobody')).rejects.toMatchObject({ code: 'take-not-found' });
    await studio.close();
  });

  test('hears what is there of one that is made, then what comes; two at once hear the same', async () => {
    const studio = await openTestStudio();
    const { id: voiceId } = await studio.makeVoice();
    const { id } = await studio.api.startTake({ voiceId, text: seven('slow'), seed: 7 });
    await studio.when(id, ({ segments }) => segments.length >= 3);
    const [one, other] = await Promise.all([
      listen(studio, id),
      listen(studio, id),
      studio
        .when(id, ({ segments }) => segments.length === 6)
        .then(() => studio.api.cancelTake({ takeId: id })),
    ]);
    expect(one.take.state).toBe('cancelled');
    expect(one.segments).toHaveLength(6);
    expect(other.samples).toEqual(one.samples);
    expect(one.samples).toEqual((await studio.api.getTakeAudio({ takeId: id })).samples);
    await studio.close();
  });

  test('from the middle hears the rest, and no segment that ends before', async () => {
    const studio = await openTestStudio();
    const { id: voiceId } = await studio.makeVoice();
    const { id } = await studio.speak({ voiceId, text: seven('fine') });
    const { segments } = await studio.api.getSegments({ takeId: id });
    const { samples } = await studio.api.getTakeAudio({ takeId: id });
    const third = segments[2]!;
    for (const fromSample of [1, third.firstSample, third.firstSample + 7, samples.length]) {
      const heard: Float32Array[] = [];
      const told: number[] = [];
      await readItems(studio.api.listenTake({ takeId: id, fromSample }), (item) => {
        if (item.kind === 'segment') return void told.push(item.segment);
        expect(item.firstSample).toBe(fromSample + heard.reduce((sum, { length }) => sum + length, 0));
        heard.push(item.samples);
      });
      expect(heard.flatMap((piece) => [...piece])).toEqual([...samples.subarray(fromSample)]);
      const wanted = segments.filter((each) => each.firstSample + each.samples > fromSample);
      expect(told).toEqual(wanted.map(({ number }) => number));
    }
    const rest = await studio.api.getSegments({ takeId: id, from: 5 });
    expect(rest).toMatchObject({ segments: segments.slice(5), of: 7, complete: true });
    await studio.close();
  });

  test('may leave, or never read, while it is made', async () => {
    const studio = await openTestStudio();
    const { id: voiceId } = await studio.makeVoice();
    const { id } = await studio.api.startTake({ voiceId, text: seven('fine'), seed: 7 });
    const unread = studio.api.listenTake({ takeId: id });
    for await (const { kind } of studio.api.listenTake({ takeId: id })) if (kind === 'segment') break;
    expect((await studio.when(id, isOver)).state).toBe('done');
    await unread.return?.();
    await studio.close();
  });
});
