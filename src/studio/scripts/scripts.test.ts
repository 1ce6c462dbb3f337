import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewLine, ScriptNews, ScriptOperation } from '#contract/scripts';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';

let studio: TestStudio;
let projectId: string;

beforeEach(async () => {
  studio = await openTestStudio();
  projectId = (await studio.api.createProject({ name: 'Play' })).id;
});
afterEach(() => studio.close());
afterAll(removeTemporaryFolders);

const change = (...operations: ScriptOperation[]) => studio.api.changeScript({ projectId, operations });
const script = () => studio.api.getScript({ projectId });
const words = async () => (await script()).lines.map(({ text }) => text);
const states = async () => (await script()).lines.map(({ state }) => state);

async function write(...lines: (NewLine | string)[]): Promise<string[]> {
  const given = lines.map((line) => (typeof line === 'string' ? { text: line } : line));
  const after = (await script()).lines.at(-1)?.id ?? null;
  await change({ do: 'insert', after, lines: given });
  return (await script()).lines.slice(-lines.length).map(({ id }) => id);
}

async function speak(lineIds?: string[], which: 'needed' | 'all' = 'needed') {
  const takes = await studio.api.speakScript({ projectId, which, ...(lineIds ? { lineIds } : {}) });
  for (const { id } of takes) await studio.when(id, isOver);
  return takes;
}

/** A script with a voice for lines without a speaker. */
async function withVoice() {
  const voice = await studio.makeVoice();
  await studio.api.changeProject({ projectId, defaults: { voiceId: voice.id, seed: 3 } });
  return voice;
}

describe('the lines of a script', () => {
  test('come in, move, change and go, and every change is taken back by what it answered', async () => {
    const [a, b, c, d] = (await write('a', 'b', 'c', 'd')) as [string, string, string, string];
    const before = await script();
    const steps: [ScriptOperation[], string][] = [
      [[{ do: 'insert', after: b, lines: [{ text: 'x' }, { text: 'y' }] }], 'abxycd'],
      [[{ do: 'insert', after: null, lines: [{ text: 'x' }] }], 'xabcd'],
      [[{ do: 'remove', lineIds: [a, c, d] }], 'b'],
      [[{ do: 'move', lineIds: [d, a], after: b }], 'bdac'],
      [[{ do: 'move', lineIds: [b, c], after: c }], 'abcd'],
      [[{ do: 'move', lineIds: [c], after: null }], 'cabd'],
      [[{ do: 'change', lineId: b, change: { text: 'B', speaker: 'Bea', pauseMs: 900 } }], 'aBcd'],
      [
        [
          { do: 'remove', lineIds: [b] },
          { do: 'insert', after: a, lines: [{ text: 'n' }] },
          { do: 'move', lineIds: [d], after: null },
          { do: 'cast', member: { speaker: 'Bea', instruction: 'Whisper.' } },
          { do: 'pauses', pauses: { within: 1, between: 2, chapter: 3 } },
        ],
        'danc',
      ],
    ];
    for (const [operations, expected] of steps) {
      const { undo } = await change(...operations);
      expect((await words()).join('')).toBe(expected);
      await change(...undo);
      const { revision } = await script();
      expect(await script()).toEqual({ ...before, revision });
    }
  });

  test('keep their order through hundreds of insertions at one place', async () => {
    const [first] = await write('first', 'last');
    for (let at = 0; at < 120; at++)
      await change({ do: 'insert', after: first!, lines: [{ text: String(at) }] });
    const expected = Array.from({ length: 120 }, (_, at) => String(119 - at));
    expect(await words()).toEqual(['first', ...expected, 'last']);
  });

  test('are all changed or none of them', async () => {
    const [a] = await write('a');
    const bad: ScriptOperation[] = [
      { do: 'change', lineId: 'nobody', change: { text: 'x' } },
      { do: 'remove', lineIds: ['nobody'] },
      { do: 'move', lineIds: [a!], after: 'nobody' },
      { do: 'insert', after: 'nobody', lines: [{ text: 'x' }] },
    ];
    for (const operation of bad)
      await expect(
        change({ do: 'change', lineId: a!, change: { text: 'changed' } }, operation),
      ).rejects.toMatchObject({ code: 'line-not-found', values: { lineId: 'nobody' } });
    await expect(change({ do: 'insert', after: null, lines: [{ id: a!, text: 'x' }] })).rejects.toMatchObject(
      {
        code: 'bad-request',
      },
    );
    const overrides = { voiceId: 'nobody' };
    await expect(change({ do: 'change', lineId: a!, change: { overrides } })).rejects.toMatchObject({
      code: 'voice-not-found',
    });
    await expect(change({ do: 'cast', member: { speaker: 'Anna', speed: 99 } })).rejects.toMatchObject({
      code: 'speed-out-of-range',
    });
    expect(await words()).toEqual(['a']);
  });

  test('of another project are out of reach', async () => {
    const [a] = await write('a');
    const other = (await studio.api.createProject({ name: 'Other' })).id;
    const voiceId = (await studio.makeVoice('Line')).id;
    const start = (about: object) => studio.api.startTake({ text: 'x', voiceId, seed: 1, ...about });
    for (const about of [{ lineId: a! }, { lineId: a!, projectId: other }, { lineId: 'nobody' }])
      await expect(start(about)).rejects.toMatchObject({
        ...{ code: 'line-not-found', values: { lineId: about.lineId } },
      });
    const operations: ScriptOperation[] = [{ do: 'remove', lineIds: [a!] }];
    await expect(studio.api.changeScript({ projectId: other, operations })).rejects.toMatchObject({
      code: 'line-not-found',
    });
    const lines = [{ id: a!, text: 'mine' }];
    await expect(
      studio.api.changeScript({ projectId: other, operations: [{ do: 'insert', after: null, lines }] }),
    ).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('changed by another since they were seen are written over, and named', async () => {
    const [a, b] = await write('a', 'b');
    const { revision: seen } = await script();
    await change({ do: 'change', lineId: a!, change: { text: 'theirs' } });
    const operations: ScriptOperation[] = [
      { do: 'change', lineId: a!, change: { text: 'mine' } },
      { do: 'change', lineId: b!, change: { text: 'mine too' } },
    ];
    const { overwritten } = await studio.api.changeScript({ projectId, seen, operations });
    expect(overwritten).toEqual([a]);
    expect(await words()).toEqual(['mine', 'mine too']);
  });

  test('are found by their words as they are now, also when nobody has searched before a restart', async () => {
    const [a] = await write('a lighthouse');
    const found = async (text: string) =>
      (await studio.api.searchLibrary({ text, kinds: ['project'] })).map(({ id }) => id);
    expect(await found('lighthouse')).toEqual([projectId]);
    await change({ do: 'change', lineId: a!, change: { text: 'a harbour' } });
    const { home } = studio;
    await studio.close();
    studio = await openTestStudio({ home });
    const { findings } = await studio.api.verifyLibrary();
    expect(findings.filter(({ code }) => code.startsWith('search'))).toEqual([]);
    expect([await found('lighthouse'), await found('harbour')]).toEqual([[], [projectId]]);
  });

  test('are told to every window as what was done to them, which does not grow with the script', async () => {
    const told = async (lines: number) => {
      const { id } = await studio.api.createProject({ name: `Play of ${lines}` });
      const heard: ScriptNews[] = [];
      const stop = studio.on('scriptChanged', (news) => heard.push(news));
      const insert = (after: string | null, ids: readonly string[]) =>
        studio.api.changeScript({
          projectId: id,
          operations: [{ do: 'insert', after, lines: ids.map((lineId) => ({ id: lineId, text: 'Words.' })) }],
        });
      const ids = Array.from({ length: lines }, (_, at) => `l${10_000 + at}-${lines + 10_000}`);
      await insert(null, ids);
      const steps: ScriptOperation[] = [
        { do: 'change', lineId: ids[3]!, change: { text: 'Other words.' } },
        { do: 'insert', after: ids[5]!, lines: [{ id: `new-${lines + 10_000}`, text: 'New.' }] },
        { do: 'move', lineIds: [ids[1]!], after: ids[8]! },
        { do: 'remove', lineIds: [ids[2]!] },
        { do: 'cast', member: { speaker: 'Anna', colour: 'teal' } },
      ];
      let bytes = 0;
      for (const operation of steps) {
        await studio.api.changeScript({ projectId: id, operations: [operation] });
        const { change } = heard.at(-1)!;
        bytes += JSON.stringify(change).length;
        const lineIds = change?.lineIds ?? [];
        if (lineIds.length > 0)
          bytes += JSON.stringify(await studio.api.getScript({ projectId: id, lineIds })).length;
      }
      stop();
      return { bytes, first: heard[0]?.change?.lineIds.length };
    };
    const [short, long] = [await told(40), await told(2000)];
    expect(short.first).toBe(40);
    // more than a change: whoever hears of it asks for all
    expect(long.first).toBeUndefined();
    expect(long.bytes).toBeLessThan(short.bytes + 100);
  });

  test('go with a copy of the project, and for good with the project', async () => {
    await write({ text: 'a', speaker: 'Anna' });
    await change({ do: 'cast', member: { speaker: 'Anna', colour: 'teal' } });
    const copy = await studio.api.duplicateProject({ projectId });
    expect(await studio.api.getScript({ projectId: copy.id })).toMatchObject({
      lines: [{ text: 'a', speaker: 'Anna' }],
      cast: [{ speaker: 'Anna', colour: 'teal' }],
    });
    await studio.api.deleteProject({ projectId });
    await studio.api.deleteForGood({ projectIds: [projectId] });
    expect((await studio.api.getScript({ projectId: copy.id })).lines).toHaveLength(1);
    expect(await studio.api.verifyLibrary()).toMatchObject({ findings: [] });
  });
});

describe('a line', () => {
  test('is missing, then spoken; stale for what differs now, and only for that', async () => {
    const voice = await withVoice();
    const [a, , note] = await write('One.', 'Two.', { kind: 'note', text: 'not said' });
    await write({ kind: 'chapter', text: 'Part two' }, '  ');
    expect(await states()).toEqual(['missing', 'missing', 'empty', 'empty', 'empty']);
    expect(await speak()).toMatchObject([
      { lineId: a, projectId, recipe: { text: 'One.', seed: 3 } },
      { recipe: { text: 'Two.' } },
    ]);
    expect((await script()).lines.slice(0, 2)).toMatchObject([
      { state: 'spoken', takeCount: 1, voiceId: voice.id },
      { state: 'spoken' },
    ]);
    expect((await script()).lines.find(({ id }) => id === note)?.takeId).toBeUndefined();

    const changed = async () => (await script()).lines[0]?.changed;
    const edit = (over: object) => change({ do: 'change', lineId: a!, change: over });
    const cases: [() => Promise<unknown>, string[]][] = [
      [() => edit({ text: 'Un.' }), ['text']],
      [() => edit({ text: 'One.', instruction: 'Whisper.' }), ['direction']],
      [() => edit({ instruction: '', overrides: { speed: 1.5, seed: 4 } }), ['speed', 'seed']],
      [() => edit({ overrides: {} }), []],
      [
        () =>
          studio.api.putLexicon({
            entries: [{ word: 'one', reading: 'won', kind: 'respelling', scope: 'library' }],
          }),
        ['lexicon'],
      ],
      // nobody speaks it now
      [() => edit({ speaker: 'Anna' }), []],
      [
        async () => {
          const other = await studio.makeVoice('Bert');
          await change({
            do: 'cast',
            member: { speaker: 'Anna', voiceId: other.id, instruction: 'Happily.' },
          });
        },
        ['voice', 'direction', 'lexicon'],
      ],
    ];
    for (const [act, expected] of cases) {
      await act();
      expect(await changed()).toEqual(expected);
    }
    expect(await states()).toEqual(['stale', 'spoken', 'empty', 'empty', 'empty']);
    expect((await studio.api.planScript({ projectId })).lines).toMatchObject([{ lineId: a, state: 'stale' }]);
    expect(await speak()).toHaveLength(1);
    expect(await states()).toEqual(['spoken', 'spoken', 'empty', 'empty', 'empty']);
  });

  test('counts with the take a person chose, until that is stale and spoken again', async () => {
    await withVoice();
    const [a] = await write('One.');
    const [first] = await speak();
    const [second] = await speak([a!], 'all');
    const row = async () => (await script()).lines[0];
    expect(await row()).toMatchObject({ takeId: second!.id, takeCount: 2 });
    await change({ do: 'change', lineId: a!, change: { chosenTakeId: first!.id } });
    await speak([a!], 'all');
    expect(await row()).toMatchObject({ takeId: first!.id, takeCount: 3 });
    await studio.api.deleteTake({ takeId: first!.id });
    expect((await row())?.takeId).not.toBe(first!.id);
    await studio.api.restoreTake({ takeId: first!.id });
    await change({ do: 'change', lineId: a!, change: { text: 'Uno.' } });
    const [fresh] = await speak();
    expect(await row()).toMatchObject({ takeId: fresh!.id, state: 'spoken', chosenTakeId: null });
  });

  test('that failed says so, and is spoken again', async () => {
    await withVoice();
    await write('fail');
    await speak();
    expect(await states()).toEqual(['failed']);
    expect((await studio.api.planScript({ projectId })).lines).toHaveLength(1);
  });
});

describe('speaking', () => {
  test('asks for every voice that is missing, and queues nothing before', async () => {
    await write(
      { text: 'a', speaker: 'Anna' },
      { text: 'b', speaker: 'Bert' },
      { text: 'c', speaker: 'Anna' },
    );
    await withVoice();
    const plan = await studio.api.planScript({ projectId });
    expect(plan).toMatchObject({ withoutVoice: ['Anna', 'Bert'], characters: 3 });
    await expect(studio.api.speakScript({ projectId })).rejects.toMatchObject({
      code: 'speaker-without-voice',
      values: { speakers: 'Anna, Bert', count: 2 },
    });
    expect(await studio.api.listTakes({ limit: 10 })).toEqual([]);
  });

  test('has nothing to do where all is spoken', async () => {
    await withVoice();
    await expect(studio.api.speakScript({ projectId })).rejects.toMatchObject({
      code: 'script-nothing-to-speak',
    });
    await write('One.');
    await speak();
    await expect(studio.api.speakScript({ projectId })).rejects.toMatchObject({
      code: 'script-nothing-to-speak',
    });
  });

  test('of a script is cancelled without touching other takes', async () => {
    const voice = await withVoice();
    await studio.api.updateSettings({ queuePaused: true });
    await write('One.', 'Two.');
    const other = await studio.api.startTake({ voiceId: voice.id, text: 'other', seed: 1 });
    await studio.api.speakScript({ projectId });
    expect(await states()).toEqual(['queued', 'queued']);
    expect(await studio.api.cancelScript({ projectId })).toEqual({ cancelled: 2 });
    expect(await states()).toEqual(['missing', 'missing']);
    expect(await studio.api.getTake({ takeId: other.id })).toMatchObject({ state: 'queued' });
  });

  test('goes on after a restart with what still waits', async () => {
    await withVoice();
    await studio.api.updateSettings({ queuePaused: true });
    await write('One.', 'Two.');
    await studio.api.speakScript({ projectId });
    const { home } = studio;
    await studio.close();
    studio = await openTestStudio({ home });
    expect(await states()).toEqual(['queued', 'queued']);
    await studio.api.updateSettings({ queuePaused: false });
    for (const { takeId } of (await script()).lines) await studio.when(takeId!, isOver);
    expect(await states()).toEqual(['spoken', 'spoken']);
  });
});
