import { StudioError } from '#contract/errors';
import { flowSteps, type FlowStep } from '#contract/flow-steps';
import { assertFinite, assertLength } from '../../../onnx/failures';
import { float32Tensor, floatsOf, int64Tensor } from '../../../onnx/tensors';
import { FRAMES_PER_TOKEN, MEL_BINS } from '../../geometry';
import { startNoise } from '../../math/start-noise';
import type { MelRows } from '../../mel';
import type { Flow, FlowRequest } from '../../stages/flow';
import type { Graphs } from '../topology';

/** Zeros behind the last token, where the encoder would look ahead. */
const LOOK_AHEAD = 3;

/** The layout of compiled packs: one graph for all conditions, one for a whole guided Euler step. */
export class FusedStepFlow implements Flow {
  constructor(private readonly graphs: Graphs) {}

  async decode(request: FlowRequest): Promise<MelRows> {
    const { prompt, tokens, settings, signal, onStep } = request;
    const all = [...Array.from(prompt.speechTokens), ...tokens];
    const frames = all.length * FRAMES_PER_TOKEN;
    const steps = this.modulated(settings.steps);
    const cond = new Float32Array(frames * MEL_BINS);
    cond.set(prompt.mel.data);
    const { base } = await this.graphs.run('flow_encoder', {
      tokens: int64Tensor(all, [all.length]),
      look_pad: int64Tensor([LOOK_AHEAD], [1]),
      speaker: float32Tensor(prompt.speakerEmbedding, [prompt.speakerEmbedding.length]),
      cond: float32Tensor(cond, [frames, MEL_BINS]),
    });
    assertFinite(floatsOf(base!, 'flow_encoder'), 'flow_encoder');
    let x = turned(startNoise(frames), MEL_BINS);
    let done = 0;
    for (const { delta, modulation, rows } of steps) {
      signal.throwIfAborted();
      const { x_next: next } = await this.graphs.run('flow_step', {
        x: float32Tensor(x, [frames, MEL_BINS]),
        base: base!,
        mod: float32Tensor(modulation, [rows, modulation.length / rows]),
        dt: float32Tensor(Float32Array.of(delta), [1]),
        guidance: float32Tensor(Float32Array.of(settings.guidance), [1]),
      });
      x = floatsOf(next!, 'flow_step');
      assertLength(x, frames * MEL_BINS, 'flow_step');
      assertFinite(x, 'flow_step');
      onStep(++done);
    }
    base!.dispose();
    const promptValues = prompt.speechTokens.length * FRAMES_PER_TOKEN * MEL_BINS;
    const data = turned(x.subarray(promptValues), x.length / MEL_BINS - promptValues / MEL_BINS);
    return { data, bins: MEL_BINS, frames: data.length / MEL_BINS };
  }

  /**
   * The steps of a count with their rows of the modulation table.
   * @throws StudioError 'flow-steps-unavailable' for a count that the table was not made for
   */
  private modulated(count: number): (FlowStep & { modulation: Float32Array; rows: number })[] {
    const { flowSteps: counts, graphs } = this.graphs.pack.manifest;
    const index = counts.indexOf(count);
    if (index < 0) {
      throw new StudioError('flow-steps-unavailable', { steps: count, counts: counts.join(', ') });
    }
    const table = this.graphs.table('modulation');
    const rows = Number(graphs.flow_step?.inputs.mod?.shape[0]);
    const first = counts.slice(0, index).reduce((sum, before) => sum + before, 0);
    return flowSteps(count).map((step, i) => {
      const modulation = new Float32Array(rows * table.width);
      table.read((first + i) * rows, rows, modulation, 0);
      return { ...step, modulation, rows };
    });
  }
}

/** [rows, columns] to [columns, rows]. */
function turned(values: Float32Array, rows: number): Float32Array<ArrayBuffer> {
  const columns = values.length / rows;
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      result[column * rows + row] = values[row * columns + column]!;
    }
  }
  return result;
}
