import { GraphWriter } from './graph-writer';
import type { WhichTypes } from './language-model-graphs';
import type { Weights } from './weights';

const TOKENIZER_MEL = 128;
const FBANK = 80;
const SPEAKER = 192;
/** Finite scalar quantisation: 8 digits of 3 levels, 6561 codes. */
const DIGITS = 8;

export function speechTokenizerGraph(weights: Weights, types: WhichTypes = 'published'): Uint8Array {
  const g = new GraphWriter('speech_tokenizer', 16);
  const feats = g.input('feats', 'float32', [1, TOKENIZER_MEL, 'F']);
  const wide = types === 'other';
  const length = g.input('feats_length', wide ? 'int64' : 'int32', [1]);
  const end = g.node('Cast', [length], { to: 7 });
  const heard = g.node('Slice', [feats, g.integers([0]), end, g.integers([2])]);
  const pooled = g.node('AveragePool', [heard], { kernel_shape: [4], strides: [4], ceil_mode: 1 });
  const rows = g.node('Transpose', [pooled], { perm: [0, 2, 1] });
  const projected = g.node('MatMul', [
    rows,
    g.floats(weights.matrix(TOKENIZER_MEL, DIGITS, 3), [TOKENIZER_MEL, DIGITS]),
  ]);
  const levels = g.node('Round', [g.node('Tanh', [projected])]);
  const digits = g.node('Add', [levels, g.scalar(1)]);
  const places = Float32Array.from({ length: DIGITS }, (_, i) => 3 ** i);
  const codes = g.node('MatMul', [digits, g.floats(places, [DIGITS, 1])]);
  const ids = g.node('Cast', [g.node('Squeeze', [codes, g.integers([2])])], { to: wide ? 7 : 6 });
  g.output('indices', wide ? 'int64' : 'int32', [1, 'tokens'], ids);
  return g.encode();
}

export function speakerEncoderGraph(weights: Weights): Uint8Array {
  const g = new GraphWriter('speaker_encoder', 14);
  const feats = g.input('input', 'float32', [1, 'F', FBANK]);
  const bent = g.node('Tanh', [g.node('MatMul', [feats, g.floats(weights.matrix(FBANK, 32), [FBANK, 32])])]);
  const mean = g.node('ReduceMean', [bent], { axes: [1], keepdims: 0 });
  const embedding = g.node('MatMul', [mean, g.floats(weights.matrix(32, SPEAKER, 4), [32, SPEAKER])]);
  g.output('output', 'float32', [1, SPEAKER], embedding);
  return g.encode();
}
