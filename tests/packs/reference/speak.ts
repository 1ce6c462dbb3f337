import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { cleaned, flowMel, resample, speakerFbank, tokenizerMel } from './features';
import { draws, torchNormal } from './random';
import { referenceTokenizer } from './text';
import { vocode } from './vocoder';

/**
 * A second glue around the same graphs, from the specification alone: one segment at a time, plain arrays, no reuse, no
 * shortcuts. It exists to be compared with the engine sample by sample.
 */
export interface ReferenceRequest {
  readonly packDir: string;
  readonly prompt: { readonly samples: Float32Array; readonly sampleRateHz: number };
  /** Everything in front of a segment. */
  readonly promptText: string;
  /** Whether the language model hears the prompt. */
  readonly zeroShot: boolean;
  readonly prefixCounts?: boolean;
  readonly segments: readonly string[];
  readonly seed: number;
  readonly speed: number;
}

export interface ReferenceTake {
  readonly samples: number[];
  readonly tokens: number[][];
}

const SILENT = [1, 2, 28, 29, 55, 248, 494, 2241, 2242, 2322, 2323];
const KV = [48, 1, 2, -1, 64];

let noise: number[][] | undefined;

export async function referenceSpeak(request: ReferenceRequest): Promise<ReferenceTake> {
  const graphs = await Graphs.open(request.packDir);
  const encode = referenceTokenizer(request.packDir);
  const voice = await enrol(graphs, request.prompt);
  const promptIds = encode(request.promptText);
  noise ??= torchNormal();
  const take: ReferenceTake = { samples: [], tokens: [] };
  for (const [index, segment] of request.segments.entries()) {
    const ids = encode(segment);
    const heard = request.zeroShot ? voice.tokens : [];
    // a text of cross_lingual carries the prefix, and its tokens count
    const counted = ids.length + (request.prefixCounts ? promptIds.length : 0);
    const tokens = await speechTokens(graphs, [...promptIds, ...ids], heard, {
      min: 2 * counted,
      max: 20 * counted,
      draw: draws(request.seed, index, 0),
    });
    const mel = await flow(graphs, voice, tokens, noise);
    take.tokens.push(tokens);
    take.samples.push(...(await vocode(graphs.run, resized(mel, request.speed))));
  }
  return take;
}

/** Source speech in the prompt's voice: no language model, no draws, no tokens dropped. */
export async function referenceConvert(request: {
  readonly packDir: string;
  readonly prompt: ReferenceRequest['prompt'];
  readonly source: ReferenceRequest['prompt'];
  readonly speed: number;
}): Promise<ReferenceTake> {
  const graphs = await Graphs.open(request.packDir);
  const voice = await enrol(graphs, request.prompt);
  noise ??= torchNormal();
  const { samples, sampleRateHz } = request.source;
  const at16k = Array.from(Float32Array.from(resample(Array.from(samples), sampleRateHz, 16_000)));
  const tokens = await hear(graphs, at16k);
  const mel = await flow(graphs, voice, tokens, noise);
  return { samples: await vocode(graphs.run, resized(mel, request.speed)), tokens: [tokens] };
}

type Run = (file: string, feeds: Record<string, Tensor>) => Promise<Record<string, Tensor>>;

class Graphs {
  private constructor(
    private readonly dir: string,
    private readonly sessions: Record<string, InferenceSession>,
  ) {}

  static async open(dir: string): Promise<Graphs> {
    const files = [
      'llm_speech_embedding', 'llm_backbone_initial_int4', 'llm_backbone_decode_int4', 'llm_decoder',
      'flow_token_embedding', 'flow_pre_lookahead', 'flow_speaker_projection', 'flow_estimator',
      'hift_f0_predictor', 'hift_source_generator', 'hift_decoder', 'speech_tokenizer_v3', 'campplus',
    ]; // prettier-ignore
    const open = files.map(async (file) => [
      file,
      await InferenceSession.create(join(dir, 'onnx', `${file}.onnx`)),
    ]);
    return new Graphs(dir, Object.fromEntries(await Promise.all(open)) as Record<string, InferenceSession>);
  }

  readonly run: Run = async (file, feeds) => this.sessions[file]!.run(feeds);

  /** A row of the text table, which ends its file: no session needs half a gigabyte for it. */
  textRow(id: number): number[] {
    const descriptor = openSync(join(this.dir, 'onnx/text_embedding.onnx'), 'r');
    const row = new Float32Array(896);
    const table = fstatSync(descriptor).size - 151_936 * 3584;
    readSync(descriptor, new Uint8Array(row.buffer), 0, 3584, table + id * 3584);
    closeSync(descriptor);
    return Array.from(row);
  }

  async speechRow(id: number): Promise<number[]> {
    const { embedded } = await this.run('llm_speech_embedding', { token: ids([id]) });
    return numbers(embedded!);
  }
}

const floats = (values: readonly number[], dims: readonly number[]) =>
  new Tensor('float32', Float32Array.from(values), dims);
const ids = (values: readonly number[]) =>
  new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
const numbers = (tensor: Tensor): number[] => Array.from(tensor.data as Float32Array);

interface Voice {
  readonly tokens: number[];
  /** [2P][80] */
  readonly mel: number[][];
  readonly speaker: number[];
}

async function enrol(graphs: Graphs, prompt: ReferenceRequest['prompt']): Promise<Voice> {
  const clean = cleaned(prompt.samples, prompt.sampleRateHz);
  const at16k = Array.from(Float32Array.from(resample(clean, prompt.sampleRateHz, 16_000)));
  const at24k = Array.from(Float32Array.from(resample(clean, prompt.sampleRateHz, 24_000)));
  const fbank = speakerFbank(at16k);
  const { output } = await graphs.run('campplus', { input: floats(fbank.flat(), [1, fbank.length, 80]) });
  const tokens = await hear(graphs, at16k);
  const mel = flowMel(at24k);
  const count = Math.min(Math.floor(mel.length / 2), tokens.length);
  return { tokens: tokens.slice(0, count), mel: mel.slice(0, 2 * count), speaker: numbers(output!) };
}

async function hear(graphs: Graphs, at16k: readonly number[]): Promise<number[]> {
  const heard = tokenizerMel([...at16k]);
  const { indices } = await graphs.run('speech_tokenizer_v3', {
    feats: floats(heard.flat(), [1, 128, heard[0]!.length]),
    feats_length: new Tensor('int32', Int32Array.of(heard[0]!.length), [1]),
  });
  return Array.from(indices!.data as Int32Array);
}

async function speechTokens(
  graphs: Graphs,
  textIds: readonly number[],
  heard: readonly number[],
  { min, max, draw }: { min: number; max: number; draw: () => number },
): Promise<number[]> {
  const rows = [
    await graphs.speechRow(6561),
    ...textIds.map((id) => graphs.textRow(id)),
    await graphs.speechRow(6563),
  ];
  for (const token of heard) rows.push(await graphs.speechRow(token));
  let answer = await graphs.run('llm_backbone_initial_int4', {
    inputs_embeds: floats(rows.flat(), [1, rows.length, 896]),
    attention_mask: floats(rows.map(() => 1), [1, rows.length]), // prettier-ignore
  });
  let cache = answer.past_key_values!;
  let hidden = numbers(answer.hidden_states!).slice(-896);
  const history: number[] = [];
  for (let step = 0; step < max; step++) {
    const { logits } = await graphs.run('llm_decoder', { hidden_state: floats(hidden, [1, 1, 896]) });
    const scores = numbers(logits!).map((score, id) => (step < min && id >= 6561 ? -Infinity : score));
    const id = repetitionAware(scores, history, draw);
    if (id >= 6561) break;
    history.push(id);
    const positions = rows.length + history.length;
    answer = await graphs.run('llm_backbone_decode_int4', {
      inputs_embeds: floats(await graphs.speechRow(id), [1, 1, 896]),
      attention_mask: floats(new Array<number>(positions).fill(1), [1, positions]),
      past_key_values: new Tensor(
        'float32',
        cache.data as Float32Array,
        KV.map((axis) => (axis === -1 ? positions - 1 : axis)),
      ),
    });
    cache = answer.new_past_key_values!;
    hidden = numbers(answer.hidden_states!);
  }
  let run = 0;
  return history.filter((id) => (run = SILENT.includes(id) ? run + 1 : 0) <= 5);
}

function repetitionAware(scores: readonly number[], history: readonly number[], draw: () => number): number {
  const p = softmax(scores);
  const order = p.map((_, id) => id).sort((a, b) => p[b]! - p[a]! || a - b);
  const nucleus: number[] = [];
  let mass = 0;
  for (const id of order) {
    if (mass >= 0.8 || nucleus.length >= 25) break;
    nucleus.push(id);
    mass += p[id]!;
  }
  const first = pick(nucleus, p, draw() * mass);
  if (!history.slice(-10).includes(first)) return first;
  const rest = softmax(scores.map((score, id) => (id === first ? -Infinity : score)));
  return pick(
    rest.map((_, id) => id).filter((id) => rest[id]! > 0),
    rest,
    draw(),
  );
}

function softmax(scores: readonly number[]): number[] {
  const top = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const weights = scores.map((score) => Math.exp(score - top));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function pick(candidates: readonly number[], p: readonly number[], at: number): number {
  let sum = 0;
  for (const id of candidates) {
    sum += p[id]!;
    if (at < sum) return id;
  }
  return candidates.at(-1)!;
}

/** @returns [80][2S] */
async function flow(
  graphs: Graphs,
  voice: Voice,
  tokens: readonly number[],
  noise: readonly number[][],
): Promise<number[][]> {
  const all = [...voice.tokens, ...tokens];
  const L = 2 * all.length;
  const { embedded } = await graphs.run('flow_token_embedding', { token: ids(all) });
  const { h } = await graphs.run('flow_pre_lookahead', { token_embedded: embedded! });
  const norm = Math.sqrt(voice.speaker.reduce((sum, x) => sum + x * x, 0));
  const { projected } = await graphs.run('flow_speaker_projection', {
    embedding: floats(voice.speaker.map((x) => x / norm), [1, 192]), // prettier-ignore
  });
  const rows = numbers(h!);
  const mu: number[] = [];
  const cond: number[] = [];
  const x: number[] = [];
  for (let m = 0; m < 80; m++) {
    for (let l = 0; l < L; l++) {
      mu.push(rows[l * 80 + m]!);
      cond.push(voice.mel[l]?.[m] ?? 0);
      x.push(noise[m]![l]!);
    }
  }
  const zeros = new Array<number>(80 * L).fill(0);
  const grid = Array.from({ length: 11 }, (_, i) => 1 - Math.cos((0.5 * Math.PI * i) / 10));
  let t = grid[0]!;
  for (let i = 1; i <= 10; i++) {
    const dt = grid[i]! - t;
    const { estimator_out: v } = await graphs.run('flow_estimator', {
      x: floats([...x, ...x], [2, 80, L]),
      mask: floats(new Array<number>(2 * L).fill(1), [2, 1, L]),
      mu: floats([...mu, ...zeros], [2, 80, L]),
      t: floats([t, t], [2]),
      spks: floats([...numbers(projected!), ...new Array<number>(80).fill(0)], [2, 80]),
      cond: floats([...cond, ...zeros], [2, 80, L]),
    });
    const velocity = numbers(v!);
    for (let k = 0; k < 80 * L; k++) x[k] = x[k]! + dt * (1.7 * velocity[k]! - 0.7 * velocity[80 * L + k]!);
    t += dt;
  }
  return Array.from({ length: 80 }, (_, m) => x.slice(m * L + 2 * voice.tokens.length, (m + 1) * L));
}

/** Half-pixel linear interpolation along time. */
function resized(mel: number[][], speed: number): number[][] {
  if (speed === 1) return mel;
  return mel.map((row) => {
    const length = Math.trunc(row.length / speed);
    return Array.from({ length }, (_, j) => {
      const at = Math.max(0, (j + 0.5) * (row.length / length) - 0.5);
      const left = Math.floor(at);
      const right = Math.min(left + 1, row.length - 1);
      return row[left]! + (at - left) * (row[right]! - row[left]!);
    });
  });
}
