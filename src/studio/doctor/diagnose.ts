import type { Bilingual, Diagnosis } from '#contract/doctor';
import type { Warning } from '#contract/domain';
import type { ErrorReport, ErrorValues } from '#contract/errors';
import type { LogEntry } from '#contract/logger';
import type { Rule } from './rule';
import { rules } from './rules';

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

const unknown: Bilingual = {
  en: 'This failure is not among the known ones. The support bundle holds all that helps to find out.',
  zh: '这个问题不在已知范围内。支持包中包含查明原因所需的全部信息。',
};

/** @returns why it went wrong, by the first rule that fits; undefined when nothing went wrong */
export function diagnose(complaint: Complaint): Diagnosis | undefined {
  const said = [complaint.error, ...(complaint.warnings ?? [])].filter((each) => each !== undefined);
  if (said.length === 0) return undefined;
  for (const rule of rules) {
    const found = said.map((each) => fit(rule, each, complaint.lines)).find((each) => each !== undefined);
    if (!found) continue;
    return {
      rule: rule.id,
      known: true,
      cause: { en: fill(rule.cause.en, found.values), zh: fill(rule.cause.zh, found.values) },
      proof: proofOf(rule, found.message, complaint.lines),
      repairs: [...rule.repairs],
    };
  }
  // a warning that no rule knows is no failure
  if (!complaint.error) return undefined;
  const proof = proofOf(undefined, complaint.error.message, complaint.lines);
  return { rule: 'unknown', known: false, cause: unknown, proof, repairs: ['support-bundle', 'retry'] };
}

interface Fit {
  readonly message: string;
  readonly values: ErrorValues;
}

function fit(rule: Rule, said: ErrorReport | Warning, lines: readonly LogEntry[]): Fit | undefined {
  const { codes, pattern } = rule;
  if (codes && !codes.includes(said.code)) return undefined;
  if (!pattern) return codes ? { message: said.message, values: said.values } : undefined;
  const trace = 'trace' in said && said.trace !== undefined ? said.trace : '';
  const own = [said.message, ...Object.values(said.values).map(String), trace].join('\n');
  const texts = [own, ...lines.filter(({ level }) => level !== 'debug' && level !== 'info').map(textOf)];
  const match = texts.map((text) => pattern.exec(text)).find((each) => each !== null);
  if (!match) return undefined;
  return { message: said.message, values: { ...withSizes({ ...said.values, ...named(match) }) } };
}

function named({ groups = {} }: RegExpExecArray): Record<string, string> {
  const found = Object.entries(groups).filter(
    (each): each is [string, string] => typeof each[1] === 'string',
  );
  return Object.fromEntries(found);
}

/** The size that was asked for, whatever unit it came in, as {{wanted}}. */
function withSizes(values: Record<string, string | number>): ErrorValues {
  const bytes = Number(values.neededBytes ?? values.bytes ?? values.bytes2 ?? NaN);
  const megabytes = Number.isFinite(bytes)
    ? Math.round(bytes / MEBIBYTE)
    : Number(values.megabytes ?? values.mebibytes ?? NaN);
  return Number.isFinite(megabytes) ? { ...values, wanted: `${megabytes} MiB` } : values;
}

/** The lines that carry the failure: those that match, the one that says its message, errors and warnings around. */
function proofOf(rule: Rule | undefined, message: string, lines: readonly LogEntry[]): LogEntry[] {
  const says = lines.filter(
    (line) => (rule?.pattern?.test(textOf(line)) ?? false) || line.message.includes(message),
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

/** @returns the first line of `template` that has all its values, with the values in it */
function fill(template: string, values: ErrorValues): string {
  const mark = /\{\{(\w+)\}\}/g;
  const has = (name: string) => name in values && values[name] !== '';
  const sentences = template.split('\n');
  const sentence =
    sentences.find((line) => [...line.matchAll(mark)].every(([, name = '']) => has(name))) ??
    sentences.at(-1) ??
    '';
  return sentence.replace(mark, (_mark, name: string) => String(values[name] ?? '?'));
}
