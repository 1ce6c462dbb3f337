import type { Diagnosis } from '#contract/doctor';
import type { Finding, Warning } from '#contract/domain';
import type { PackCheck } from '#contract/packs';
import type { LeftOut, LibraryFinding, MissingFiles, Restored } from '#contract/library';
import { errorWords } from './error-words';
import { fillWords } from './fill-words';
import { sentenceOf, wordsOf } from './index';

/** What the studio found, by code, in one language; what has no words there, such as a code of tomorrow, shows its code. */

export const findingWords = ({ code, values }: Finding, language: string): string =>
  sentenceOf(wordsOf(language).prompt.findings, code, values) ?? code;

/** One warning of a take; {{reason}} is the failure that is its cause. */
export function warningWords({ code, values, cause }: Warning, language: string): string {
  const reason = cause && errorWords(cause, language).detail;
  const known = reason === undefined ? values : { ...values, reason };
  return sentenceOf(wordsOf(language).warnings.codes, code, known) ?? code;
}

/** What checking the library found, and what repairing would do. */
export function libraryFindingWords(
  { code, values, repairable, failure }: LibraryFinding,
  language: string,
): { readonly message: string; readonly repair: string | undefined } {
  const { findings, repairs, unrepaired } = wordsOf(language).library;
  const found = sentenceOf(findings, code, values) ?? code;
  const why = failure && fillWords(unrepaired, { reason: errorWords(failure, language).detail });
  return {
    message: why === undefined ? found : `${found} ${why}`,
    repair: repairable ? sentenceOf(repairs, code) : undefined,
  };
}

/** Files that a backup has not, though its rows speak of them: a heading and a line each; nothing where all are there. */
export function missingWords({ count, first }: MissingFiles, language: string): string[] {
  if (count === 0) return [];
  const { findings, missing } = wordsOf(language).library;
  const more = count - first.length;
  return [
    missing.title.replace('{{count}}', String(count)),
    ...first.map(({ code, values }) => sentenceOf(findings, code, values) ?? code),
    ...(more > 0 ? [missing.more.replace('{{count}}', String(more))] : []),
  ];
}

/** What a restore did not take over, a line a kind. */
export function leftOutWords(leftOut: readonly LeftOut[], language: string): string[] {
  const { leftOut: sentences } = wordsOf(language).library;
  return leftOut.map(({ kind, count, names }) => {
    const all = names.length < count && !countsPlaces.has(kind) ? [...names, '…'] : names;
    return sentenceOf(sentences, kind, { count, names: all.join(', ') }) ?? kind;
  });
}

/** Rows and values are counted each, and named by where they are. */
const countsPlaces: ReadonlySet<string> = new Set(['row', 'value']);

/** Everything that a restore did not bring. */
export const notRestoredWords = (
  { missing, leftOut }: Pick<Restored, 'missing' | 'leftOut'>,
  language: string,
) => [...missingWords(missing, language), ...leftOutWords(leftOut, language)];

/** Why a take went wrong; the last sentence of a rule needs no value. */
export function causeWords({ rule, values }: Pick<Diagnosis, 'rule' | 'values'>, language: string): string {
  const { causes } = wordsOf(language).doctor;
  return sentenceOf(causes, rule, values) ?? causes.unknown;
}

/** What one check of a pack found, why it was skipped, or what is wrong. */
export function packCheckWords({ id, values, why, error }: PackCheck, language: string): string {
  if (error) return errorWords(error, language).detail;
  const { checkFound, checkSkipped } = wordsOf(language).models;
  return why === undefined ? (sentenceOf(checkFound, id, values) ?? '–') : checkSkipped[why];
}

/** Blocking first, then warnings, then notes. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  const order = { blocking: 0, warning: 1, note: 2 };
  return [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
}
