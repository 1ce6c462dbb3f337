import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readWav } from '#audio/wav';
import { readItems } from '#contract/item-stream';
import type { ScriptExportRequest } from '#contract/script-export';
import type { NewLine } from '#contract/scripts';
import { writeProgramme } from '#engine/programme/write-programme';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
  type TestStudio,
} from '../../../../tests/support/studio/test-studio';
import { readScript } from '../read/read-script';

let studio: TestStudio;
let projectId: string;
let folder: string;

beforeEach(async () => {
  studio = await openTestStudio({ writeProgramme });
  projectId = (await studio.api.createProject({ name: 'Play' })).id;
  folder = temporaryFolder();
  const anna = await studio.makeVoice('Anna voice');
  const bert = await studio.makeVoice('Bert voice');
  await studio.api.changeProject({ projectId, defaults: { voiceId: anna.id, seed: 3 } });
  await studio.api.changeScript({
    projectId,
    operations: [
      { do: 'cast', member: { speaker: 'Anna', voiceId: anna.id } },
      { do: 'cast', member: { speaker: 'Bert', voiceId: bert.id } },
    ],
  });
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

const dialogue: NewLine[] = [
  { kind: 'chapter', text: 'The window' },
  { speaker: 'Anna', text: 'I left the window open.' },
  { speaker: 'Anna', text: 'All night, and the whole street came in, and sat down, and would not leave.' },
  { kind: 'note', text: 'a pause that nobody hears' },
  { speaker: 'Bert', text: '整条街都在我们的节目里。', pauseMs: 1200 },
  { kind: 'chapter', text: 'The street "here"' },
  { speaker: 'Bert', text: 'Good. Then we have an audience.' },
];

async function spoken(lines: NewLine[] = dialogue): Promise<void> {
  await studio.api.changeScript({ projectId, operations: [{ do: 'insert', after: null, lines }] });
  for (const { id } of await studio.api.speakScript({ projectId })) await studio.when(id, isOver);
}

const exported = async (request: Omit<ScriptExportRequest, 'projectId'>, into: string | null = folder) =>
  readItems(
    studio.api.exportScript({
      ...{ ...request, projectId },
      ...(into === null ? {} : { folderId: await studio.exportFolder(into) }),
    }),
    () => undefined,
  );
const lines = async () => (await studio.api.getScript({ projectId })).lines;
const words = (name: string) => readFileSync(join(folder, name), 'utf8');
const samplesOf = (name: string) => readWav(readFileSync(join(folder, name))).channels[0]!;

describe('an export', () => {
  test('agrees in all its files: sound, chapters, subtitles, labels, cue sheet and table, within 20 ms', async () => {
    await spoken();
    const plan = await studio.api.planScriptExport({
      projectId,
      parts: ['joined', 'stems', 'srt', 'vtt', 'labels', 'cue', 'csv', 'lines', 'chapters'],
    });
    expect(plan.problems).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
    const done = await exported({
      parts: ['joined', 'stems', 'srt', 'vtt', 'labels', 'cue', 'csv', 'lines', 'chapters'],
    });
    expect(done.files.map(({ name }) => name)).toEqual(plan.files.map(({ name }) => name));
    expect(readdirSync(folder).sort()).toEqual(plan.files.map(({ name }) => name).sort());

    // what is heard: each line's own take, behind the pauses of the script
    const rows = (await lines()).filter(({ kind }) => kind === 'line');
    const pauses = [0, 250, 500, 1200];
    let atSec = 0;
    const starts = rows.map(({ audioSec = 0 }, at) => {
      atSec += pauses[at]! / 1000;
      const start = atSec;
      atSec += audioSec;
      return start;
    });
    const mix = samplesOf('Play.wav');
    const labels = words('Play.txt')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    for (const [at, { takeId = '' }] of rows.entries()) {
      const { samples } = await studio.api.getTakeAudio({ takeId });
      const from = Math.round(Number(labels[at]![0]) * 24_000);
      expect(mix.subarray(from, from + samples.length)).toEqual(samples);
    }
    const [anna, bert] = ['Play - Anna.wav', 'Play - Bert.wav'].map(samplesOf);
    expect(anna!.map((sample, at) => sample + bert![at]!)).toEqual(mix);

    // what other programs are told
    const near = (said: readonly number[], wanted = starts) => {
      expect(said).toHaveLength(wanted.length);
      for (const [at, sec] of said.entries()) expect(Math.abs(sec - wanted[at]!)).toBeLessThan(0.02);
    };
    near(labels.map(([start]) => Number(start)));
    expect(labels[2]![2]).toBe('Bert: 整条街都在我们的节目里。');
    const cue = words('Play.cue');
    near(
      [...cue.matchAll(/INDEX 01 (\d+):(\d+):(\d+)/g)].map(
        ([, m, s, f]) => Number(m) * 60 + Number(s) + Number(f) / 75,
      ),
      [starts[0]!, starts[3]!],
    );
    expect(cue).toContain(`TITLE "The street 'here'"`);
    const table = readScript({ name: 'Play.csv', bytes: readFileSync(join(folder, 'Play.csv')) }, new Set());
    expect((await table).lines.filter(({ kind }) => kind === 'line').map(({ text }) => text)).toEqual(
      rows.map(({ text }) => text),
    );
    expect(words('Play.csv')).toContain('02 Anna I left the window open.wav');
    for (const name of ['Play.srt', 'Play.vtt']) {
      const read = await readScript({ name, bytes: readFileSync(join(folder, name)) }, new Set());
      expect(
        read.lines
          .map(({ text }) => text)
          .join(' ')
          .replace(/\s+/g, ''),
      ).toBe(
        rows
          .map(({ text }) => text)
          .join('')
          .replace(/\s+/g, ''),
      );
    }
    expect(words('Play.vtt')).toContain('<v Bert>整条街都在我们的节目里。');
    const times = [...words('Play.srt').matchAll(/(\d+):(\d+):(\d+),(\d+) -->/g)].map(
      ([, h, m, s, ms]) => Number(h) * 3600 + Number(m) * 60 + Number(s) + Number(ms) / 1000,
    );
    for (const start of starts) expect(times.some((time) => Math.abs(time - start) < 0.02)).toBe(true);
    // chapters in the file itself: cue points at the lines they begin with
    const { chunks } = readWav(readFileSync(join(folder, 'Play.wav')));
    const points = chunks.find(({ id }) => id === 'cue ')!.bytes;
    const view = new DataView(points.buffer, points.byteOffset);
    near(
      [0, 1].map((at) => view.getUint32(4 + 24 * at + 20, true) / 24_000),
      [starts[0]!, starts[3]!],
    );
  });

  test('carries its recipes: a line’s file can be made again, the joined one names every take', async () => {
    await spoken();
    await exported({ parts: ['joined', 'lines'] });
    const found = await studio.api.readRecipe({
      name: 'a.wav',
      bytes: readFileSync(join(folder, '05 Bert 整条街都在我们的节目里。.wav')),
    });
    expect(found.stamp.recipe.text).toBe('整条街都在我们的节目里。');
    const { ixml = '' } = readWav(readFileSync(join(folder, 'Play.wav')));
    for (const { takeId } of (await lines()).filter(({ kind }) => kind === 'line'))
      expect(ixml).toContain(takeId);
  });

  test('keeps subtitles readable: two lines of 42 characters, or of 16', async () => {
    await spoken([
      { speaker: 'Anna', text: 'one two three four five six seven, '.repeat(12).trim() },
      { speaker: 'Bert', text: '整条街都在我们的节目里，谁也不想回家。'.repeat(6) },
    ]);
    await exported({ parts: ['joined', 'srt'] });
    const cues = words('Play.srt')
      .trim()
      .split('\n\n')
      .map((cue) => cue.split('\n').slice(2));
    expect(cues.length).toBeGreaterThan(6);
    for (const cue of cues) {
      expect(cue.length).toBeLessThanOrEqual(2);
      for (const line of cue) expect(line.length).toBeLessThanOrEqual(/[a-z]/.test(line) ? 42 : 16);
    }
  });

  test('waits to be fetched where no folder was chosen, once: its file, or a zip', async () => {
    await spoken();
    for (const [parts, name] of [
      [['joined'], 'Play.wav'],
      [['joined', 'srt', 'stems'], 'Play.zip'],
    ] as const) {
      const { exportId = '' } = await exported({ parts: [...parts] }, null);
      let bytes = 0;
      const fetched = await readItems(studio.api.fetchExport({ exportId }), (item) => {
        bytes += item.bytes.length;
      });
      expect(fetched.name).toBe(name);
      expect(bytes).toBeGreaterThan(100_000);
      await expect(readItems(studio.api.fetchExport({ exportId }), () => undefined)).rejects.toMatchObject({
        code: 'export-not-found',
      });
    }
  });
});

describe('what stands against an export', () => {
  test('is told by its lines, and holds it up until somebody says that it does not matter', async () => {
    await spoken();
    const [, first, second] = await lines();
    await studio.api.changeScript({
      projectId,
      operations: [
        { do: 'change', lineId: first!.id, change: { text: 'Other words.' } },
        { do: 'insert', after: second!.id, lines: [{ text: 'Nobody spoke this.' }] },
      ],
    });
    const { problems } = await studio.api.planScriptExport({ projectId, parts: ['joined'] });
    const missing = (await lines())[3]!.id;
    expect(problems).toEqual([
      { kind: 'missing', lineIds: [missing] },
      { kind: 'stale', lineIds: [first!.id] },
    ]);
    await expect(exported({ parts: ['joined'] })).rejects.toMatchObject({
      code: 'script-not-ready',
      values: { missing: 1, stale: 1, count: 2 },
    });
    expect(readdirSync(folder)).toEqual([]);
    const done = await exported({ parts: ['joined', 'labels'], anyway: true });
    expect(done.files).toHaveLength(2);
    expect(words('Play.txt').split('\n')).toHaveLength(5);
    // lines that are fine can go alone
    await exported({ parts: ['srt'], lineIds: [second!.id] });
    expect(words('Play.srt')).toMatch(/^1\n00:00:00,0/);
  });

  test('nothing spoken, files that are there, a folder that takes nothing, a template with unknown fields', async () => {
    await expect(exported({ parts: ['joined'] })).rejects.toMatchObject({ code: 'script-nothing-to-export' });
    await spoken([{ text: 'One.' }]);
    await exported({ parts: ['joined'] });
    writeFileSync(join(folder, 'Play.wav'), 'mine');
    await expect(exported({ parts: ['joined', 'srt'] })).rejects.toMatchObject({
      code: 'export-exists',
      values: { file: 'Play.wav', count: 1 },
    });
    expect(words('Play.wav')).toBe('mine');
    await exported({ parts: ['joined', 'srt'], replace: true });
    expect(samplesOf('Play.wav').length).toBeGreaterThan(1000);
    const file = join(folder, 'Play.wav');
    await expect(exported({ parts: ['joined'] }, file)).rejects.toMatchObject({
      code: 'folder-not-writable',
    });
    await expect(exported({ parts: ['lines'], naming: '{nobody}' })).rejects.toMatchObject({
      code: 'naming-invalid',
      values: { field: 'nobody' },
    });
    const takeId = (await lines())[0]?.takeId ?? '';
    const { file: gone = '' } = await studio.api.getTake({ takeId });
    chmodSync(join(studio.home, 'outputs', gone), 0o600);
    writeFileSync(join(studio.home, 'outputs', gone), 'no WAV');
    await expect(exported({ parts: ['joined'], replace: true })).rejects.toThrow();
    expect(readdirSync(folder).sort()).toEqual(['Play.srt', 'Play.wav']);
  });

  test('that is left leaves nothing behind', async () => {
    await spoken();
    const into = join(folder, 'sub');
    mkdirSync(into);
    const run = studio.api.exportScript({
      ...{ projectId, parts: ['joined', 'lines'], level: { measure: 'lufs', target: -16, peakDb: -1 } },
      folderId: await studio.exportFolder(into),
    });
    for await (const { share } of run) if (share > 0) break;
    expect(readdirSync(into)).toEqual([]);
  });
});
