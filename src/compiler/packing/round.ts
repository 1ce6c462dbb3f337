/** Adding and taking this away leaves a number rounded to an integer, halves to the even one. */
const ROUNDER = 1.5 * 2 ** 52;

/** @param value below 2^51 in size    @returns the nearest integer; of two, the even one, as the quantisers of ONNX do */
export const roundHalfEven = (value: number): number => value + ROUNDER - ROUNDER;
