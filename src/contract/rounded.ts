/** @returns the nearest number of so many decimals: what can be told of a measure */
export function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
