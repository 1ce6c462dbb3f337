import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Take, Voice } from '#contract/domain';
import { connectDb } from '../storage/database/connect-db';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;
let voice: Voice;
let take: Take;
const at = (...path: string[]) => join(studio.home, ...path);

beforeEach(async () => {
  studio = await openTestStudio();
  voice = await studio.makeVoice('Anna');
  take = await studio.speak({ voiceId: voice.id });
  await studio.enrolled();
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

const codesOf = ({ findings }: { findings: readonly { code: string }[] }) => findings.map(({ code }) => code);

/** Found, mended, and then nothing more to do. */
async function mends(code: string): Promise<string> {
  const found = await studio.api.verifyLibrary();
  expect(codesOf(found)).toEqual([code]);
  expect(found).toMatchObject({ ok: false, findings: [{ severity: 'problem', repaired: false }] });
  expect(found.findings[0]?.repairable).toBe(true);
  const mended = await studio.api.repairLibrary();
  expect(mended).toMatchObject({ ok: true, findings: [{ code, repaired: true }] });
  expect(await studio.api.verifyLibrary()).toMatchObject({ ok: true, findings: [] });
  expect(await studio.api.repairLibrary()).toMatchObject({ ok: true, findings: [] });
  return mended.setAside ?? '';
}

test('a library in use is in order: everything is counted, progress is told, nothing is touched', async () => {
  const told: number[] = [];
  studio.on('libraryProgress', ({ done, total }) => told.push(done / total));
  const report = await studio.api.verifyLibrary();
  expect(report).toMatchObject({ ok: true, findings: [] });
  expect(report.counts).toMatchObject({ voices: 1, prompts: 1, recordings: 1, takes: 1, files: 3 });
  expect(report.counts.bytes).toBeGreaterThan(600_000);
  expect(report.setAside).toBeUndefined();
  expect(told.at(-1)).toBe(1);
  expect(existsSync(at('set-aside'))).toBe(false);
});

describe('files without a row are moved aside, as they lay', () => {
  test.each([
    ['folder-without-voice', () => ['voices', '11111111-1111-4111-8111-111111111111', 'prompt.wav']],
    ['statement-without-consent', () => ['voices', voice.id, 'statement.wav']],
    ['file-without-prompt', () => ['voices', voice.id, 'prompt-11111111-1111-4111-8111-111111111111.wav']],
    [
      'profile-without-prompt',
      () => ['voices', voice.id, 'profile-11111111-1111-4111-8111-111111111111-draft-x.bin'],
    ],
    ['file-without-recording', () => ['recordings', '11111111-1111-4111-8111-111111111111.wav']],
    ['file-without-take', () => ['bin', 'takes', '11111111-1111-4111-8111-111111111111.wav']],
  ])('%s', async (code, path) => {
    const file = at(...path());
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, 'orphan');
    const aside = await mends(code);
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(join(aside, ...path()), 'utf8')).toBe('orphan');
  });

  test('half a file of a killed studio, once it is old enough to be nobody’s', async () => {
    const path = at('voices', voice.id, `.prompt.wav.${'a'.repeat(36)}.tmp`);
    writeFileSync(path, 'half');
    expect(await studio.api.verifyLibrary()).toMatchObject({ ok: true });
    utimesSync(path, new Date(0), new Date(0));
    await mends('leftover');
  });

  test('what a person put there is not ours to judge', async () => {
    writeFileSync(at('voices', voice.id, 'portrait.png'), 'x');
    writeFileSync(at('outputs', 'mix.wav'), 'x');
    expect(await studio.api.verifyLibrary()).toMatchObject({ ok: true, findings: [] });
  });
});

describe('rows without their file', () => {
  test('a recording leaves the library, and its row is kept in words', async () => {
    const [file] = readdirSync(at('recordings'));
    rmSync(at('recordings', file!));
    const aside = await mends('recording-missing');
    expect(readFileSync(join(aside, 'rows.jsonl'), 'utf8')).toContain('"microphone"');
  });

  test('a recording cut short leaves with its file', async () => {
    const [file] = readdirSync(at('recordings'));
    writeFileSync(at('recordings', file!), readFileSync(at('recordings', file!)).subarray(0, 5000));
    const aside = await mends('recording-unreadable');
    expect(existsSync(join(aside, 'recordings', file!))).toBe(true);
  });

  test('a prompt that is gone, or is no sound, is told and left for a person', async () => {
    const path = at('voices', voice.id, 'prompt.wav');
    const whole = readFileSync(path);
    writeFileSync(path, 'no sound');
    expect(await studio.api.repairLibrary()).toMatchObject({
      ok: false,
      findings: [{ code: 'prompt-unreadable', values: { voice: 'Anna' }, repaired: false }],
    });
    rmSync(path);
    expect(codesOf(await studio.api.repairLibrary())).toEqual(['prompt-missing']);
    writeFileSync(path, whole);
    expect(await studio.api.verifyLibrary()).toMatchObject({ ok: true });
  });

  test('a prompt of another sound is taken as it is', async () => {
    const path = at('voices', voice.id, 'prompt.wav');
    const wav = readFileSync(path);
    wav.writeFloatLE(0.25, wav.length - 4000);
    writeFileSync(path, wav);
    await mends('prompt-changed');
    const {
      voices: [after],
    } = await studio.api.listVoices();
    expect(after?.promptSha256).not.toBe(voice.promptSha256);
    expect(after?.prompts[0]?.promptSha256).toBe(after?.promptSha256);
  });
});

describe('what is derived or kept beside', () => {
  test('search that does not know the library is written anew', async () => {
    const db = connectDb(at('library.db'));
    db.run("DELETE FROM search WHERE kind = 'voice'");
    db.run("UPDATE search SET body = 'nonsense' WHERE kind = 'take'");
    db.close();
    expect(await studio.api.searchLibrary({ text: 'Anna' })).toEqual([]);
    await mends('search-outdated');
    const found = await studio.api.searchLibrary({ text: 'Anna' });
    expect(found.map(({ kind }) => kind).sort()).toEqual(['take', 'voice']);
  });

  test('a profile that cannot be read is set aside; the next take makes it anew', async () => {
    const profile = readdirSync(at('voices', voice.id)).find((name) => name.startsWith('profile-'));
    writeFileSync(at('voices', voice.id, profile!), 'no frame');
    await mends('profile-unreadable');
    expect(await studio.speak({ voiceId: voice.id })).toMatchObject({ state: 'done' });
  });

  test('a spoken consent that is not the one that was given is told and left for a person', async () => {
    const recording = await studio.api.addRecording({
      name: 'consent',
      sampleRateHz: 48_000,
      channels: [Float32Array.from({ length: 4 * 48_000 }, (_, i) => 0.3 * Math.sin(i / 30))],
      format: 'microphone',
    });
    await studio.api.stateConsent({
      voiceId: voice.id,
      consent: {
        ...{ kind: 'permitted', by: 'Anna', scope: 'all', date: '2026-11-26' },
        statement: { recordingId: recording.id },
      },
    });
    expect(await studio.api.verifyLibrary()).toMatchObject({ ok: true, findings: [] });
    const path = at('voices', voice.id, 'statement.wav');
    const wav = readFileSync(path);
    wav.writeFloatLE(0.25, wav.length - 4000);
    writeFileSync(path, wav);
    expect(codesOf(await studio.api.repairLibrary())).toEqual(['statement-changed']);
    rmSync(path);
    expect(codesOf(await studio.api.repairLibrary())).toEqual(['statement-missing']);
  });

  test('source speech that no take converted is set aside', async () => {
    writeFileSync(at('sources', `${'a'.repeat(64)}.wav`), 'x');
    await mends('source-without-take');
  });
});

describe('takes', () => {
  test('in the bin though not deleted, and outside though deleted, are moved to where they belong', async () => {
    mkdirSync(at('bin', 'takes'), { recursive: true });
    renameSync(at('outputs', take.file!), at('bin', 'takes', `${take.id}.wav`));
    await mends('take-in-bin');
    expect(existsSync(at('outputs', take.file!))).toBe(true);
    await studio.api.deleteTake({ takeId: take.id });
    renameSync(at('bin', 'takes', `${take.id}.wav`), at('outputs', take.file!));
    await mends('take-not-in-bin');
    expect(existsSync(at('bin', 'takes', `${take.id}.wav`))).toBe(true);
  });

  test('whose folder was moved by hand are found by name and sound, and heard again', async () => {
    const elsewhere = temporaryFolder();
    renameSync(at('outputs'), join(elsewhere, 'outputs'));
    expect(codesOf(await studio.api.verifyLibrary())).toEqual(['outputs-unreachable']);
    await studio.useFolder('outputs', join(elsewhere, 'outputs'), { moveFiles: false });
    await mends('take-moved');
    expect((await studio.api.getTakeAudio({ takeId: take.id })).samples.length).toBeGreaterThan(0);
  });

  test('another sound of the same name is not taken for it', async () => {
    mkdirSync(at('other'));
    renameSync(at('outputs', take.file!), at('other', take.file!));
    const wav = readFileSync(at('other', take.file!));
    wav.writeInt16LE(99, 1000);
    writeFileSync(at('other', take.file!), wav);
    await studio.useFolder('outputs', at('other'), { moveFiles: false });
    expect(codesOf(await studio.api.verifyLibrary())).toEqual(['take-audio-missing']);
  });

  test('changed or removed by a person: told, and the library is in order', async () => {
    const path = at('outputs', take.file!);
    const wav = readFileSync(path);
    wav.writeInt16LE(99, 1000);
    writeFileSync(path, wav);
    const changed = await studio.api.repairLibrary();
    expect(changed).toMatchObject({ ok: true, findings: [{ code: 'take-changed', severity: 'note' }] });
    rmSync(path);
    expect(codesOf(await studio.api.verifyLibrary())).toEqual(['take-audio-missing']);
    rmSync(at('outputs'), { recursive: true });
    expect(codesOf(await studio.api.verifyLibrary())).toEqual(['outputs-unreachable']);
  });
});

test('a row that points nowhere is kept in words and leaves', async () => {
  const db = connectDb(at('library.db'));
  db.exec(
    `PRAGMA foreign_keys = OFF; INSERT INTO project_voices (project_id, voice_id) VALUES ('inbox', 'gone')`,
  );
  db.close();
  const aside = await mends('row-points-nowhere');
  expect(readFileSync(join(aside, 'rows.jsonl'), 'utf8')).toContain('"voice_id":"gone"');
});

test('a reader may verify and must not repair', async () => {
  const reader = await openTestStudio({ home: studio.home, readOnly: true });
  expect(await reader.api.verifyLibrary()).toMatchObject({ ok: true });
  await expect(reader.api.repairLibrary()).rejects.toMatchObject({ code: 'library-read-only' });
  await reader.close();
});
