import { StudioError } from '#contract/errors';

/** What keeps a file from being a script; `why` of the words. */
export type ScriptFileFault = 'empty' | 'no-text' | 'encoding' | 'large' | 'damaged' | 'old' | 'columns';

export const scriptFileInvalid = (
  why: ScriptFileFault,
  file: string,
  values: Readonly<Record<string, string | number>> = {},
  cause?: unknown,
): StudioError => new StudioError('script-file-invalid', { ...values, why, file }, cause);
