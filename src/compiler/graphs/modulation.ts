import { ESTIMATOR, flowBlock, type FlowShape } from '../weights/flow-weights';
import type { PartWeights } from '../weights/part-weights';

/** Rows of a block: shift, 1 + scale and gate of attention, then of the feed-forward network. */
const ROWS_PER_BLOCK = 6;
/** Rows after the last block: 1 + scale, shift. */
const LAST_ROWS = 2;
/** The time embedding counts in thousandths. */
const TIME_SCALE = 1000;

export const modulationRows = ({ blocks }: FlowShape): number => ROWS_PER_BLOCK * blocks + LAST_ROWS;

/**
 * What the adaptive norms of the flow become at given times: everything in them depends on time alone, so that a
 * table stands for 40 % of the network's weights. Computed in float64.
 * @returns one table [rows, width] for each time, each in float32
 */
export function modulationTables(
  weights: PartWeights,
  shape: FlowShape,
  times: readonly number[],
): Float32Array<ArrayBuffer>[] {
  const { width, blocks } = shape;
  const clocks = times.map((time) => clockOf(weights, shape, time));
  const tables = times.map(() => new Float32Array(modulationRows(shape) * width));
  const fill = (layer: string, firstRow: number, order: readonly { row: number; add: number }[]) => {
    const rows = linearOfMany(weights, layer, clocks);
    rows.forEach((values, t) =>
      order.forEach(({ row, add }, chunk) => {
        const at = (firstRow + row) * width;
        for (let i = 0; i < width; i++) tables[t]![at + i] = values[chunk * width + i]! + add;
      }),
    );
  };
  for (let i = 0; i < blocks; i++) {
    const order = Array.from({ length: ROWS_PER_BLOCK }, (_, row) => ({ row, add: row % 3 === 1 ? 1 : 0 }));
    fill(`${flowBlock(i)}attn_norm.linear`, ROWS_PER_BLOCK * i, order);
  }
  // here the scale comes first
  const last = [
    { row: 0, add: 1 },
    { row: 1, add: 0 },
  ];
  fill(`${ESTIMATOR}norm_out.linear`, ROWS_PER_BLOCK * blocks, last);
  return tables;
}

const silu = (values: Float64Array): Float64Array => values.map((value) => value / (1 + Math.exp(-value)));

/** The time embedding, through the activation that every adaptive norm begins with. */
function clockOf(weights: PartWeights, { clock }: FlowShape, time: number): Float64Array {
  const half = clock / 2;
  const waves = new Float64Array(clock);
  for (let j = 0; j < half; j++) {
    const frequency = Math.fround(Math.exp(Math.fround((-j * Math.log(10_000)) / (half - 1))));
    const angle = Math.fround(Math.fround(TIME_SCALE * time) * frequency);
    waves[j] = Math.sin(angle);
    waves[half + j] = Math.cos(angle);
  }
  const layer = (x: Float64Array, i: number) =>
    linearOfMany(weights, `${ESTIMATOR}time_embed.time_mlp.${i}`, [x])[0]!;
  return silu(layer(silu(layer(waves, 0)), 2));
}

/** One layer for several inputs: its weights are read once. */
function linearOfMany(weights: PartWeights, name: string, inputs: readonly Float64Array[]): Float64Array[] {
  const weight = weights.read(`${name}.weight`);
  const bias = weights.read(`${name}.bias`);
  const columns = weight.length / bias.length;
  return inputs.map((x) =>
    Float64Array.from(bias, (start, row) => {
      let sum = start;
      for (let i = 0, at = row * columns; i < columns; i++) sum += weight[at + i]! * x[i]!;
      return sum;
    }),
  );
}
