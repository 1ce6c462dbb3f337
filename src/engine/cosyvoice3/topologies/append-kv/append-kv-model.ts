import type { Tensor } from 'onnxruntime-node';
import { assertFinite, assertLength } from '../../../onnx/failures';
import { float32Tensor, floatsOf } from '../../../onnx/tensors';
import { SOS_ID, SPEECH_LOGITS, TASK_ID } from '../../geometry';
import type { Decoding, LanguageModel, LanguageSequence } from '../../stages/language-model';
import type { Graphs } from '../topology';
import { refuseLongSequence, unknownId } from '../../stages/sequence-limits';

const ROLE = 'llm';
/** Positions that a cache has room for at first; it doubles when they are full. */
const FIRST_POSITIONS = 512;

/**
 * The layout of compiled packs: one graph for prefill and decode. Its cache only grows, so each layer's keys and values
 * lie in one buffer, and what was computed so far is a view of its beginning.
 */
export class AppendKvModel implements LanguageModel {
  private readonly layers: number;
  private readonly cacheWidth: number;

  constructor(private readonly graphs: Graphs) {
    const { inputs = {} } = graphs.pack.manifest.graphs[ROLE] ?? {};
    this.layers = Object.keys(inputs).filter((name) => name.startsWith('past_k_')).length;
    this.cacheWidth = Number(inputs.past_k_0?.shape[1]);
  }

  async begin({ textIds, speechTokens }: LanguageSequence): Promise<Decoding> {
    refuseLongSequence(this.graphs.pack.manifest.limits, textIds.length, speechTokens.length);
    const text = this.graphs.table('text');
    const { width } = text;
    const length = 1 + textIds.length + 1 + speechTokens.length;
    const embeds = new Float32Array(length * width);
    this.embed('speech', [SOS_ID], embeds, 0);
    this.embed('text', textIds, embeds, 1);
    this.embed('speech', [TASK_ID], embeds, 1 + textIds.length);
    this.embed('speech', speechTokens, embeds, 2 + textIds.length);

    const cache = new GrowingCache(this.layers, this.cacheWidth);
    const row = new Float32Array(width);
    let logits = await this.run(embeds, length, cache);
    return {
      get logits() {
        return logits;
      },
      accept: async (token) => {
        this.embed('speech', [token], row, 0);
        logits = await this.run(row, 1, cache);
      },
    };
  }

  private async run(embeds: Float32Array, length: number, cache: GrowingCache): Promise<Float32Array> {
    const rows = float32Tensor(embeds, [1, length, embeds.length / length]);
    const { logits, ...fresh } = await this.graphs.run(ROLE, { embeds: rows, ...cache.feeds() });
    const values = floatsOf(logits!, ROLE);
    assertLength(values, SPEECH_LOGITS, ROLE);
    assertFinite(values, ROLE);
    cache.append(fresh, length);
    return values;
  }

  private embed(name: 'text' | 'speech', ids: ArrayLike<number>, target: Float32Array, at: number): void {
    const table = this.graphs.table(name);
    for (let i = 0; i < ids.length; i++) {
      if (ids[i]! >= table.rowCount) throw unknownId(name, ids[i]!, table.rowCount);
      table.read(ids[i]!, 1, target, (at + i) * table.width);
    }
  }
}

/** Keys and values of all layers, by the names that the graph gives them. */
class GrowingCache {
  private readonly buffers: Map<string, Float32Array>;
  private positions = 0;
  private room = FIRST_POSITIONS;

  constructor(
    layers: number,
    private readonly width: number,
  ) {
    const names = Array.from({ length: layers }, (_, i) => [`k_${i}`, `v_${i}`]).flat();
    this.buffers = new Map(names.map((name) => [name, new Float32Array(this.room * width)]));
  }

  feeds(): Record<string, Tensor> {
    const used = this.positions * this.width;
    const dims = [this.positions, this.width];
    return Object.fromEntries(
      [...this.buffers].map(([name, body]) => [`past_${name}`, float32Tensor(body.subarray(0, used), dims)]),
    );
  }

  append(fresh: Readonly<Record<string, Tensor>>, length: number): void {
    this.makeRoom(this.positions + length);
    for (const [name, body] of this.buffers) {
      const rows = floatsOf(fresh[`new_${name}`]!, ROLE);
      assertLength(rows, length * this.width, ROLE);
      body.set(rows, this.positions * this.width);
    }
    this.positions += length;
  }

  private makeRoom(positions: number): void {
    if (positions <= this.room) return;
    while (this.room < positions) this.room *= 2;
    for (const [name, body] of this.buffers) {
      const larger = new Float32Array(this.room * this.width);
      larger.set(body);
      this.buffers.set(name, larger);
    }
  }
}
