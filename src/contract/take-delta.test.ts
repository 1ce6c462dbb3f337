import { expect, test } from 'vitest';
import { framed, memoryPorts } from '../../tests/support/memory-ports';
import { createEvents } from './contract';
import { recipeSchema, takeSchema, type Take } from './domain';
import { encodeFrame } from './frame';
import { connect, serve } from './rpc';
import { waitingStages } from './stages';
import { takeDelta } from './take-delta';

const contract = {
  calls: {},
  events: { takeChanged: takeSchema },
  deltas: { takeChanged: takeDelta },
} as const;

const recipe = recipeSchema.parse({
  ...{ text: 'words '.repeat(2000), seed: 1, mode: 'zero_shot', speed: 1, instruction: '' },
  ...{ engine: 'draft', clone: false, voiceId: 'v', voiceName: 'Anna', promptSha256: '', transcript: '' },
  ...{ appVersion: '1', runtimeVersion: '', normalizedText: '' },
});
const begun: Take = {
  ...{
    id: 'take-1',
    number: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    state: 'running',
    recipe,
    segments: [],
  },
  understood: { instruction: '', directions: [], ignored: [] },
  ...{ stages: waitingStages(), warnings: [], projectId: 'inbox' },
  ...{ name: '', favourite: false, rating: 0, note: '' },
};
const grown = (take: Take): Take => ({
  ...take,
  segments: [...take.segments, { text: `sentence ${take.segments.length}`, language: 'en', audioSec: 1 }],
  audioSec: take.segments.length + 1,
  segmentCount: 2000,
});
const moved = (take: Take, done: number): Take => ({
  ...take,
  stages: take.stages.map((lane) => ({ ...lane, state: 'running', done })),
});

/** A host that tells of takes, and windows that come whenever they come. */
function host() {
  const events = createEvents<typeof contract>();
  const open = () => {
    const [near, far] = memoryPorts().map(framed) as [ReturnType<typeof framed>, ReturnType<typeof framed>];
    serve(contract, { api: {}, on: events.on }, far);
    const shown: Take[] = [];
    let bytes = 0;
    near.onMessage((message) => (bytes += encodeFrame(message).length));
    const { on } = connect(contract, near);
    on('takeChanged', (take) => shown.push(take));
    return { shown, bytes: () => bytes, close: () => near.close() };
  };
  return { emit: (take: Take) => events.emit('takeChanged', take), open };
}
const arrived = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a window is told of each segment once, however long the take: what it is sent grows with the text alone', async () => {
  const { emit, open } = host();
  const sent = async (segments: number) => {
    const window = open();
    let take = begun;
    emit(take);
    await arrived();
    const first = window.bytes();
    for (let index = 0; index < segments; index++) emit((take = grown(take)));
    await arrived();
    expect(window.shown.at(-1)).toEqual(take);
    window.close();
    return (window.bytes() - first) / segments;
  };
  const [few, many] = [await sent(50), await sent(500)];
  expect(many).toBeLessThan(1.2 * few);
});

test('every window shows what the host has, whenever it came, whatever changed and in whatever order', async () => {
  const { emit, open } = host();
  const windows = [open()];
  let take = begun;
  const steps: ((take: Take, at: number) => Take)[] = [
    grown,
    moved,
    (now) => ({ ...now, quiet: { since: now.createdAt } }),
    (now) => ({ ...begun, segments: now.segments, state: now.state }),
    (now, at) => ({ ...now, name: `name ${at}` }),
    (now) => ({ ...now, segments: now.segments.slice(0, 1) }),
    (now) => ({ ...now, peaks: [0, 0.5] }),
    (now) => ({ ...now, warnings: [...now.warnings, { code: 'prompt-lost', values: {} }] }),
    (now) => ({ ...now, state: now.state === 'running' ? 'cancelled' : 'running' }),
  ];
  for (let at = 0; at < 400; at++) {
    // some other order each time, the same in every run
    take = steps[(at * at + 7 * at + (at >> 3)) % steps.length]!(take, at);
    emit(take);
    if (at % 50 === 49) windows.push(open());
    await arrived();
    for (const { shown } of windows) if (shown.length > 0) expect(shown.at(-1)).toEqual(take);
  }
  expect(windows[0]!.shown).toHaveLength(400);
  expect(windows.at(-2)!.shown.length).toBeGreaterThan(0);
});

test('what moved of a take that was never told whole is left out', async () => {
  const [near, far] = memoryPorts();
  const { on } = connect(contract, near);
  const shown: Take[] = [];
  on('takeChanged', (take) => shown.push(take));
  const data = { takeId: 'take-1', set: { audioSec: 3 }, gone: [], segments: { from: 0, added: [] } };
  far.post({ kind: 'event', name: 'takeChanged', data });
  far.post({ kind: 'event', name: 'takeChanged', data: begun });
  const gap = { ...data, segments: { from: 5, added: [] } };
  far.post({ kind: 'event', name: 'takeChanged', data: gap });
  await arrived();
  expect(shown).toEqual([begun]);
});
