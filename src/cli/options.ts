import { Option } from 'commander';
import { AUTO_ENGINE, engineIdSchema } from '#contract/engines';
import { usageError } from './output';

/** An engine by its id; which there are, the engine process knows. */
export function engineOption(): Option {
  return new Option('--engine <id>', 'an engine by its id; doctor lists them')
    .default(AUTO_ENGINE)
    .argParser((text) => {
      if (engineIdSchema.safeParse(text).success) return text;
      throw usageError('no-engine-id', {
        option: '--engine',
        value: text,
      });
    });
}

/** Numbers as they stand on a command line. Ranges are the studio's business; this only refuses what is no number. */
export function number(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw usageError('no-number', {
    option,
    value: text,
  });
}

/** @throws StudioError 'usage' with the range */
export function numberInRange(
  option: string,
  text: string,
  { min, max, whole = false }: { readonly min: number; readonly max: number; readonly whole?: boolean },
): number {
  const value = number(option, text);
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  throw usageError(whole ? 'whole-out-of-range' : 'out-of-range', {
    ...{ option, value: text, min, max },
  });
}

export function wholeNumber(option: string, text: string, min = 1): number {
  const value = number(option, text);
  if (Number.isInteger(value) && value >= min) return value;
  throw usageError('not-whole', { option, value: text, min });
}

export function seconds(option: string, text: string): number {
  const value = number(option, text);
  if (value >= 0) return value;
  throw usageError('before-start', {
    option,
    value: text,
  });
}
