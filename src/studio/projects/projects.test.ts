import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;
const folder = temporaryFolder();

beforeEach(async () => {
  studio = await openTestStudio({ abilities: { chooseFolder: async () => folder } });
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

const make = (name: string) => studio.api.createProject({ name });

describe('a project', () => {
  test('is made, changed, copied and archived; the inbox is always first', async () => {
    const { id: projectId } = await make(' Book ');
    const voice = await studio.makeVoice();
    await studio.api.changeProject({
      ...{ projectId, notes: 'for the radio', naming: '{project}_{index}' },
      ...{ defaults: { voiceId: voice.id, seed: 5 }, voiceIds: [voice.id, voice.id] },
    });
    const unknown = 'no-such-voice';
    for (const change of [{ voiceIds: [voice.id, unknown] }, { defaults: { voiceId: unknown } }])
      await expect(studio.api.changeProject({ projectId, ...change })).rejects.toMatchObject({
        code: 'voice-not-found',
        values: { voiceId: unknown },
      });
    const copy = await studio.api.duplicateProject({ projectId });
    expect(copy).toMatchObject({
      name: 'Book 2',
      voiceIds: [voice.id],
      takeCount: 0,
    });
    await studio.api.archiveProject({ projectId, archived: true });
    expect((await studio.api.listProjects()).map(({ name }) => name)).toEqual(['Inbox', 'Book 2', 'Book']);
    await expect(studio.speak({ voiceId: voice.id, projectId })).rejects.toMatchObject({
      code: 'project-archived',
    });
    await studio.api.archiveProject({ projectId, archived: false });
    expect(await studio.speak({ voiceId: voice.id, projectId })).toMatchObject({ projectId, state: 'done' });
    expect(await studio.api.listVoices({ projectId })).toMatchObject({ total: 1 });
  });

  test('says which name or template it refuses', async () => {
    const { id: projectId } = await make('Book');
    await expect(make('BOOK')).rejects.toMatchObject({
      code: 'project-name-taken',
      values: { suggestion: 'BOOK 2' },
    });
    await expect(make(' ')).rejects.toMatchObject({ code: 'project-name-invalid' });
    await expect(studio.api.changeProject({ projectId, naming: '{who}' })).rejects.toMatchObject({
      code: 'naming-invalid',
      values: { field: 'who' },
    });
    const inbox = { projectId: 'inbox' };
    const fixed = { code: 'project-fixed' };
    await expect(studio.api.deleteProject(inbox)).rejects.toMatchObject(fixed);
    await expect(studio.api.archiveProject({ ...inbox, archived: true })).rejects.toMatchObject(fixed);
    await expect(studio.api.changeProject({ ...inbox, name: 'Mine' })).rejects.toMatchObject(fixed);
  });

  test('names its takes and writes them to its folder; two at once never share a name', async () => {
    const { id: projectId } = await make('Book: one');
    await studio.api.updateSettings({ concurrency: 2 });
    await studio.api.chooseProjectFolder({ projectId });
    await studio.api.changeProject({ projectId, naming: '{project} {voice} {seed}' });
    const voice = await studio.makeVoice('Anna/Bert');
    const takes = await Promise.all(
      ['one', 'two', 'three'].map((text) => studio.speak({ voiceId: voice.id, projectId, text, seed: 9 })),
    );
    const files = takes.map(({ file }) => file).sort();
    expect(files).toEqual([
      'Book_ one Anna_Bert 9.wav',
      'Book_ one Anna_Bert 9_2.wav',
      'Book_ one Anna_Bert 9_3.wav',
    ]);
    for (const file of files) expect(existsSync(join(folder, file!))).toBe(true);
    const byIndex = await studio.api.changeProject({ projectId, naming: '{index}', folder: null });
    expect(byIndex.folder).toBeUndefined();
    expect((await studio.speak({ voiceId: voice.id, projectId })).file).toBe('004.wav');
  });

  test('comes back from the bin with its takes; gone for good, they are in the inbox', async () => {
    const { id: projectId } = await make('Book');
    const voice = await studio.makeVoice();
    const take = await studio.speak({ voiceId: voice.id, projectId });
    await studio.api.deleteProject({ projectId });
    expect((await studio.api.listBin()).projects).toMatchObject([
      { project: { name: 'Book', takeCount: 1 } },
    ]);
    await make('Book');
    expect(await studio.api.restoreProject({ projectId })).toMatchObject({ name: 'Book 2', takeCount: 1 });
    await studio.api.deleteProject({ projectId });
    await studio.api.deleteForGood({ projectIds: [projectId] });
    await expect(studio.api.restoreProject({ projectId })).rejects.toMatchObject({
      code: 'project-not-found',
    });
    expect(await studio.api.getTake({ takeId: take.id })).toMatchObject({ projectId: 'inbox' });
  });

  test('takes move between projects', async () => {
    const { id: projectId } = await make('Book');
    const voice = await studio.makeVoice();
    const take = await studio.speak({ voiceId: voice.id });
    await studio.api.assignTakes({ takeIds: [take.id], projectId });
    expect(await studio.api.listTakes({ limit: 10, projectId })).toMatchObject([{ id: take.id, projectId }]);
  });
});

test('one search finds voices, projects and takes', async () => {
  const { id: projectId } = await make('Radio');
  await studio.api.changeScript({
    projectId,
    operations: [{ do: 'insert', after: null, lines: [{ text: '今天天气很好' }] }],
  });
  const voice = await studio.makeVoice('Weather woman', '天气预报');
  await studio.speak({ voiceId: voice.id, text: '明天天气不好' });
  const hits = await studio.api.searchLibrary({ text: '天气' });
  expect(hits.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'voice Weather woman',
    'project Radio',
    'take 明天天气不好',
  ]);
  expect(await studio.api.searchLibrary({ text: 'weather', kinds: ['take'] })).toHaveLength(1);
});
