import type { Tensor } from 'onnxruntime-node';
import { StudioError } from '#contract/errors';
import { assertFinite, assertLength } from '../../../onnx/failures';
import { float32Tensor, floatsOf, numbersTensor } from '../../../onnx/tensors';
import { SOS_ID, SPEECH_LOGITS, TASK_ID } from '../../geometry';
import type { Decoding, LanguageModel, LanguageSequence } from '../../stages/language-model';
import { refuseLongSequence, unknownId } from '../../stages/sequence-limits';
import type { Graphs } from '../topology';

/**
 * The layout with separate prefill and decode graphs and one stacked cache [48, 1, 2, positions, 64] that is handed
 * from each run to the next. Embeddings are looked up by the caller.
 */
export class StackedKvModel implements LanguageModel {
  /** Hidden width: 896 in the published model. */
  private readonly width: number;

  constructor(private readonly graphs: Graphs) {
    this.width = languageModelWidth(graphs);
  }

  async begin({ textIds, speechTokens }: LanguageSequence): Promise<Decoding> {
    refuseLongSequence(this.graphs.pack.manifest.limits, textIds.length, speechTokens.length);
    const length = 1 + textIds.length + 1 + speechTokens.length;
    const embeds = new Float32Array(length * this.width);
    await this.embed('speech_embedding', [SOS_ID], embeds, 0);
    await this.embed('text_embedding', textIds, embeds, 1);
    await this.embed('speech_embedding', [TASK_ID], embeds, 1 + textIds.length);
    await this.embed('speech_embedding', speechTokens, embeds, 2 + textIds.length);

    const { hidden, kv } = await this.graphs.run('llm_prefill', {
      embeds: float32Tensor(embeds, [1, length, this.width]),
      mask: this.mask('llm_prefill', length),
    });
    const all = floatsOf(hidden!, 'llm_prefill');
    assertLength(all, length * this.width, 'llm_prefill');
    const last = all.slice(-this.width);
    return this.decoding(await this.head(last, 'llm_prefill'), kv!, length);
  }

  private decoding(first: Float32Array, firstCache: Tensor, length: number): Decoding {
    let logits = first;
    let cache = firstCache;
    let positions = length;
    const embedding = new Float32Array(this.width);
    const accept = async (token: number): Promise<void> => {
      await this.embed('speech_embedding', [token], embedding, 0);
      positions++;
      const { hidden, kv } = await this.graphs.run('llm_decode', {
        embeds: float32Tensor(embedding, [1, 1, this.width]),
        mask: this.mask('llm_decode', positions),
        kv: cache,
      });
      cache.dispose();
      cache = kv!;
      logits = await this.head(floatsOf(hidden!, 'llm_decode'), 'llm_decode');
    };
    return {
      get logits() {
        return logits;
      },
      accept,
    };
  }

  /** @param from the graph whose hidden state this is, to blame the right one */
  private async head(hidden: Float32Array, from: string): Promise<Float32Array> {
    assertFinite(hidden, from);
    const { logits } = await this.graphs.run('llm_head', {
      hidden: float32Tensor(hidden, [1, 1, this.width]),
    });
    const values = floatsOf(logits!, 'llm_head');
    assertLength(values, SPEECH_LOGITS, 'llm_head');
    assertFinite(values, 'llm_head');
    return values;
  }

  /** Writes the rows of `ids` into `target` from position `at` on. */
  private async embed(role: string, ids: ArrayLike<number>, target: Float32Array, at: number): Promise<void> {
    if (ids.length === 0) return;
    const rows = this.graphs.rows(role, this.width);
    if (rows) {
      for (let i = 0; i < ids.length; i++) {
        if (ids[i]! >= rows.rowCount) throw unknownId(role, ids[i]!, rows.rowCount);
        rows.read(ids[i]!, target, (at + i) * this.width);
      }
      return;
    }
    const type = this.graphs.inputType(role, 'ids');
    const { embeds } = await this.graphs.run(role, { ids: numbersTensor(type, ids, [1, ids.length]) });
    const rowsOut = floatsOf(embeds!, role);
    assertLength(rowsOut, ids.length * this.width, role);
    target.set(rowsOut, at * this.width);
  }

  /** Every position may be seen. Floats in the published graphs, although the reference's own model takes integers. */
  private mask(role: string, length: number): Tensor {
    const ones = new Float32Array(length).fill(1);
    return numbersTensor(this.graphs.inputType(role, 'mask'), ones, [1, length]);
  }
}

/** @returns the hidden width of a pack's language model, as its manifest states and opening it has compared */
export function languageModelWidth({ pack }: Graphs): number {
  const { speech_embedding: speech, llm_prefill: prefill } = pack.manifest.graphs;
  const declared = [speech?.outputs.embeds, prefill?.inputs.embeds].map((spec) => spec?.shape.at(-1));
  const width = declared.find((axis) => typeof axis === 'number');
  if (typeof width === 'number') return width;
  throw new StudioError('pack-invalid', { why: 'no-width', pack: pack.id, role: 'speech_embedding' });
}
