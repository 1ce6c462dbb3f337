const SILENT_CODES: ReadonlySet<number> = new Set([1, 2, 28, 29, 55, 248, 494, 2241, 2242, 2322, 2323]);

/** More silent codes in a row than this are kept from the flow; about 0.2 s. */
export const DEFAULT_SILENT_RUN = 5;

/** @returns whether a speech token is one of the codes for silence or breath */
export function isSilentToken(token: number): boolean {
  return SILENT_CODES.has(token);
}

/**
 * Shortens long pauses: what the flow gets of the generated tokens. The sampler's history keeps them all.
 * @param longestRun silent codes kept in a row; 0 keeps every token
 */
export function dropLongSilences(tokens: readonly number[], longestRun = DEFAULT_SILENT_RUN): number[] {
  if (longestRun === 0) return [...tokens];
  let run = 0;
  return tokens.filter((token) => {
    run = isSilentToken(token) ? run + 1 : 0;
    return run <= longestRun;
  });
}
