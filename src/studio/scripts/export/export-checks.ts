import { existsSync } from 'node:fs';
import type { Take } from '#contract/domain';
import { exportProblems, type ExportProblem, type ScriptExportPlan } from '#contract/script-export';
import type { ScriptRow } from '#contract/scripts';

/** What stands against an export, each a list of lines. */

/** A line of it, and the take that counts. */
export interface CheckedLine {
  readonly row: ScriptRow;
  readonly take: Take | undefined;
  /** Of the take's sound; absent where it has none. */
  readonly path: string | undefined;
}

/** Full scale, as a file of 16 bit has it. */
const CLIPPED = 0.9999;
/** Warnings of a take that may have left something out. */
const LOST_TEXT = new Set([
  ...[
    'segment-empty',
    'segment-max-length',
    'segment-token-ratio',
    'segment-silent',
    'text-characters-unread',
  ],
]);

const checks: Readonly<Record<ExportProblem, (line: CheckedLine) => boolean>> = {
  missing: ({ row }) => row.state === 'missing',
  stale: ({ row }) => row.state === 'stale',
  failed: ({ row }) => row.state === 'failed',
  unfinished: ({ row }) => row.state === 'queued' || row.state === 'speaking',
  lost: ({ take, path }) => take !== undefined && (path === undefined || !existsSync(path)),
  'without-voice': ({ row }) => row.state !== 'empty' && row.voiceId === undefined,
  clipped: ({ take }) => take?.peaks?.some((peak) => Math.abs(peak) >= CLIPPED) ?? false,
  'lost-text': ({ take }) => take?.warnings.some(({ code }) => LOST_TEXT.has(code)) ?? false,
};

export function problemsOf(lines: readonly CheckedLine[]): ScriptExportPlan['problems'] {
  return [...exportProblems.held, ...exportProblems.told].flatMap((kind) => {
    const found = lines.filter(checks[kind]).map(({ row }) => row.id);
    return found.length === 0 ? [] : [{ kind, lineIds: found }];
  });
}
