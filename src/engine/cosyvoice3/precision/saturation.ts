import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFile } from '#compiler/onnx/data-file';
import { Graph } from '#compiler/onnx/graph';
import { storeLinear, type LinearFormat } from '#compiler/onnx/linear';
import { flowFormats, llmFormats } from '#compiler/pack/precision';
import type { Precisions } from '#contract/compiled-pack';
import { StudioError } from '#contract/errors';
import { readModelFile } from '../../onnx/model-file';
import { openOnCpu } from '../../onnx/session';
import { float32Tensor, floatsOf } from '../../onnx/tensors';

/**
 * Whether this processor multiplies what a pack stores. Kernels without VNNI add products of bytes in 16 bits; the
 * largest ones overflow there, and a sum comes out at half its size without any error.
 */

const [INPUTS, OUTPUTS] = [256, 96];
/** Rounding of 8-bit activations stays far below; an overflow halves. */
const TOLERANCE = 0.02;

/** @returns the quantised formats; empty without any    @throws StudioError 'pack-unsound-here' with the format and the sums */
export async function checkSaturation({ llm, flow }: Precisions): Promise<{ readonly formats: string }> {
  const formats = [llmFormats[llm].layers, llmFormats[llm].head, flowFormats[flow]];
  const distinct = new Map(formats.map((format) => [nameOf(format), format]));
  distinct.delete('float32');
  for (const [name, format] of distinct) {
    for (const sign of [1, -1]) {
      const sums = await largestProducts(format, sign);
      const wrong = sums.find((sum) => Math.abs(sum - sign * INPUTS) > TOLERANCE * INPUTS);
      if (wrong !== undefined) throw unsound(name, sign * INPUTS, wrong);
    }
  }
  return { formats: [...distinct.keys()].join(', ') };
}

/** e.g. "int4/32": 4 bits, a scale for every 32 weights */
const nameOf = (format: LinearFormat): string =>
  format.kind === 'blocks' ? `int${format.bits}/${format.block}` : format.kind;

/** One layer in which every product is as large as it can be, with the session options of a pack. */
async function largestProducts(format: LinearFormat, sign: number): Promise<Float32Array> {
  const dir = mkdtempSync(join(tmpdir(), 'cosyvoice-probe-'));
  try {
    const data = new DataFile(join(dir, 'probe.data'));
    const weight = new Float32Array(OUTPUTS * INPUTS).fill(sign);
    const linear = storeLinear(data, { weight, outputs: OUTPUTS, inputs: INPUTS }, format);
    data.finish();
    const g = new Graph('probe');
    g.output('y', 'float32', ['rows', OUTPUTS], linear(g, g.input('x', 'float32', ['rows', INPUTS])));
    const path = join(dir, 'probe.onnx');
    writeFileSync(path, g.encode());
    const session = await openOnCpu({
      ...{ role: 'probe', model: readModelFile(path), providers: [] },
      ...{ optimizationLevel: 'all', memoryPattern: false },
    });
    const { y } = await session.run({ x: float32Tensor(new Float32Array(INPUTS).fill(1), [1, INPUTS]) });
    const sums = floatsOf(y!, 'probe').slice();
    await session.release();
    return sums;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function unsound(format: string, expected: number, found: number): StudioError {
  return new StudioError('pack-unsound-here', { format, expected, found });
}
