import { describe, expect, test } from 'vitest';
import { neededFiles } from './find-manifest';
import { knownManifests } from '#contract/known-packs';
import { packManifestSchema } from '#contract/pack-manifest';
import { rolesOf } from '../topologies/roles';
import { matchTensors } from './tensor-contract';

const manifestOf = (wanted: string) => knownManifests.find(({ id }) => id === wanted);
const int4 = manifestOf('cosyvoice3-jiangzhuo-int4');
const half = manifestOf('cosyvoice3-ayousanz-fp16');
const parts = manifestOf('cosyvoice3-official-parts');

describe('the manifests that ship', () => {
  test('are the two whole packs, the one that is made of the official parts, and those parts', () => {
    expect(knownManifests.map(({ id, kind, status }) => [id, kind, status])).toEqual([
      ['cosyvoice3-jiangzhuo-int4', 'pack', 'established'],
      ['cosyvoice3-fast', 'made', 'experimental'],
      ['cosyvoice3-ayousanz-fp16', 'pack', 'discouraged'],
      ['cosyvoice3-official-parts', 'parts', 'established'],
    ]);
  });

  // the compiler writes the files of one that is made
  const published = knownManifests.filter(({ kind }) => kind !== 'made');
  test.each(published.map((manifest) => [manifest.id, manifest] as const))(
    '%s lists every file that its graphs and its tokenizer need',
    (_id, manifest) => {
      expect(neededFiles(manifest).filter((id) => !(id in manifest.files))).toEqual([]);
      for (const [role, contract] of Object.entries(rolesOf(manifest))) {
        const graph = manifest.graphs[role]!;
        expect(Object.keys(graph.inputs).sort()).toEqual([...contract.inputs].sort());
        expect(Object.keys(graph.outputs).sort()).toEqual([...contract.outputs].sort());
      }
    },
  );

  test('pin the recommended pack: revision, and size and hash of every file the engine uses', () => {
    expect(int4!.repos.main?.revision).toMatch(/^[0-9a-f]{40}$/);
    for (const id of neededFiles(int4!)) {
      expect(int4!.files[id]).toMatchObject({
        bytes: expect.any(Number) as number,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      });
    }
    expect(neededFiles(int4!)).toHaveLength(16);
  });

  test('pin every official file: the checkpoints to compile, their tokenizer and the enrolment graphs', () => {
    expect(parts!.repos.main?.revision).toMatch(/^[0-9a-f]{40}$/);
    for (const file of Object.values(parts!.files)) {
      expect(file).toMatchObject({
        bytes: expect.any(Number) as number,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      });
    }
    const paths = Object.values(parts!.files).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['llm.pt', 'llm.rl.pt', 'flow.pt', 'hift.pt']));
  });

  test('run the half-precision pack with basic optimisation only', () => {
    expect(half!.runtime.graphOptimizationLevel).toBe('basic');
    expect(half!.tokenizer?.expectedMerges).toBe(134_935);
    expect(Object.keys(parts!.graphs)).toEqual(['flow_estimator', 'speech_tokenizer', 'speaker_encoder']);
  });
});

test('paths that leave the pack are no paths', () => {
  for (const path of ['../x.onnx', '/etc/passwd', 'a/../../b', 'C:\\x', 'a\\b', '']) {
    const manifest = { ...int4, files: { ...int4!.files, vocab: { path } } };
    expect(packManifestSchema.safeParse(manifest).success).toBe(false);
  }
});

describe('the tensor contract', () => {
  const contract = int4!.graphs.llm_head!;
  const model = (inputShape: (number | string)[], outputs: string[], dtype = 'float32') => ({
    path: '', initializers: [], nodes: [], opsets: {},
    inputs: [{ name: 'hidden_state', dtype, shape: inputShape }],
    outputs: outputs.map((name) => ({ name, dtype: 'float32', shape: ['b', 6761] })),
  }); // prettier-ignore
  const refuses =
    (...given: Parameters<typeof model>) =>
    () =>
      matchTensors('llm_head', contract, model(...given));

  test('takes symbolic axes for fixed ones, and gives the graph its own names', () => {
    expect(matchTensors('llm_head', contract, model(['b', 1, 896], ['logits']))).toEqual({
      inputs: { hidden: 'hidden_state' },
      outputs: { logits: 'logits' },
    });
  });

  test('refuses another type, rank, fixed axis, or an output that cannot be told from others', () => {
    const mismatch: unknown = expect.objectContaining({ code: 'pack-tensor-mismatch' });
    expect(refuses(['b', 1, 896], ['logits'], 'float16')).toThrow(mismatch);
    expect(refuses(['b', 896], ['logits'])).toThrow(mismatch);
    expect(refuses(['b', 1, 1024], ['logits'])).toThrow(mismatch);
    expect(refuses(['b', 1, 896], ['first', 'second'])).toThrow(mismatch);
  });

  test('refuses a graph that fixes an axis which a run decides', () => {
    const estimator = int4!.graphs.flow_estimator!;
    const fixed = {
      path: '', initializers: [], nodes: [], opsets: {},
      inputs: Object.values(estimator.inputs).map(({ name, dtype, shape }) => ({
        name: name!, dtype, shape: shape.map((axis) => (axis === 'L' ? 512 : axis)),
      })),
      outputs: [{ name: 'estimator_out', dtype: 'float32', shape: [2, 80, 512] }],
    }; // prettier-ignore
    expect(() => matchTensors('flow_estimator', estimator, fixed)).toThrow(
      expect.objectContaining({
        values: {
          ...{ why: 'tensor', role: 'flow_estimator', tensor: 'x' },
          ...{ expected: '[2, 80, L]', found: '[2, 80, 512]' },
        },
      }),
    );
  });
});
