import { openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createStudio } from '#studio/studio';
import { tone } from './test-engine';
import { memoryEngine } from './test-launchers';
import { mulberry32 } from '#audio/mulberry32';
import type { SessionLine } from './test-session';

/**
 * For tests: somebody at work, as a process of its own, until it is killed:
 * `node script HOME RESOURCES JOURNAL PACK SEED [OPERATION]`, all operations or one only. What it is about to do, and what came of it, goes to a journal outside
 * the library, one line each, before and after.
 */
const [home = '', resourcesDir = '', journal = '', pack = '', seed = '1', only] = process.argv.slice(2);
const random = mulberry32(Number(seed));
const file = openSync(journal, 'a');
const note = (line: SessionLine) => writeSync(file, `${JSON.stringify(line)}\n`);

const studio = await createStudio({
  home,
  resourcesDir,
  version: '1.2.3',
  host: 'test',
  engine: memoryEngine,
});
const { api } = studio;
process.send?.('open');

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
const deletedVoices: string[] = [];
const deletedTakes: string[] = [];
let count = 0;
const freshName = () => `${process.pid} ${count++}`;

const operations: Readonly<Record<SessionLine['op'], () => Promise<void>>> = {
  enrol: async () => {
    const name = freshName();
    note({ op: 'enrol', phase: 'begin' });
    const { id: recordingId } = await api.addRecording({
      name,
      sampleRateHz: 16_000,
      channels: [tone(49_000, 120, 16_000)],
      format: 'microphone',
    });
    const { id } = await api.saveVoice({ recordingId, startSec: 0, endSec: 3.05, name, transcript: '' });
    note({ op: 'enrol', phase: 'end', id, name });
  },
  import: async () => {
    note({ op: 'import', phase: 'begin' });
    const { voices } = await api.importVoices({ name: 'x.cvvoice', bytes: readFileSync(pack) });
    for (const { id, name } of voices) note({ op: 'import', phase: 'end', id, name });
  },
  speak: async () => {
    const voice = pick((await api.listVoices()).voices);
    if (!voice) return;
    note({ op: 'speak', phase: 'begin' });
    const { id } = await api.startTake({ text: 'Hi', voiceId: voice.id, seed: 1 });
    const over = new Promise<void>((resolve) => {
      const stop = studio.on('takeChanged', (take) => {
        if (take.id !== id || take.state !== 'done') return;
        stop();
        resolve();
      });
    });
    if ((await api.getTake({ takeId: id })).state !== 'done') await over;
    note({ op: 'speak', phase: 'end', id, name: '' });
  },
  rename: async () => {
    const voice = pick((await api.listVoices()).voices);
    if (!voice) return;
    const name = freshName();
    note({ op: 'rename', phase: 'begin', id: voice.id, name });
    await api.renameVoice({ voiceId: voice.id, name });
    note({ op: 'rename', phase: 'end', id: voice.id, name });
  },
  // what else has words: tags, notes, a project; checked by what verifying finds
  tag: async () => {
    const voice = pick((await api.listVoices()).voices);
    if (!voice) return;
    note({ op: 'tag', phase: 'begin', id: voice.id });
    await api.changeVoice({ voiceId: voice.id, tags: [freshName()], notes: freshName() });
    const project = await api.createProject({ name: freshName() });
    await api.changeScript({
      projectId: project.id,
      operations: [{ do: 'insert', after: null, lines: [{ text: freshName() }] }],
    });
    note({ op: 'tag', phase: 'end', id: voice.id });
  },
  delete: async () => {
    const voice = pick((await api.listVoices()).voices);
    if (!voice) return;
    note({ op: 'delete', phase: 'begin', id: voice.id });
    await api.deleteVoice({ voiceId: voice.id });
    deletedVoices.push(voice.id);
    note({ op: 'delete', phase: 'end', id: voice.id });
  },
  restore: async () => {
    const id = deletedVoices.pop();
    if (id === undefined) return;
    note({ op: 'restore', phase: 'begin', id });
    const { name } = await api.restoreVoice({ voiceId: id });
    note({ op: 'restore', phase: 'end', id, name });
  },
  deleteTake: async () => {
    const take = pick((await api.listTakes({ limit: 50 })).filter(({ state }) => state === 'done'));
    if (!take) return;
    note({ op: 'deleteTake', phase: 'begin', id: take.id });
    await api.deleteTake({ takeId: take.id });
    deletedTakes.push(take.id);
    note({ op: 'deleteTake', phase: 'end', id: take.id });
  },
  restoreTake: async () => {
    const id = deletedTakes.pop();
    if (id === undefined) return;
    note({ op: 'restoreTake', phase: 'begin', id });
    await api.restoreTake({ takeId: id });
    note({ op: 'restoreTake', phase: 'end', id });
  },
  dropTake: async () => {
    const id = deletedTakes.pop();
    if (id === undefined) return;
    note({ op: 'dropTake', phase: 'begin', id });
    await api.deleteForGood({ takeIds: [id] });
    note({ op: 'dropTake', phase: 'end', id });
  },
  // beside the journal: a person keeps a backup outside the data folder
  backup: async () => {
    note({ op: 'backup', phase: 'begin' });
    await studio.backup(join(dirname(journal), 'all.cvbackup'), true);
    note({ op: 'backup', phase: 'end' });
  },
};

const order = Object.entries(operations).flatMap(([op, work]) =>
  only === undefined || op === only ? [work] : [],
);
for (;;) {
  await pick(order)?.();
  process.send?.('operation');
}
