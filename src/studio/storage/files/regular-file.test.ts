import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildScript, type BuiltScript } from '../../../../tests/support/studio/test-launchers';
import { waitForExit } from '../../../../tests/support/studio/test-processes';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  testResources,
} from '../../../../tests/support/studio/test-studio';
import { NOTE_BYTES, openFile, readFile, readNote, readNoteSync } from './regular-file';

let script: BuiltScript;
let resources: string;
/** A data folder with every file that a studio ever opens in it. */
let original: string;

beforeAll(async () => {
  script = await buildScript('test-opening-process.ts');
  resources = testResources();
  original = join(temporaryFolder(), 'home');
  const studio = await openTestStudio({ home: original });
  const { id: voiceId } = await studio.makeVoice();
  await studio.speak({ voiceId });
  const gone = await studio.speak({ voiceId });
  await studio.api.deleteTake({ takeId: gone.id });
  await studio.api.stateConsent({ voiceId, consent: { kind: 'own' } });
  await studio.enrolled();
  await studio.close();
  const more = [
    ...['restore.json', 'machine.json', 'manifests/mine.json', 'logs/runtime.1.jsonl', 'logs/runtime.1.log'],
    ...['temporary/00000000-0000-4000-8000-000000000000.json', 'outputs-folders.json.new'],
    ...[
      'models/.incoming/pack/download.json',
      'models/pack/manifest.json',
      'models/.bin/pack.1/manifest.json',
    ],
    ...[`voices/${voiceId}/statement.wav`, 'studio-lock.json.new'],
  ].map((name) => join(original, name));
  for (const file of more) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, '{}');
  }
});
afterAll(async () => {
  await script.remove();
  removeTemporaryFolders();
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => relative(folder, join(each.parentPath, each.name)));

const stand: Readonly<Record<string, (path: string) => void>> = {
  pipe: (path) => execFileSync('mkfifo', [path]),
  device: (path) => symlinkSync('/dev/zero', path),
  folder: (path) => mkdirSync(path),
  loop: (path) => symlinkSync(basename(path), path),
};

async function openWith(kind: string, isMeant: (name: string) => boolean) {
  const home = join(temporaryFolder(), 'home');
  cpSync(original, home, { recursive: true });
  // a studio that is killed leaves it
  appendFileSync(join(home, 'library.db-wal'), '');
  const files = filesIn(home).filter(isMeant);
  expect(files).not.toEqual([]);
  for (const file of files) {
    rmSync(join(home, file));
    stand[kind]!(join(home, file));
  }
  const child = fork(script.file, [home, resources], { silent: true });
  const [codes] = (await once(child, 'message')) as [string[]];
  expect(await waitForExit(child)).toBe(0);
  return codes;
}

const needed = ['studio.lock', 'studio-lock.json', 'library.db', 'library.db-wal'];
const isNeeded = (name: string) => needed.includes(name) || name === 'library.db-shm';

// neither exists under a file's name on Windows
describe.skipIf(process.platform === 'win32').each(Object.keys(stand))('a %s', (kind) => {
  test('in place of every other file of the data folder holds nobody up', async () => {
    const codes = await openWith(kind, (name) => !isNeeded(name));
    // what is asked for and is no file is told as that; the rest does without
    expect(new Set(codes)).toEqual(new Set(['not-a-file']));
  });

  test.each(needed)('in place of %s, which nothing goes without, is named', async (name) => {
    expect(await openWith(kind, (file) => file === name)).toEqual(['not-a-file']);
  });

  test('is refused by whoever reads', async () => {
    const path = join(temporaryFolder(), 'it');
    stand[kind]!(path);
    for (const read of [openFile, readFile, readNote, async (each: string) => readNoteSync(each)])
      await expect(read(path)).rejects.toMatchObject({ code: 'not-a-file', values: { file: path } });
  });
});

test('a note is read up to a bound, a file up to what whoever asks can take', async () => {
  const path = join(temporaryFolder(), 'large');
  writeFileSync(path, Buffer.alloc(NOTE_BYTES + 1));
  await expect(readNote(path)).rejects.toMatchObject({
    code: 'file-too-large',
    values: { maxMegabytes: 16 },
  });
  expect(() => readNoteSync(path)).toThrow('file-too-large');
  await expect(readFile(path, 10)).rejects.toMatchObject({ code: 'file-too-large' });
  expect(await readFile(path)).toHaveLength(NOTE_BYTES + 1);
});
