import type { Machine } from './machine';
import type { Measurement, Unit } from './benchmark';

export type Outcome =
  | { readonly id: string; readonly title: string; readonly rows: readonly Measurement[] }
  | { readonly id: string; readonly title: string; readonly skipped: string }
  | { readonly id: string; readonly title: string; readonly failed: string };

/** `none`: there is no goal at this size. */
export type Verdict = 'ok' | 'over' | 'none';

export function verdictOf({ goal, value }: Measurement): Verdict {
  if (goal === undefined) return 'none';
  return value.median <= goal ? 'ok' : 'over';
}

export function headLines(machine: Machine, warning: string | undefined): string[] {
  const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
  return [
    `${machine.platform}, ${machine.threads} x ${machine.cpu}, ${gib(machine.freeMemoryBytes)} of ` +
      `${gib(machine.memoryBytes)} GiB free, load ${machine.load.toFixed(1)}`,
    `Node ${machine.node}, onnxruntime-node ${machine.onnxRuntime}`,
    ...(warning === undefined ? [] : [warning]),
  ];
}

/** Ratios first, since they hold on any machine; then what was left out, and why. */
export function tableLines(outcomes: readonly Outcome[]): string[] {
  const rows = outcomes.flatMap((each) =>
    'rows' in each ? each.rows.map((row) => ({ id: each.id, row })) : [],
  );
  const ordered = [
    ...rows.filter(({ row }) => row.unit === 'ratio'),
    ...rows.filter(({ row }) => row.unit !== 'ratio'),
  ];
  const cells = ordered.map(({ id, row }) => [
    id,
    row.what,
    row.goal === undefined ? '' : `<= ${shown(row.goal, row.unit)}`,
    shown(row.value.median, row.unit),
    { ok: 'ok', over: 'OVER', none: '' }[verdictOf(row)],
    `${shown(row.value.lowest, row.unit)} .. ${shown(row.value.highest, row.unit)}`,
    row.detail,
  ]);
  const left = outcomes.flatMap((each) => {
    if ('skipped' in each) return [`${each.id}  ${each.title}: skipped. ${each.skipped}`];
    if ('failed' in each) return [`${each.id}  ${each.title}: FAILED. ${each.failed}`];
    return [];
  });
  const table = cells.length === 0 ? [] : aligned([HEADINGS, ...cells]);
  return [...table, ...(left.length > 0 ? ['', ...left] : [])];
}

const HEADINGS = ['#', 'what', 'goal', 'value', '', 'rounds', 'detail'];

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

const units: Readonly<Record<Unit, string>> = { ratio: '', ms: ' ms', MB: ' MB', 'per second': '/s' };

/** Three digits that count. */
function shown(value: number, unit: Unit): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 5;
  return `${value.toFixed(digits)}${units[unit]}`;
}
