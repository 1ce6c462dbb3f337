import type { LogEntry } from '#contract/logger';
import type { StudioApi } from '#contract/studio-api';
import { plainLines } from './line-text';

export type LogForm = 'txt' | 'jsonl';

const PAGE = 20_000;

/** @returns lines as the text of a file */
export function fileText(form: LogForm, entries: readonly LogEntry[]): string {
  if (entries.length === 0) return '';
  const text =
    form === 'txt' ? plainLines(entries) : entries.map((entry) => JSON.stringify(entry)).join('\n');
  return `${text}\n`;
}

/**
 * Every line that the host's files have, oldest first, as one file. It is read backwards in pages, so that no more than
 * one of them lies in memory as lines.
 * @param onLines told how many lines were read so far
 */
export async function wholeLog(
  api: Pick<StudioApi, 'readLog'>,
  form: LogForm,
  onLines: (count: number) => void,
): Promise<Blob> {
  const pages: Blob[] = [];
  let count = 0;
  let beforeSeq: number | undefined;
  for (;;) {
    const lines = await api.readLog({ limit: PAGE, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
    if (lines.length > 0) pages.unshift(new Blob([fileText(form, lines)]));
    onLines((count += lines.length));
    if (lines.length < PAGE) return new Blob(pages);
    beforeSeq = lines[0]!.seq;
  }
}
