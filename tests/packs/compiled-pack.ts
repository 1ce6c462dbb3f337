import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { openCheckpoint } from '../../src/compiler/checkpoint/open-checkpoint';
import { compilePack } from '../../src/compiler/pack/compile-pack';
import type { Precisions } from '../../src/contract/compiled-pack';
import llm from '../golden/compiler/llm.json';
import { unpackTiny } from '../golden/compiler/tiny-model';
import { speakerEncoderGraph, speechTokenizerGraph } from './synthetic/enrolment-graphs';
import { buildVocabulary } from './synthetic/vocabulary';
import { Weights } from './synthetic/weights';

/** Rows of the published tables; everything else stays tiny. */
const TEXT_ROWS = 151_936;
const SPEECH_ROWS = 6761;
const CODES = 6561;
const grown: Readonly<Record<string, number>> = {
  'llm.model.model.embed_tokens.weight': TEXT_ROWS,
  'speech_embedding.weight': SPEECH_ROWS,
  'llm_decoder.weight': SPEECH_ROWS,
  'input_embedding.weight': CODES,
};
/** Rows of a grown table that are not zeros: enough for every id of the small vocabulary, and all of the others. */
const MOST_ROWS = 8192;

/**
 * A folder that looks like the official release, with tiny networks and random weights behind the true numbers of ids.
 * @param outliers by how much one input of every layer stands out: what real networks do to 8 bits
 */
export function tinyRelease(dir: string, outliers = 1): string {
  const source = join(dir, 'release');
  const tokenizer = join(source, 'CosyVoice-BlankEN');
  mkdirSync(tokenizer, { recursive: true });
  const weights = new Weights(5);
  for (const part of ['llm', 'flow'] as const) {
    const checkpoint = openCheckpoint(unpackTiny(dir, part));
    const shapes = [...checkpoint.tensors].map(([name, { shape }]) => {
      const rows = grown[name];
      return [name, rows === undefined ? [...shape] : [rows, ...shape.slice(1)]] as const;
    });
    checkpoint.close();
    writeSafetensors(join(source, `${part}.safetensors`), shapes, weights, outliers);
  }
  copyFileSync(unpackTiny(dir, 'hift'), join(source, 'hift.pt'));
  const vocabulary = buildVocabulary();
  writeFileSync(join(tokenizer, 'vocab.json'), vocabulary.vocabJson);
  writeFileSync(join(tokenizer, 'merges.txt'), vocabulary.mergesText);
  writeFileSync(join(tokenizer, 'config.json'), JSON.stringify(llm.config));
  writeFileSync(join(source, 'speech_tokenizer_v3.onnx'), speechTokenizerGraph(weights));
  writeFileSync(join(source, 'campplus.onnx'), speakerEncoderGraph(weights));
  return source;
}

/** @returns the folder of a pack that was compiled from a tiny release */
export async function compiledPack(dir: string, precisions: Precisions): Promise<string> {
  const request = { source: tinyRelease(dir), target: join(dir, 'models'), precisions, reinforced: false };
  return (await compilePack(request)).folder;
}

function writeSafetensors(
  path: string,
  shapes: readonly (readonly [name: string, shape: number[]])[],
  weights: Weights,
  outliers: number,
): void {
  const header: Record<string, { dtype: 'F32'; shape: number[]; data_offsets: [number, number] }> = {};
  let end = 0;
  for (const [name, shape] of shapes) {
    const from = end;
    end += 4 * shape.reduce((all, axis) => all * axis, 1);
    header[name] = { dtype: 'F32', shape, data_offsets: [from, end] };
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const descriptor = openSync(path, 'w');
  writeSync(descriptor, Buffer.concat([length, json]));
  ftruncateSync(descriptor, 8 + json.length + end);
  for (const [name, shape] of shapes) {
    const [rows = 1, ...rest] = shape;
    const columns = rest.reduce((all, axis) => all * axis, 1);
    const values = valuesOf(name, Math.min(rows, MOST_ROWS), columns, weights);
    // a column is an input of its layer
    if (rest.length === 1 && !name.includes('embed'))
      for (let at = 0; at < values.length; at += columns) values[at]! *= outliers;
    writeSync(
      descriptor,
      new Uint8Array(values.buffer),
      0,
      values.byteLength,
      8 + json.length + header[name]!.data_offsets[0],
    );
  }
  closeSync(descriptor);
}

/** Numbers that keep signals near one: norms of one, biases near zero, matrices by their inputs. */
function valuesOf(name: string, rows: number, columns: number, weights: Weights): Float32Array {
  if (/norm\.weight$|layernorm\.weight$/.test(name)) return new Float32Array(rows * columns).fill(1);
  if (name.endsWith('inv_freq')) return Float32Array.from({ length: rows }, (_, i) => 10_000 ** (-i / rows));
  if (columns === 1) return weights.normal(rows, 0.05);
  const gain = /embed_tokens|_embedding/.test(name) ? 1 : 1 / Math.sqrt(columns);
  return weights.normal(rows * columns, gain);
}
