import { afterAll, describe, expect, test, vi } from 'vitest';
import { createLogger } from '#contract/logger';
import { inspectPack } from '../../src/engine/cosyvoice3/packs/installed-packs';
import { verifyPack } from '../../src/engine/cosyvoice3/self-check';
import type * as registered from '../../src/engine/cosyvoice3/topologies';
import type { Topology } from '../../src/engine/cosyvoice3/topologies/topology';
import { changedPack, removeFolder, type PackChange } from './changed-pack';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { voiceLike } from './test-engine';

/** A vocoder that the studio does not have, as its folder would describe it: a tone, without a graph. */
const tone = vi.hoisted((): Topology<'vocoder'> => ({
  name: 'tone',
  roles: {},
  glue: { toneHz: [200, 400] },
  open: ({ pack }) => ({
    render: ({ frames }) => {
      const step = (2 * Math.PI * Number(pack.manifest.glue.toneHz)) / 24_000;
      return Promise.resolve(Float32Array.from({ length: 480 * frames }, (_, i) => 0.2 * Math.sin(step * i)));
    },
  }),
  checks: { 'speaker-projection': () => Promise.resolve({ count: 0 }) },
}));

// one more name in the table of registrations; no other module of the engine hears of it
vi.mock('../../src/engine/cosyvoice3/topologies', async (original) => {
  const { topologies } = await original<typeof registered>();
  return { topologies: { ...topologies, vocoder: [...topologies.vocoder, tone] } };
});

const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

/** The synthetic pack with the tone for a vocoder. */
function tonePack(glue: object): string {
  const manifest: PackChange['manifest'] = (it) => ({
    ...it,
    topology: { ...(it.topology as object), vocoder: 'tone' },
    graphs: Object.fromEntries(
      Object.entries(it.graphs as object).filter(([role]) => !role.startsWith('voc_')),
    ),
    glue,
  });
  folders.push(changedPack(syntheticPack(), { manifest }));
  return folders.at(-1)!;
}

describe('a topology of one folder and one registration', () => {
  test('is opened, checked and spoken with like the others', async () => {
    const report = await verifyPack(tonePack({ toneHz: 400, cfgInGraph: false }), {
      log: createLogger('test', () => undefined),
      signal: new AbortController().signal,
      prompt: { sampleRateHz: 24_000, samples: voiceLike(1.6), transcript: 'Hello world.' },
    });
    expect(report.checks.filter(({ state }) => state !== 'passed').map(({ id }) => id)).toEqual([
      // of packs that were compiled only, the last two
      ...['tokenizer', 'arithmetic', 'precision'],
    ]);
    const valuesOf = (id: string) => report.checks.find((check) => check.id === id)?.values;
    expect(valuesOf('vocoder')).toMatchObject({
      ...{ samples: 9600, frames: 20, peak: expect.closeTo(0.2, 3) as number },
    });
    expect(valuesOf('speaker-projection')).toEqual({ count: 80 });
    expect(valuesOf('end-to-end')).toMatchObject({ peak: expect.closeTo(0.2, 2) as number });
  }, 180_000);

  test.each([
    ['a value that it does not do', { toneHz: 300 }, { asked: 'glue.toneHz = 300', supported: '200 | 400' }],
    ['what only another topology does', { magnitudeClip: 100 }, { asked: 'glue.magnitudeClip = 100' }],
    ['what nothing does', { wobble: 'much' }, { asked: 'glue.wobble = much', supported: '' }],
  ])('is not asked for %s', (_what, glue, values) => {
    expect(inspectPack(tonePack(glue))).toMatchObject({
      error: { code: 'pack-invalid', values: { why: 'unsupported', ...values } },
    });
  });

  test('is refused by name where it is not registered, and so is a part that is missing', () => {
    const other = (topology: object): string => {
      folders.push(changedPack(syntheticPack(), { manifest: (it) => ({ ...it, topology }) }));
      return folders.at(-1)!;
    };
    const whole = { llm: 'stacked-kv', flow: 'split-estimator', vocoder: 'split-hift', enroll: 'onnx' };
    expect(inspectPack(other(whole))).toMatchObject({ manifest: { topology: whole } });
    for (const [part, name] of [
      ['llm', 'split-kv'],
      ['flow', 'monolithic'],
      ['vocoder', 'tones'],
      ['enroll', undefined],
    ] as const) {
      expect(inspectPack(other({ ...whole, [part]: name }))).toMatchObject({
        error: { code: 'pack-invalid', values: { part, topology: name ?? '' } },
      });
    }
  });
});
