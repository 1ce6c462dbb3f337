import type { Diagnosis } from '#contract/doctor';
import type { Warning } from '#contract/domain';
import type { ErrorReport, ErrorValues } from '#contract/errors';
import type { LogEntry } from '#contract/logger';
import { rules, type Rule } from './rules';

/** What is known about something that went wrong. */
export interface Complaint {
  readonly error?: ErrorReport | undefined;
  /** Of a take that was made, and may sound wrong. */
  readonly warnings?: readonly Warning[] | undefined;
  /** Its lines of the log, oldest first. */
  readonly lines: readonly LogEntry[];
}

/** A page of proof is read; more is the log. */
const MOST_PROOF = 6;
const MEBIBYTE = 2 ** 20;

/** @returns why it went wrong, by the first rule that fits; undefined when nothing went wrong */
export function diagnose({ error, warnings = [], lines }: Complaint): Diagnosis | undefined {
  const said = [...(error ? [error] : []), ...warnings];
  for (const rule of rules)
    for (const each of said) {
      const values = fit(rule, each, lines);
      if (!values) continue;
      const proof = proofOf(rule, each.code, lines);
      return { rule: rule.id, known: true, values, proof, repairs: [...rule.repairs] };
    }
  // a warning that no rule knows is no failure
  if (!error) return undefined;
  const proof = proofOf(undefined, error.code, lines);
  return { rule: 'unknown', known: false, values: {}, proof, repairs: ['support-bundle', 'retry'] };
}

/** @returns the values of the cause when a rule fits what was said */
function fit(
  { codes, foreign, under }: Rule,
  said: ErrorReport | Warning,
  lines: readonly LogEntry[],
): ErrorValues | undefined {
  const counts = !under || under.some((code) => code === said.code);
  const match = foreign && counts ? foreignWords(foreign, said, lines) : undefined;
  if (!match && !codes?.includes(said.code)) return undefined;
  return withSize({ ...said.values, ...(match ? named(match) : {}) });
}

function foreignWords(pattern: RegExp, said: ErrorReport | Warning, lines: readonly LogEntry[]) {
  // what others said is a value of the error, and every cause stands in the trace
  const trace = 'trace' in said ? (said.trace ?? '') : '';
  const own = [...Object.values(said.values).map(String), trace].join('\n');
  const loud = lines.filter(({ level }) => level !== 'debug' && level !== 'info').map(textOf);
  return [own, ...loud].map((text) => pattern.exec(text)).find((each) => each !== null);
}

function named({ groups = {} }: RegExpExecArray): Record<string, string> {
  const found = Object.entries(groups).filter(
    (each): each is [string, string] => typeof each[1] === 'string',
  );
  return Object.fromEntries(found);
}

/** The size that was asked for, whatever it is called, as {{wanted}}. */
function withSize(values: ErrorValues): ErrorValues {
  const { neededBytes, bytes, bytes2 } = values;
  const size = Number(neededBytes ?? bytes ?? bytes2 ?? NaN);
  return Number.isFinite(size) ? { ...values, wanted: `${Math.round(size / MEBIBYTE)} MiB` } : values;
}

/** The lines that carry the failure: those that match, the one that says its code, errors and warnings around. */
function proofOf(rule: Rule | undefined, code: string, lines: readonly LogEntry[]): LogEntry[] {
  const says = lines.filter(
    (line) => (rule?.foreign?.test(textOf(line)) ?? false) || line.data?.code === code,
  );
  const loud = lines.filter(({ level }) => level === 'error' || level === 'warn');
  const chosen = new Set([...says, ...loud.slice(-MOST_PROOF)]);
  return lines.filter((line) => chosen.has(line)).slice(-MOST_PROOF);
}

const textOf = ({ message, data }: LogEntry): string =>
  data === undefined
    ? message
    : `${message}\n${Object.values(data)
        .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
        .join('\n')}`;
