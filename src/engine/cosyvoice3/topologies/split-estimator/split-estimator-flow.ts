import { assertFinite, assertLength } from '../../../onnx/failures';
import { float32Tensor, floatsOf, numbersTensor } from '../../../onnx/tensors';
import { FRAMES_PER_TOKEN, MEL_BINS, SPEAKER } from '../../geometry';
import { flowSteps } from '#contract/flow-steps';
import { guidedEulerStep } from '../../math/flow-steps';
import { startNoise } from '../../math/start-noise';
import type { MelFrames, MelRows } from '../../mel';
import type { Flow, FlowRequest } from '../../stages/flow';
import type { Graphs } from '../topology';

/** Torch's guard against dividing by zero. */
const SMALLEST_NORM = 1e-12;

/** What the estimator is told besides where it stands; only the first half of each, the second stays zero. */
interface Conditions {
  /** Shape (80, L). */
  readonly mu: Float32Array;
  /** Shape (80, L). */
  readonly cond: Float32Array;
  /** 80 numbers. */
  readonly spks: Float32Array;
  readonly frames: number;
}

/** The layout with small graphs for the conditions and one estimator for batch 2; the solver runs here. */
export class SplitEstimatorFlow implements Flow {
  constructor(private readonly graphs: Graphs) {}

  async decode(request: FlowRequest): Promise<MelRows> {
    const conditions = await this.condition(request);
    const x = await this.solve(conditions, request);
    return cutPrompt(x, conditions.frames, request.prompt.speechTokens.length * FRAMES_PER_TOKEN);
  }

  private async condition({ prompt, tokens }: FlowRequest): Promise<Conditions> {
    const all = [...Array.from(prompt.speechTokens), ...tokens];
    const frames = all.length * FRAMES_PER_TOKEN;
    const { embeds } = await this.graphs.run('flow_token_embedding', {
      ids: numbersTensor(this.graphs.inputType('flow_token_embedding', 'ids'), all, [1, all.length]),
    });
    const { h } = await this.graphs.run('flow_pre_lookahead', { embeds: embeds! });
    const { spks } = await this.graphs.run('flow_speaker_projection', {
      speaker: float32Tensor(normalized(prompt.speakerEmbedding), [1, SPEAKER]),
    });
    const rows = floatsOf(h!, 'flow_pre_lookahead');
    const projected = floatsOf(spks!, 'flow_speaker_projection');
    assertLength(rows, frames * MEL_BINS, 'flow_pre_lookahead');
    assertLength(projected, MEL_BINS, 'flow_speaker_projection');
    assertFinite(rows, 'flow_pre_lookahead');
    assertFinite(projected, 'flow_speaker_projection');
    return {
      mu: transposed({ data: rows, frames, bins: MEL_BINS }, frames),
      cond: transposed(prompt.mel, frames),
      spks: projected,
      frames,
    };
  }

  /** @returns the end of the Euler path, shape (80, L), as the first half of the buffer that the estimator was fed */
  private async solve(
    conditions: Conditions,
    { settings, signal, onStep }: FlowRequest,
  ): Promise<Float32Array> {
    const { frames } = conditions;
    const half = MEL_BINS * frames;
    const both = new Float32Array(2 * half);
    const x = both.subarray(0, half);
    x.set(startNoise(frames));
    const time = new Float32Array(2);
    // inputs are read in place, so the tensors are made once and their arrays change under them
    const feeds = {
      x: float32Tensor(both, [2, MEL_BINS, frames]),
      mask: float32Tensor(new Float32Array(2 * frames).fill(1), [2, 1, frames]),
      mu: float32Tensor(withZeros(conditions.mu), [2, MEL_BINS, frames]),
      t: float32Tensor(time, [2]),
      spks: float32Tensor(withZeros(conditions.spks), [2, MEL_BINS]),
      cond: float32Tensor(withZeros(conditions.cond), [2, MEL_BINS, frames]),
    };
    let done = 0;
    for (const step of flowSteps(settings.steps)) {
      signal.throwIfAborted();
      both.copyWithin(half, 0, half);
      time.fill(step.time);
      const { v } = await this.graphs.run('flow_estimator', feeds);
      const velocity = floatsOf(v!, 'flow_estimator');
      assertLength(velocity, 2 * half, 'flow_estimator');
      assertFinite(velocity, 'flow_estimator');
      guidedEulerStep(x, velocity, step.delta, settings.guidance);
      v!.dispose();
      onStep(++done);
    }
    return x;
  }
}

function normalized(embedding: Float32Array): Float32Array {
  const norm = Math.sqrt(embedding.reduce((sum, value) => sum + value * value, 0));
  return embedding.map((value) => value / Math.max(norm, SMALLEST_NORM));
}

/** The conditioned half, then the unconditioned one: all zero, not a copy. */
function withZeros(values: Float32Array): Float32Array {
  const both = new Float32Array(2 * values.length);
  both.set(values);
  return both;
}

/** Frame rows to bin rows of `frames` columns; columns beyond the input stay zero. */
function transposed(mel: MelFrames, frames: number): Float32Array {
  const rows = new Float32Array(mel.bins * frames);
  for (let frame = 0; frame < mel.frames; frame++) {
    for (let bin = 0; bin < mel.bins; bin++) rows[bin * frames + frame] = mel.data[frame * mel.bins + bin]!;
  }
  return rows;
}

function cutPrompt(x: Float32Array, frames: number, promptFrames: number): MelRows {
  const kept = frames - promptFrames;
  const data = new Float32Array(MEL_BINS * kept);
  for (let bin = 0; bin < MEL_BINS; bin++) {
    data.set(x.subarray(bin * frames + promptFrames, (bin + 1) * frames), bin * kept);
  }
  return { data, bins: MEL_BINS, frames: kept };
}
