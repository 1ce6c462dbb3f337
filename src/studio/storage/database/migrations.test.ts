import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { writeWav } from '#audio/wav';
import { waitingStages } from '#contract/stages';
import type { Db, SqlValue } from './db';
import { connectDb } from './connect-db';
import { studioFolders } from '../files/folders';
import { migrations } from './migrations';
import { tone } from '../../../../tests/support/studio/test-engine';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const SHA = 'ab'.repeat(32);
const recipe = {
  text: '你好  Anna',
  normalizedText: '你好 Anna',
  ...{ engine: 'draft', mode: 'zero_shot', instruction: '', seed: 7, speed: 1 },
  ...{ voiceId: 'anna', voiceName: 'Anna', promptSha256: SHA, transcript: 'hello there' },
  ...{ appVersion: '1.0.0', runtimeVersion: 'test' },
};

function insert(db: Db, table: string, row: Record<string, SqlValue>): void {
  const names = Object.keys(row);
  db.run(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(row),
  );
}

/** A home as a studio of that library version left it: two voices, one of them a sample and deleted, and one take. */
function oldHome(version: number): string {
  const home = temporaryFolder();
  const { database, voices } = studioFolders(home);
  const db = connectDb(database);
  for (const step of migrations.slice(0, version)) db.exec(step);
  db.exec(`PRAGMA user_version = ${version}`);
  const voice = (id: string, over: Record<string, SqlValue>) =>
    insert(db, 'voices', {
      ...{ id, name: id, name_key: id, created_at: '2026-01-02T03:04:05.000Z', deleted_at: null },
      ...{ transcript: 'hello there', prompt_sec: 3.2, sample_rate_hz: 48_000, prompt_sha256: SHA },
      ...{ peaks: '[0.5,1]', verdict: 'good', findings: '[]', synthetic: 0 },
      ...over,
    });
  voice('anna', { name: 'Anna' });
  voice('sample', { synthetic: 1, deleted_at: '2026-02-01T00:00:00.000Z' });
  insert(db, 'takes', {
    ...{ id: 'take-1', created_at: '2026-03-01T00:00:00.000Z', state: 'cancelled', voice_id: 'anna' },
    recipe: JSON.stringify(recipe),
    understood: JSON.stringify({ instruction: '', directions: [], ignored: [] }),
    ...{ stages: JSON.stringify(waitingStages()), segments: '[]', warnings: '[]' },
  });
  insert(db, 'settings', { key: 'language', value: '"zh-CN"' });
  db.close();
  mkdirSync(join(voices, 'anna'), { recursive: true });
  const wav = writeWav({ sampleRateHz: 48_000, channels: [tone(153_600, 120, 48_000)], bitDepth: 'float32' });
  writeFileSync(join(voices, 'anna', 'prompt.wav'), wav);
  return home;
}

const LIBRARIES = migrations.map((_, version) => version).filter((version) => version > 0 && version < 3);

describe.each(LIBRARIES)('a library of version %i', (version) => {
  test('keeps its voices, each with its prompt as the first of several', async () => {
    const studio = await openTestStudio({ home: oldHome(version) });
    const facts = {
      ...{ createdAt: '2026-01-02T03:04:05.000Z', transcript: 'hello there', promptSec: 3.2 },
      ...{ sampleRateHz: 48_000, promptSha256: SHA, peaks: [0.5, 1], verdict: 'good', findings: [] },
    };
    expect((await studio.api.listVoices()).voices).toEqual([
      {
        ...facts,
        ...{ id: 'anna', name: 'Anna', promptId: 'anna', prompts: [{ ...facts, id: 'anna', name: 'Anna' }] },
        ...{
          synthetic: false,
          tags: [],
          colour: '',
          language: '',
          notes: '',
          favourite: false,
          defaults: {},
        },
        ...{ usedAt: '2026-03-01T00:00:00.000Z', takeCount: 1, kept: true },
      },
    ]);
    expect((await studio.api.restoreVoice({ voiceId: 'sample' })).consent).toEqual({ kind: 'synthetic' });
    expect(await studio.speak({ voiceId: 'anna' })).toMatchObject({ state: 'done' });
    await studio.close();
  });

  test('keeps its takes, in the inbox, and its settings', async () => {
    const home = oldHome(version);
    const studio = await openTestStudio({ home });
    const [take] = await studio.api.listTakes({ limit: 10 });
    expect(take).toMatchObject({
      ...{
        id: 'take-1',
        state: 'cancelled',
        projectId: 'inbox',
        name: '',
        note: '',
        rating: 0,
        favourite: false,
      },
      recipe,
    });
    expect((await studio.api.getSettings()).language).toBe('zh-CN');
    await studio.close();
    const db = connectDb(studioFolders(home).database);
    expect(db.all(z.object({ id: z.string() }), 'SELECT id FROM projects')).toEqual([{ id: 'inbox' }]);
    expect(db.all(z.object({ table: z.string() }), 'PRAGMA foreign_key_check')).toEqual([]);
    db.close();
  });
});

const BEFORE_SEGMENTS = migrations.findIndex((step) => step.includes('CREATE TABLE take_segments'));

test.each(
  migrations.map((_, version) => version).filter((version) => version > 0 && version <= BEFORE_SEGMENTS),
)(
  'a take that was made by a studio of library version %i is one segment, with its words, seed and hash',
  async (version) => {
    const home = oldHome(version);
    const db = connectDb(studioFolders(home).database);
    db.run("UPDATE takes SET state = 'done', file = 'a.wav', audio_sec = 2.5, pcm_sha256 = ?", SHA);
    db.close();
    const studio = await openTestStudio({ home });
    expect(await studio.api.getSegments({ takeId: 'take-1' })).toEqual({
      segments: [
        {
          ...{ number: 0, text: recipe.text, spoken: recipe.normalizedText, startChar: 0, seed: 7 },
          ...{ endChar: recipe.text.length, language: 'und', firstSample: 0, samples: 60_000 },
          ...{ warnings: [], pcmSha256: SHA },
        },
      ],
      of: 1,
      complete: true,
    });
    await studio.close();
  },
);
