import type { Bilingual, RepairKind } from '#contract/doctor';
import type { ErrorCode } from '#contract/errors';

/**
 * One known failure, as data. It fits when the error or a warning has one of its codes, and its pattern is found in what
 * was said (the message, its values, its causes, or a line of the take's log). Without codes the pattern decides alone.
 */
export interface Rule {
  readonly id: string;
  /** Codes of errors or of warnings. */
  readonly codes?: readonly (ErrorCode | (string & {}))[];
  /** Named groups are values of the cause. */
  readonly pattern?: RegExp;
  /** Sentences with {{values}}; several on lines of their own, the first that has all its values is said. */
  readonly cause: Bilingual;
  /** The advised one first. */
  readonly repairs: readonly RepairKind[];
}
