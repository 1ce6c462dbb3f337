import { limits } from '#contract/domain';
import type { Coaching } from './use-coach';

export type SaveReason =
  | { readonly code: 'name' | 'nameTaken' | 'findings' | 'checking' }
  | { readonly code: 'nameLong'; readonly n: number; readonly max: number };

/** @returns why the selection cannot be a prompt yet; undefined when it can */
export function selectionReason({
  report,
  checking,
}: Pick<Coaching, 'report' | 'checking'>): SaveReason | undefined {
  if (checking) return { code: 'checking' };
  if (report.findings.some(({ severity }) => severity === 'blocking')) return { code: 'findings' };
  return undefined;
}

/** @returns why a voice cannot be saved yet; undefined when it can */
export function saveReason(
  name: string,
  takenNames: readonly string[],
  coaching: Pick<Coaching, 'report' | 'checking'>,
): SaveReason | undefined {
  const trimmed = name.trim();
  const selection = selectionReason(coaching);
  if (selection) return selection;
  if (trimmed === '') return { code: 'name' };
  const n = Array.from(trimmed).length;
  const { max } = limits.voiceNameCharacters;
  if (n > max) return { code: 'nameLong', n, max };
  if (takenNames.some((taken) => taken.toLowerCase() === trimmed.toLowerCase())) return { code: 'nameTaken' };
  return undefined;
}

/** @returns the suggested name, numbered when it is taken; empty stays empty */
export function freeName(suggested: string, takenNames: readonly string[]): string {
  const taken = new Set(takenNames.map((name) => name.toLowerCase()));
  let name = suggested;
  for (let n = 2; name !== '' && taken.has(name.toLowerCase()); n++) name = `${suggested} ${n}`;
  return name;
}
