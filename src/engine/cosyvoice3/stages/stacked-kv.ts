import type { Tensor } from 'onnxruntime-node';
import { StudioError } from '#contract/errors';
import { assertFinite } from '../../onnx/failures';
import { float32Tensor, floatsOf, int64Tensor } from '../../onnx/tensors';
import type { PackSessions } from '../../packs/pack-sessions';
import { SOS_ID, TASK_ID } from '../geometry';
import type { Decoding, LanguageModel, LanguageSequence } from './language-model';

const HIDDEN = 896;

/**
 * The layout with separate prefill and decode graphs and one stacked cache [48, 1, 2, positions, 64] that is handed
 * from each run to the next. Embeddings are looked up by the caller.
 */
export class StackedKvModel implements LanguageModel {
  constructor(private readonly sessions: PackSessions) {}

  async begin({ textIds, speechTokens }: LanguageSequence): Promise<Decoding> {
    this.checkLimits(textIds.length, speechTokens.length);
    const length = 1 + textIds.length + 1 + speechTokens.length;
    const embeds = new Float32Array(length * HIDDEN);
    await this.embed('speech_embedding', [SOS_ID], embeds, 0);
    await this.embed('text_embedding', textIds, embeds, 1);
    await this.embed('speech_embedding', [TASK_ID], embeds, 1 + textIds.length);
    await this.embed('speech_embedding', speechTokens, embeds, 2 + textIds.length);

    const { hidden, kv } = await this.sessions.run('llm_prefill', {
      embeds: float32Tensor(embeds, [1, length, HIDDEN]),
      mask: onesMask(length),
    });
    const last = floatsOf(hidden!, 'llm_prefill').slice(-HIDDEN);
    return this.decoding(await this.head(last, 'llm_prefill'), kv!, length);
  }

  private decoding(first: Float32Array, firstCache: Tensor, length: number): Decoding {
    let logits = first;
    let cache = firstCache;
    let positions = length;
    const embedding = new Float32Array(HIDDEN);
    const accept = async (token: number): Promise<void> => {
      await this.embed('speech_embedding', [token], embedding, 0);
      positions++;
      const { hidden, kv } = await this.sessions.run('llm_decode', {
        embeds: float32Tensor(embedding, [1, 1, HIDDEN]),
        mask: onesMask(positions),
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
    const { logits } = await this.sessions.run('llm_head', { hidden: float32Tensor(hidden, [1, 1, HIDDEN]) });
    const values = floatsOf(logits!, 'llm_head');
    assertFinite(values, 'llm_head');
    return values;
  }

  /** Writes the rows of `ids` into `target` from position `at` on. */
  private async embed(role: string, ids: ArrayLike<number>, target: Float32Array, at: number): Promise<void> {
    if (ids.length === 0) return;
    const rows = this.sessions.rows(role, HIDDEN);
    if (rows) {
      for (let i = 0; i < ids.length; i++) rows.read(ids[i]!, target, (at + i) * HIDDEN);
      return;
    }
    const { embeds } = await this.sessions.run(role, { ids: int64Tensor(ids, [1, ids.length]) });
    target.set(floatsOf(embeds!, role), at * HIDDEN);
  }

  private checkLimits(textIds: number, promptTokens: number): void {
    const { maxTextIds, maxPromptTokens } = this.sessions.pack.manifest.limits;
    if (maxTextIds !== null && textIds > maxTextIds) {
      throw new StudioError(
        'text-too-long',
        `A segment has ${textIds} text tokens; this pack takes ${maxTextIds}.`,
        {
          repair: 'Split the text into shorter sentences.',
          values: { tokens: textIds, max: maxTextIds },
        },
      );
    }
    if (maxPromptTokens !== null && promptTokens > maxPromptTokens) {
      throw new StudioError(
        'prompt-too-long',
        `The prompt has ${promptTokens} speech tokens; this pack takes ${maxPromptTokens}.`,
        {
          repair: 'Select a shorter part of the prompt.',
          values: { tokens: promptTokens, max: maxPromptTokens },
        },
      );
    }
  }
}

/** Every position may be seen. Float, although the reference's own model takes integers: so the graphs were exported. */
function onesMask(length: number): Tensor {
  return float32Tensor(new Float32Array(length).fill(1), [1, length]);
}
