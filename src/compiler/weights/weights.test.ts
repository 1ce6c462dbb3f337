import { describe, expect, test } from 'vitest';
import hift from '../../../tests/golden/compiler/hift.json';
import names from '../../../tests/golden/compiler/names.json';
import { floatsOf, relativeError, testFolder, tinyWeights } from '../../../tests/golden/compiler/tiny-model';
import type { Checkpoint } from '../checkpoint/open-checkpoint';
import type { StoredTensor } from '../checkpoint/stored-tensor';
import { flowShape } from './flow-weights';
import { checkHift, readConvolution } from './hift-weights';
import { llmConfigSchema, llmShape } from './llm-weights';
import { PartWeights, type Dims, type ModelPart } from './part-weights';

const folder = testFolder();
type Names = Record<string, Dims>;

/** A checkpoint of these names and shapes; nothing is stored. */
function checkpoint(shapes: Names): Checkpoint {
  const tensors = Object.entries(shapes).map(([name, shape]) => [name, { shape } as StoredTensor] as const);
  return { path: '/models/some.pt', tensors: new Map(tensors), ignoredGlobals: [], close: () => undefined };
}

const { llm, flow, hift: vocoder } = names;
const official: Record<ModelPart, Names> = { llm, flow, hift: vocoder };
const check: Record<ModelPart, (weights: PartWeights) => unknown> = {
  llm: (weights) => llmShape(weights, llmConfigSchema.parse({})),
  flow: flowShape,
  hift: checkHift,
};
const parts = Object.keys(official) as ModelPart[];
const examine = (part: ModelPart, shapes: Names) => () =>
  check[part](new PartWeights(part, checkpoint(shapes)));
const mismatch = (values: object) =>
  expect.objectContaining({
    code: 'checkpoint-mismatch',
    values: expect.objectContaining(values) as object,
  }) as Error;

test('the official names and shapes of all three networks are known, every one', () => {
  for (const part of parts) expect(examine(part, official[part])).not.toThrow();
  expect(examine('llm', official.llm)()).toEqual({
    ...{ width: 896, layers: 24, heads: 14, kvHeads: 2, headWidth: 64, inner: 4864 },
    ...{ speechRows: 6761, textRows: 151_936, ropeTheta: 1e6, epsilon: 1e-6 },
  });
  expect(examine('flow', official.flow)()).toMatchObject({
    width: 1024,
    blocks: 22,
    headWidth: 64,
    groups: 16,
  });
});

describe.each(parts)('the %s', (part) => {
  const shapes = official[part];
  test('is refused with the difference when any name is missing, new, or of another shape', () => {
    const all = Object.keys(shapes).filter((name) => name !== 'llm.model.lm_head.weight');
    for (let i = 0; i < all.length; i += 7) {
      const name = all[i]!;
      const { [name]: dims, ...others } = shapes;
      const differs = {
        part,
        differences: expect.stringContaining(name.replace(/\.(bias|alpha|param|weight).*/, '')) as string,
      };
      expect(examine(part, others), name).toThrow(mismatch({ part }));
      expect(examine(part, { ...others, [name]: [...dims!, 3] }), name).toThrow(mismatch(differs));
    }
    expect(examine(part, { ...shapes, stranger: [1] })).toThrow(
      mismatch({ differences: 'stranger: [1] ≠ –' }),
    );
  });

  test('is told from the other networks by name', () => {
    for (const other of parts.filter((each) => each !== part)) {
      expect(examine(part, official[other])).toThrow(mismatch({ part, found: other }));
    }
  });
});

test('checkpoints of CosyVoice 2 are named', () => {
  const older = { ...official.llm, 'llm_embedding.weight': [2, 896] };
  expect(examine('llm', older)).toThrow(mismatch({ found: 'CosyVoice 2 llm' }));
  const unet = { 'decoder.estimator.down_blocks.0.0.mlp.1.weight': [256, 1024], ...official.flow };
  expect(examine('flow', unet)).toThrow(mismatch({ found: 'CosyVoice 2 flow' }));
  const pitch = 'f0_predictor.condnet.0.parametrizations.weight.original1';
  expect(examine('hift', { ...official.hift, [pitch]: [512, 80, 3] })).toThrow(mismatch({ part: 'hift' }));
});

test('the discriminator of a training file and extra heads of the language model fall away', () => {
  const generator = Object.fromEntries(
    Object.entries(official.hift).map(([name, dims]) => [`generator.${name}`, dims]),
  );
  expect(examine('hift', { ...generator, 'discriminator.mpd.0.weight': [1] })).not.toThrow();
  expect(examine('llm', { ...official.llm, 'mtp_block.0.weight': [1] })).not.toThrow();
});

test('a weight norm is folded as PyTorch folds it', () => {
  const { weight, dims } = readConvolution(tinyWeights(folder.path, 'hift'), 'conv_pre');
  expect(dims).toEqual([32, 80, 5]);
  expect(relativeError(weight.subarray(0, 400), floatsOf(hift.folded_weight_conv_pre_row0))).toBeLessThan(
    1e-6,
  );
});
