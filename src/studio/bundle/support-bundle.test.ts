import { fromBuffer, type Entry } from 'yauzl';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import {
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import { createRedactor } from './redact';

let studio: TestStudio;
let voiceId: string;

beforeEach(async () => {
  studio = await openTestStudio();
  voiceId = (await studio.makeVoice('Ann Walker', 'The quick brown fox. It jumps over the dog.')).id;
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

/** Every file of a zip, as text. */
function unzip(bytes: Uint8Array): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const files: Record<string, string> = {};
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure);
          const pieces: Buffer[] = [];
          stream.on('data', (piece: Buffer) => pieces.push(piece));
          stream.on('end', () => {
            files[entry.fileName] = Buffer.concat(pieces).toString('utf8');
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

test('a failed take’s bundle has its story, and none of its words', async () => {
  const text = 'Meet me at the old bridge, Ann Walker; 明天早上八点钟见面。 fail';
  const take = await studio.speak({ voiceId, text });
  await studio.api.writeLog({ level: 'warn', message: 'cannot read "Meet me at the old br…"' });
  const preview = await studio.api.prepareBundle({ takeId: take.id });
  expect(preview.files.map(({ name }) => name)).toEqual([
    ...['README.txt', 'report.json', 'take.json', 'diagnosis.json', 'trace.json', 'log.txt'],
  ]);
  const zip = await studio.api.getBundle({ bundleId: preview.bundleId });
  expect(zip.name).toMatch(/^cosyvoice-studio-support-\d{8}-\d{6}\.zip$/);
  const files = await unzip(zip.bytes);
  expect(files).toEqual(Object.fromEntries(preview.files.map((file) => [file.name, file.text])));

  const all = Object.values(files).join('\n');
  for (const word of [
    'Meet me',
    'old bridge',
    'Ann Walker',
    '明天早上',
    'quick brown',
    'jumps over',
    studio.home,
  ])
    expect(all, word).not.toContain(word);
  expect(preview.replaced).toBeGreaterThan(5);
  expect(files['log.txt']).toContain(
    `Received synthesis request for text: [${Array.from(text).length} characters, #`,
  );
  expect(files['log.txt']).toMatch(/Take failed: \[\d+ characters, #\w{8}\] \{.*"code":"out-of-memory"/);
  expect(JSON.parse(files['take.json']!)).toMatchObject({
    id: take.id,
    error: { code: 'out-of-memory' },
    recipe: {
      seed: 7,
      engine: 'draft',
      voiceName: expect.stringMatching(/^\[10 characters, #\w{8}\]$/) as string,
    },
  });
  expect(JSON.parse(files['diagnosis.json']!)).toMatchObject({ rule: 'out-of-memory' });
  expect(JSON.parse(files['report.json']!)).toMatchObject({ version: '1.2.3', settings: { concurrency: 1 } });
  // the same name is the same word everywhere in this bundle
  const name = (JSON.parse(files['take.json']!) as { recipe: { voiceName: string } }).recipe.voiceName;
  expect(files['log.txt']).toContain(name);
});

test('with the switch the words are in it, and folders are still not', async () => {
  const take = await studio.speak({ voiceId, text: 'Meet me at the old bridge. fail' });
  const { files, replaced } = await studio.api.prepareBundle({ takeId: take.id, includeText: true });
  const all = files.map(({ text }) => text).join('\n');
  expect(all).toContain('Meet me at the old bridge. fail');
  expect(all).not.toContain(studio.home);
  expect(replaced).toBe(0);
});

test('without a take it tells of the studio; what was not looked at is not written', async () => {
  const { files } = await studio.api.prepareBundle({});
  expect(files.map(({ name }) => name)).toEqual(['README.txt', 'report.json', 'log.txt']);
  await expect(studio.api.getBundle({ bundleId: 'never-made' })).rejects.toMatchObject({
    code: 'file-not-found',
  });
  await expect(studio.api.prepareBundle({ takeId: 'nobody' })).rejects.toMatchObject({
    code: 'take-not-found',
  });
});

test('what the studio did not write itself is hidden whole, and other bundles have other hashes', () => {
  const { redact } = createRedactor([]);
  expect(redact({ voice: 'X', seed: 7, code: 'internal' })).toMatchObject({
    seed: 7,
    code: 'internal',
    voice: expect.stringMatching(/^\[1 character, #\w{8}\]$/) as string,
  });
  expect(createRedactor([]).redact('Ann')).not.toBe(redact('Ann'));
});

test('a line of an earlier version, in which nothing is marked, is hidden whole', () => {
  const line = { seq: 1, time: '2026-11-22T12:00:00.123Z', level: 'info', scope: 'studio' } as const;
  const old = { ...line, message: 'Received: Ann', data: { voice: 'Ann', seed: 7 } };
  expect(JSON.stringify(createRedactor([]).line(old))).not.toContain('Ann');
  expect(createRedactor([]).line({ ...old, marked: true })).toMatchObject({ message: 'Received: Ann' });
});
