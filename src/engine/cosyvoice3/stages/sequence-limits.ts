import { StudioError } from '#contract/errors';
import type { PackLimits } from '#contract/pack-manifest';

/** @throws StudioError 'text-too-long', 'prompt-too-long' beyond what a pack takes */
export function refuseLongSequence(limits: PackLimits, textIds: number, promptTokens: number): void {
  const { maxTextIds, maxPromptTokens } = limits;
  if (maxTextIds !== null && textIds > maxTextIds) {
    throw new StudioError('text-too-long', { tokens: textIds, max: maxTextIds });
  }
  if (maxPromptTokens !== null && promptTokens > maxPromptTokens) {
    throw new StudioError('prompt-too-long', { tokens: promptTokens, max: maxPromptTokens });
  }
}

/** @param table whose rows are fewer than the tokenizer's ids */
export function unknownId(table: string, id: number, rowCount: number): StudioError {
  return new StudioError('pack-tokenizer-mismatch', { why: 'row', role: table, id, rowCount });
}
