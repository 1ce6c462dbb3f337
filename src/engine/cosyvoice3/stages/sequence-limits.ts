import { StudioError } from '#contract/errors';
import type { PackLimits } from '#contract/pack-manifest';

/** @throws StudioError 'text-too-long', 'prompt-too-long' beyond what a pack takes */
export function refuseLongSequence(limits: PackLimits, textIds: number, promptTokens: number): void {
  const { maxTextIds, maxPromptTokens } = limits;
  if (maxTextIds !== null && textIds > maxTextIds) {
    throw new StudioError(
      'text-too-long',
      `A segment has ${textIds} text tokens; this pack takes ${maxTextIds}.`,
      { repair: 'Split the text into shorter sentences.', values: { tokens: textIds, max: maxTextIds } },
    );
  }
  if (maxPromptTokens !== null && promptTokens > maxPromptTokens) {
    throw new StudioError(
      'prompt-too-long',
      `The prompt has ${promptTokens} speech tokens; this pack takes ${maxPromptTokens}.`,
      {
        repair: 'Select a shorter part of the prompt.',
        values: { tokens: promptTokens, max: maxPromptTokens },
      },
    );
  }
}

/** @param table whose rows are fewer than the tokenizer's ids */
export function unknownId(table: string, id: number, rowCount: number): StudioError {
  return new StudioError(
    'pack-tokenizer-mismatch',
    `Token ${id} lies beyond the ${rowCount} rows of ${table}.`,
    {
      repair: 'Install the pack again: tokenizer and graphs do not belong together.',
      values: { role: table, id, rowCount },
    },
  );
}
