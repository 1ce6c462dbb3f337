import type { ModelFile } from '../../../onnx/model-file';
import { readStoredFloats } from '../../../onnx/stored-floats';
import type { SourceMixer } from '../../math/harmonic-source';

const HARMONICS = 9;

/**
 * The trained numbers of a pack's source graph: nine weights and a bias, its only float32 weights of those shapes.
 * @returns undefined when the graph does not make them out clearly; run it as a graph then
 */
export function readSourceMixer(model: ModelFile): SourceMixer | undefined {
  const floats = model.initializers.filter(({ dtype }) => dtype === 'float32');
  const weights = floats.filter(({ dims }) => dims.length === 2 && product(dims) === HARMONICS);
  const biases = floats.filter(({ dims }) => dims.length === 1 && dims[0] === 1);
  if (weights.length !== 1 || biases.length !== 1) return undefined;
  return { weights: readStoredFloats(weights[0]!), bias: readStoredFloats(biases[0]!)[0]! };
}

function product(dims: readonly number[]): number {
  return dims.reduce((all, axis) => all * axis, 1);
}
