import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FlowPrecision, LlmPrecision, Precisions } from '#contract/compiled-pack';
import { StudioError } from '#contract/errors';
import { flowSteps } from '#contract/flow-steps';
import { openCheckpoint } from '../checkpoint/open-checkpoint';
import { writeFlowEncoder } from '../graphs/flow-encoder';
import { flowStepGraph, storeFlowStep } from '../graphs/flow-step';
import { writeLlm } from '../graphs/llm';
import { modulationRows, modulationTables } from '../graphs/modulation';
import { writeDecoder, writePitch } from '../graphs/vocoder';
import { DataFile } from '../onnx/data-file';
import { flowShape } from '../weights/flow-weights';
import { checkHift } from '../weights/hift-weights';
import { llmConfigSchema, llmShape, SPEECH_TABLE, TEXT_TABLE, type LlmConfig } from '../weights/llm-weights';
import { PartWeights, type ModelPart } from '../weights/part-weights';
import { bytesPerWeight, flowFormats, llmFormats } from './precision';

/** Numbers of a part that its manifest tells. */
export interface PartFacts {
  readonly width: number;
  readonly rows: number;
  readonly layers: number;
  readonly cacheWidth: number;
}

/** A network, ready to be written: its checkpoint is open and checked. */
export interface PreparedPart {
  readonly part: ModelPart;
  readonly facts: PartFacts;
  /** About as many bytes as it will write: tables and small graphs, and the layers. */
  readonly bytes: { readonly tables: number; readonly layers: number };
  /** Code that the checkpoint names; it did nothing. */
  readonly ignoredGlobals: readonly string[];
  /** Writes what is the same in every precision into `dir`, each file under a temporary name until it is whole. */
  writeTables(dir: string, onBytes: (count: number) => void): void;
  /** Writes the layers in their precision, in the same way. */
  writeLayers(dir: string, onBytes: (count: number) => void): void;
  close(): void;
}

/** Step counts of the flow that the modulation table has rows for: what the studio offers, and 1 for its checks. */
export const FLOW_STEP_COUNTS = [1, 4, 5, 6, 8, 10, 12, 16, 20, 32] as const;
/** Rows of a table that are copied at a time. */
const ROWS_AT_ONCE = 4096;

type About = Readonly<Record<string, string>>;

/**
 * Opens a checkpoint and compares it with the network that it should be.
 * @param config the language model's config.json, if there is one
 * @param about said in every graph's properties
 * @throws StudioError 'checkpoint-unreadable', 'checkpoint-unsupported', 'checkpoint-mismatch'
 */
export function preparePart(
  part: ModelPart,
  path: string,
  { precisions, config, about }: { precisions: Precisions; config: string | undefined; about: About },
): PreparedPart {
  const checkpoint = openCheckpoint(path);
  try {
    const weights = new PartWeights(part, checkpoint);
    const job =
      part === 'llm'
        ? llmJob(weights, config, precisions.llm, about)
        : part === 'flow'
          ? flowJob(weights, precisions.flow, about)
          : hiftJob(weights, about);
    return { part, ignoredGlobals: checkpoint.ignoredGlobals, close: () => checkpoint.close(), ...job };
  } catch (thrown) {
    checkpoint.close();
    throw thrown;
  }
}

type Job = Pick<PreparedPart, 'facts' | 'bytes' | 'writeTables' | 'writeLayers'>;

function llmJob(
  weights: PartWeights,
  config: string | undefined,
  precision: LlmPrecision,
  about: About,
): Job {
  const shape = llmShape(weights, readConfig(config));
  const { width, textRows, speechRows } = shape;
  const formats = llmFormats[precision];
  const tables = (textRows + speechRows) * width;
  const head = speechRows * width;
  const layers = weights.elements - tables - head;
  return {
    facts: { width, rows: speechRows, layers: shape.layers, cacheWidth: shape.kvHeads * shape.headWidth },
    bytes: {
      tables: 4 * tables,
      layers: bytesPerWeight(formats.head) * head + bytesPerWeight(formats.layers) * layers,
    },
    writeTables: (dir, onBytes) => {
      copyRows(join(dir, 'text.f32'), weights, TEXT_TABLE, onBytes);
      copyRows(join(dir, 'speech.f32'), weights, SPEECH_TABLE, onBytes);
    },
    writeLayers: (dir, onBytes) =>
      writing(dir, 'llm', onBytes, (data) => ({ llm: writeLlm(data, weights, shape, formats, about) })),
  };
}

function readConfig(path: string | undefined): LlmConfig {
  if (path === undefined) return llmConfigSchema.parse({});
  try {
    return llmConfigSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (thrown) {
    throw new StudioError('checkpoint-unreadable', { why: 'no-settings', file: basename(path) }, thrown);
  }
}

function flowJob(weights: PartWeights, precision: FlowPrecision, about: About): Job {
  const shape = flowShape(weights);
  const { width, blocks } = shape;
  const format = flowFormats[precision];
  const times = FLOW_STEP_COUNTS.flatMap((count) => flowSteps(count).map(({ time }) => time));
  const rows = modulationRows(shape);
  const layers = blocks * (4 * width * width + 2 * width * shape.inner);
  const norms = (6 * blocks + 2) * width * width;
  const others = weights.elements - layers - norms;
  return {
    facts: { width, rows, layers: blocks, cacheWidth: width },
    bytes: {
      tables: 4 * times.length * rows * width,
      layers: 4 * others + bytesPerWeight(format) * layers,
    },
    writeTables: (dir, onBytes) => {
      const table = new DataFile(join(dir, 'flow.modulation.f32'), onBytes);
      guarded(table, () =>
        modulationTables(weights, shape, times).forEach((rowsOfTime) => table.append(rowsOfTime)),
      );
      writing(dir, 'flow_encoder', onBytes, (data) => ({
        flow_encoder: writeFlowEncoder(data, weights, shape, about),
      }));
    },
    writeLayers: (dir, onBytes) =>
      writing(dir, 'flow', onBytes, (data) => {
        const stored = storeFlowStep(data, weights, shape, format);
        return {
          flow_step: flowStepGraph(stored, shape).encode(about),
          flow_stream: flowStepGraph(stored, shape, 'float16').encode(about),
        };
      }),
  };
}

function hiftJob(weights: PartWeights, about: About): Job {
  checkHift(weights);
  const mixer = ['m_source.l_linear.weight', 'm_source.l_linear.bias'];
  return {
    facts: { width: weights.read(mixer[0]!).length + 1, rows: 0, layers: 0, cacheWidth: 0 },
    bytes: { tables: 0, layers: 4 * weights.elements },
    writeTables: () => undefined,
    writeLayers: (dir, onBytes) => {
      const source = new DataFile(join(dir, 'source.f32'), onBytes);
      guarded(source, () => mixer.forEach((name) => source.append(weights.read(name))));
      writing(dir, 'voc_f0', onBytes, (data) => ({ voc_f0: writePitch(data, weights, about) }));
      writing(dir, 'voc_decoder', onBytes, (data) => ({ voc_decoder: writeDecoder(data, weights, about) }));
    },
  };
}

/** Writes a data file and, once it is whole, the graphs that name it. */
function writing(
  dir: string,
  name: string,
  onBytes: (count: number) => void,
  write: (data: DataFile) => Readonly<Record<string, Uint8Array>>,
): void {
  const data = new DataFile(join(dir, `${name}.data`), onBytes);
  const graphs = guarded(data, () => write(data));
  for (const [graph, bytes] of Object.entries(graphs)) writeFileSync(join(dir, `${graph}.onnx`), bytes);
}

function copyRows(path: string, weights: PartWeights, name: string, onBytes: (count: number) => void): void {
  const data = new DataFile(path, onBytes);
  guarded(data, () => {
    const rows = weights.shape(name)[0]!;
    for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
      data.append(weights.read(name, [from, Math.min(from + ROWS_AT_ONCE, rows)]));
    }
  });
}

/** Half a file never takes its name. */
function guarded<T>(data: DataFile, write: () => T): T {
  try {
    const result = write();
    data.finish();
    return result;
  } catch (thrown) {
    data.abandon();
    throw thrown;
  }
}
