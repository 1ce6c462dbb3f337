import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readWav, readWavLayout, writeWav } from '#audio/wav';
import type { Take } from '#contract/domain';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;
let voiceId: string;
let chosen: string | undefined;

beforeEach(async () => {
  studio = await openTestStudio({ abilities: { chooseFolder: async () => chosen } });
  voiceId = (await studio.makeVoice()).id;
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

const speak = (text: string, seed = 7) => studio.speak({ voiceId, text, seed });

describe('what a person says about takes', () => {
  test('is kept, announced, and leaves the rest alone', async () => {
    const [one, other] = [await speak('One'), await speak('Two')];
    const told: Take[] = [];
    studio.on('takeChanged', (take) => told.push(take));
    const takeIds = [one.id, other.id];
    await studio.api.changeTakes({ takeIds, change: { favourite: true, rating: 4 } });
    await studio.api.changeTakes({ takeIds: [one.id], change: { note: 'breathy end', rating: 5 } });
    expect(await studio.api.getTake({ takeId: one.id })).toEqual({
      ...one,
      favourite: true,
      rating: 5,
      note: 'breathy end',
    });
    expect(await studio.api.getTake({ takeId: other.id })).toEqual({ ...other, favourite: true, rating: 4 });
    expect(told.map(({ id }) => id)).toEqual([one.id, other.id, one.id]);
  });

  test('survives the end of the take that was running meanwhile', async () => {
    const { id } = await studio.api.startTake({ voiceId, text: 'slow', seed: 1 });
    await studio.when(id, ({ state }) => state === 'running');
    await studio.api.changeTakes({ takeIds: [id], change: { favourite: true } });
    await studio.api.cancelTake({ takeId: id });
    const over = await studio.when(id, ({ state }) => state === 'cancelled');
    expect(over.favourite).toBe(true);
  });

  test('all or none: an unknown take changes nothing', async () => {
    const { id } = await speak('One');
    await expect(
      studio.api.changeTakes({ takeIds: [id, 'nobody'], change: { rating: 1 } }),
    ).rejects.toMatchObject({ code: 'take-not-found' });
    expect((await studio.api.getTake({ takeId: id })).rating).toBe(0);
  });

  test.each([
    [{ rating: 6 }, 'bad-request'],
    [{ rating: -1 }, 'bad-request'],
    [{ name: 'x'.repeat(121) }, 'input-too-long'],
    [{ note: 'x'.repeat(2001) }, 'input-too-long'],
  ])('out of range is refused: %#', async (change, code) => {
    const { id } = await speak('One');
    await expect(studio.api.changeTakes({ takeIds: [id], change })).rejects.toMatchObject({ code });
  });
});

test('takes of one line are versions of one another, newest first', async () => {
  const first = await speak('Good morning', 1);
  await speak('Good evening');
  const second = await speak('  good  MORNING', 2);
  const versions = await studio.api.listVersions({ takeId: first.id });
  expect(versions.map(({ id }) => id)).toEqual([second.id, first.id]);
});

test('many are named by a template, in the order they were chosen', async () => {
  const [one, other] = [await speak('Hello there', 5), await speak('Goodbye', 6)];
  for (const naming of ['{nope}', '{index} {nope}']) {
    const refused = { code: 'naming-invalid', values: { field: 'nope' } };
    const { id } = (await studio.api.listTakes({ limit: 1 }))[0]!;
    await expect(studio.api.renameTakes({ takeIds: [id], naming })).rejects.toMatchObject(refused);
    await expect(studio.api.exportTake({ takeId: id, options: {}, naming })).rejects.toMatchObject(refused);
  }
  const renamed = await studio.api.renameTakes({
    takeIds: [other.id, one.id],
    naming: '{voice} {index} {text}',
  });
  expect(renamed.map(({ name }) => name)).toEqual(['Anna 01 Goodbye', 'Anna 02 Hello there']);
});

test('many are deleted and come back at once', async () => {
  const takeIds = [(await speak('One')).id, (await speak('Two')).id];
  await studio.api.deleteTakes({ takeIds });
  expect(await studio.api.listTakes({ limit: 10 })).toEqual([]);
  expect(readdirSync(join(studio.home, 'outputs'))).toEqual([]);
  expect((await studio.api.restoreTakes({ takeIds })).map(({ id }) => id)).toEqual(takeIds);
  expect(readdirSync(join(studio.home, 'outputs'))).toHaveLength(2);
});

describe('export', () => {
  test('a WAV carries its recipe, its rights, and the chunks that other programs wrote into the take', async () => {
    const take = await speak('Hello');
    const path = join(studio.home, 'outputs', take.file!);
    const { bytes } = await studio.api.getTakeFile({ takeId: take.id });
    const { channels, info, ixml, sampleRateHz } = readWav(bytes);
    const chunks = [
      { id: 'bext', bytes: new Uint8Array([1, 2, 3]) },
      { id: 'cue ', bytes: new Uint8Array([4, 0, 0, 0]) },
    ];
    const edited = {
      channels,
      sampleRateHz,
      bitDepth: 16,
      info: { ...info, IGNR: 'Speech' },
      chunks,
    } as const;
    writeFileSync(path, writeWav({ ...edited, ixml: ixml!.replace('<USER>', '<SCENE>4</SCENE><USER>') }));

    const out = await studio.api.exportTake({ takeId: take.id, options: { format: 'wav' } });
    const wav = readWavLayout(out.bytes);
    expect(out).toMatchObject({ name: take.file, type: 'audio/wav' });
    expect(wav.info).toMatchObject({
      IGNR: 'Speech',
      IART: 'Anna',
      ICOP: expect.stringContaining('stated') as string,
    });
    expect(wav.ixml).toContain('<SCENE>4</SCENE>');
    expect(wav.chunks.filter(({ id }) => id !== 'data').map(({ id }) => id)).toEqual(['bext', 'cue ']);
    const found = await studio.api.readRecipe({ name: out.name, bytes: out.bytes });
    expect(found).toMatchObject({ takeId: take.id, untouched: true, stamp: { recipe: take.recipe } });

    const trimmed = await studio.api.exportTake({ takeId: take.id, options: { trimSilence: true } });
    const kept = readWavLayout(trimmed.bytes).chunks.map(({ id }) => id);
    expect(kept.filter((id) => id !== 'data')).toEqual(['bext']);
  });

  test('a permitted voice leaves with who permitted it, when, and for what', async () => {
    const consent = { kind: 'permitted', by: 'Anna Weber', scope: 'audiobooks', date: '2026-11-01' } as const;
    await studio.api.stateConsent({ voiceId, consent });
    const take = await speak('Hello');
    const rights = async () => {
      const { bytes } = await studio.api.exportTake({ takeId: take.id, options: { format: 'wav' } });
      return readWavLayout(bytes).info.ICOP;
    };
    expect(await rights()).toBe(
      'Made with a permitted voice, as stated by its keeper: by Anna Weber, 2026-11-01, for audiobooks',
    );
    // what was stated when it was made stands in the recipe; without the voice nobody knows more
    await studio.api.deleteVoices({ voiceIds: [voiceId] });
    await studio.api.deleteForGood({ voiceIds: [voiceId] });
    expect(await rights()).toBe('Made with a permitted voice, as stated by its keeper');
  });

  test('names come from a template, the take’s name, or its file', async () => {
    const take = await speak('Hello');
    const nameOf = async (naming?: string) =>
      (
        await studio.api.exportTake({
          takeId: take.id,
          options: { format: 'flac' },
          ...(naming === undefined ? {} : { naming }),
        })
      ).name;
    expect(await nameOf()).toBe(take.file!.replace('.wav', '.flac'));
    expect(await nameOf('{project}/{voice}: {index}')).toBe('Inbox_Anna_ 01.flac');
    await studio.api.changeTakes({ takeIds: [take.id], change: { name: 'Intro?' } });
    expect(await nameOf()).toBe('Intro_.flac');
  });

  test('into a folder that a person chose, beside what is there; never by a path', async () => {
    const take = await speak('Hello');
    chosen = temporaryFolder();
    const folder = await studio.api.chooseExportFolder();
    const wanted = { takeId: take.id, options: {}, naming: 'a', folderId: folder!.folderId };
    expect((await studio.api.saveExport(wanted)).file).toBe('a.wav');
    expect((await studio.api.saveExport(wanted)).file).toBe('a_2.wav');
    expect(readdirSync(chosen).sort()).toEqual(['a.wav', 'a_2.wav']);
    await expect(studio.api.saveExport({ ...wanted, folderId: 'elsewhere' })).rejects.toMatchObject({
      code: 'bad-request',
    });
    chosen = undefined;
    expect(await studio.api.chooseExportFolder()).toBeNull();
  });

  test('a take without audio says so', async () => {
    const take = await speak('fail');
    await expect(studio.api.exportTake({ takeId: take.id, options: {} })).rejects.toMatchObject({
      code: 'take-has-no-audio',
    });
  });
});
