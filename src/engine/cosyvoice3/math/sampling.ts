import { StudioError } from '#contract/errors';
import { SOS_ID, SPEECH_CODES } from '../geometry';
import type { Random } from './random';

export interface SamplingSettings {
  /** Mass that the nucleus must reach, 0.1 to 1. */
  readonly topP: number;
  /** Most candidates in the nucleus, 1 to 100. */
  readonly topK: number;
  /** How many of the last tokens count for the repetition test; 0 switches it off. */
  readonly windowSize: number;
  /** Share of the window that one token may not reach. */
  readonly repetitionShare: number;
}

export const defaultSampling: SamplingSettings = {
  topP: 0.8,
  topK: 25,
  windowSize: 10,
  repetitionShare: 0.1,
};

/** `strict` forbids every stop id, as the reference's vLLM path does; `upstream` only the first, as its torch path does. */
export type StopMasking = 'strict' | 'upstream';

/** Takes the stop ids out of `logits`, in place: for the steps before the shortest allowed length. */
export function forbidStops(logits: Float32Array, masking: StopMasking): void {
  logits.fill(-Infinity, SPEECH_CODES, masking === 'strict' ? logits.length : SOS_ID + 1);
}

/**
 * Repetition-aware sampling: a nucleus draw and, if that token was heard within the window, one draw from everything
 * else. No temperature, no penalty. Source: the reference's ras_sampling.
 */
export class RepetitionAwareSampler {
  /** How often the repetition test asked for a second draw. */
  redraws = 0;
  private readonly candidateIds: Int32Array;
  private readonly candidateWeights: Float64Array;
  private readonly repetitionLimit: number;
  private weights = new Float64Array(0);

  constructor(
    private readonly random: Random,
    private readonly settings: SamplingSettings = defaultSampling,
  ) {
    this.candidateIds = new Int32Array(settings.topK);
    this.candidateWeights = new Float64Array(settings.topK);
    // a limit of 0 would send every token to the second draw
    this.repetitionLimit = Math.max(1, settings.windowSize * settings.repetitionShare);
  }

  /**
   * @param logits one number per id; -Infinity forbids an id
   * @param history every token accepted so far, oldest first    @returns the next id
   * @throws StudioError 'not-a-number' when a logit is NaN or +Infinity or when all are forbidden
   */
  draw(logits: Float32Array, history: readonly number[]): number {
    const total = this.weigh(logits);
    const id = this.drawFromNucleus(total);
    if (this.countRecent(id, history) < this.repetitionLimit) return id;
    this.redraws++;
    return this.drawAnythingBut(id);
  }

  /** Fills `weights` with exp(logit - max).    @returns their sum */
  private weigh(logits: Float32Array): number {
    if (this.weights.length !== logits.length) this.weights = new Float64Array(logits.length);
    const weights = this.weights;
    let max = -Infinity;
    for (let i = 0; i < logits.length; i++) if (logits[i]! > max) max = logits[i]!;
    let total = 0;
    for (let i = 0; i < logits.length; i++) {
      const weight = Math.exp(logits[i]! - max);
      weights[i] = weight;
      total += weight;
    }
    if (Number.isFinite(total)) return total;
    throw new StudioError('not-a-number', { why: 'language-model' });
  }

  private drawFromNucleus(total: number): number {
    const found = this.selectTop();
    const wanted = this.settings.topP * total;
    let mass = 0;
    let size = 0;
    while (size < found && (mass < wanted || size === 0)) mass += this.candidateWeights[size++]!;
    let left = this.random.next() * mass;
    for (let i = 0; i < size - 1; i++) {
      left -= this.candidateWeights[i]!;
      if (left < 0) return this.candidateIds[i]!;
    }
    return this.candidateIds[size - 1]!;
  }

  /** Insertion into a short sorted list: 20 times cheaper than sorting all ids. Equal weights keep the lower id first. */
  private selectTop(): number {
    const { weights, candidateIds: ids, candidateWeights: best } = this;
    const capacity = this.settings.topK;
    let count = 0;
    for (let id = 0; id < weights.length; id++) {
      const weight = weights[id]!;
      if (weight === 0 || (count === capacity && weight <= best[capacity - 1]!)) continue;
      let at = count < capacity ? count++ : capacity - 1;
      for (; at > 0 && best[at - 1]! < weight; at--) {
        best[at] = best[at - 1]!;
        ids[at] = ids[at - 1]!;
      }
      best[at] = weight;
      ids[at] = id;
    }
    return count;
  }

  private countRecent(id: number, history: readonly number[]): number {
    let count = 0;
    for (let i = Math.max(0, history.length - this.settings.windowSize); i < history.length; i++) {
      if (history[i] === id) count++;
    }
    return count;
  }

  /** @returns an id from the whole distribution without `excluded`; `excluded` itself when nothing else is possible */
  private drawAnythingBut(excluded: number): number {
    const weights = this.weights;
    weights[excluded] = 0;
    let total = 0;
    for (let i = 0; i < weights.length; i++) total += weights[i]!;
    let left = this.random.next() * total;
    let last = excluded;
    for (let id = 0; id < weights.length; id++) {
      const weight = weights[id]!;
      if (weight === 0) continue;
      last = id;
      left -= weight;
      if (left < 0) return id;
    }
    // rounding may leave a crumb beyond the last id
    return last;
  }
}
