/** How far numbers are from those that they stand for. */

/** @returns the divergence of a distribution from the one it stands for, in nats; both as logits */
export function klDivergence(reference: ArrayLike<number>, found: ArrayLike<number>): number {
  const [p, q] = [logSumExp(reference), logSumExp(found)];
  let sum = 0;
  for (let i = 0; i < reference.length; i++) {
    const logP = reference[i]! - p;
    sum += Math.exp(logP) * (logP - (found[i]! - q));
  }
  return sum;
}

/** @returns the place of the largest value, the first of equals */
export function topOf(values: ArrayLike<number>): number {
  let top = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[top]!) top = i;
  return top;
}

/** @returns the error's root mean square, and the signal around its mean above it in dB; `Infinity` for equal signals */
export function errorOf(
  reference: ArrayLike<number>,
  found: ArrayLike<number>,
): { snrDb: number; rmsError: number } {
  let mean = 0;
  for (let i = 0; i < reference.length; i++) mean += reference[i]! / reference.length;
  let [signal, error] = [0, 0];
  for (let i = 0; i < reference.length; i++) {
    signal += (reference[i]! - mean) ** 2;
    error += (found[i]! - reference[i]!) ** 2;
  }
  return { snrDb: 10 * Math.log10(signal / error), rmsError: Math.sqrt(error / reference.length) };
}

function logSumExp(logits: ArrayLike<number>): number {
  const most = logits[topOf(logits)]!;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - most);
  return most + Math.log(sum);
}
