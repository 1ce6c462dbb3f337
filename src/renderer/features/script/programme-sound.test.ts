import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readWav } from '#audio/wav';
import { readItems } from '#contract/item-stream';
import { writeProgramme } from '#engine/programme/write-programme';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../../tests/support/studio/test-studio';
import { sectionNumber } from '../../lib/playable';
import { programmeSound } from './programme-sound';

afterAll(removeTemporaryFolders);

test('what is played through is the exported file, sample for sample, from wherever it begins', async () => {
  const studio = await openTestStudio({ writeProgramme });
  const voice = await studio.makeVoice();
  const { id: projectId } = await studio.api.createProject({ name: 'Play' });
  await studio.api.changeProject({ projectId, defaults: { voiceId: voice.id, seed: 3 } });
  await studio.api.changeScript({
    projectId,
    operations: [
      {
        do: 'insert',
        after: null,
        lines: [
          { kind: 'chapter', text: 'One' },
          { text: 'I left the window open.' },
          { text: 'All night.', pauseMs: 2500 },
          { kind: 'note', text: 'nobody hears this' },
          { text: 'The whole street came in.' },
          { kind: 'chapter', text: 'Two' },
          { text: 'Good.', pauseMs: 0 },
          { text: 'Then we have an audience.' },
        ],
      },
    ],
  });
  for (const { id } of await studio.api.speakScript({ projectId })) await studio.when(id, isOver);
  const folder = temporaryFolder();
  const folderId = await studio.exportFolder(folder);
  await readItems(studio.api.exportScript({ projectId, parts: ['joined'], folderId }), () => undefined);
  const exported = readWav(readFileSync(join(folder, 'Play.wav'))).channels[0]!;

  const { lines, pauses } = await studio.api.getScript({ projectId });
  const sound = programmeSound(studio, projectId, lines, pauses);
  const { durationSec, sections = [] } = sound;
  expect(Math.round(durationSec * 24_000)).toBe(exported.length);
  const starts = sections.map(({ startSec }) => Math.round(startSec * 24_000));
  const froms = [
    0,
    ...starts,
    ...starts.slice(1).map((at) => at - 700),
    starts[2]! + 1234,
    exported.length - 1,
  ];
  for (const from of froms) {
    const heard = new Float32Array(exported.length - from);
    let next = from;
    const pieces = sound.stream!.open(from, new AbortController().signal);
    for (let step = await pieces.next(); !step.done; step = await pieces.next()) {
      // one right behind the other: nothing between them for a clock to fill
      expect(step.value.firstSample).toBe(next);
      heard.set(step.value.samples, next - from);
      next += step.value.samples.length;
    }
    expect(next).toBe(exported.length);
    expect(heard).toEqual(exported.subarray(from));
  }
  expect(sections.map(({ title }) => title)).toEqual([
    'I left the window open.',
    'All night.',
    'The whole street came in.',
    'Good.',
    'Then we have an audience.',
  ]);
  for (const [number, { startSec }] of sections.entries()) {
    expect(sectionNumber(sound, startSec)).toBe(number);
    expect(sectionNumber(sound, startSec + 0.01)).toBe(number);
  }
  expect([sectionNumber(sound, 0), sectionNumber(sound, durationSec + 1)]).toEqual([0, 4]);
  await studio.close();
});
