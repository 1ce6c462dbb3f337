import type { Take } from '#contract/domain';
import { lineKey } from '#contract/names';
import { createStore } from '../../lib/store';

/** A row of the list: a take, and how many takes of its line it stands for. */
export interface LineRow {
  readonly take: Take;
  readonly versions: number;
}

const STORED_AS = 'studio.fold-lines';

/** Whether takes of one line share a row; a choice of this window that outlives it. */
export const foldsLines = createStore(read());
foldsLines.subscribe(() => {
  try {
    window.localStorage.setItem(STORED_AS, String(foldsLines.get()));
  } catch {
    // a forbidden storage costs the choice its memory
  }
});

/**
 * Folds finished takes of one line into the row of the newest of them, or of the newest favourite. What runs or waits, and
 * what failed, keeps a row of its own: it needs looking at.
 * @param takes newest first
 */
export function lineRows(takes: readonly Take[], folds: boolean): readonly LineRow[] {
  if (!folds) return takes.map((take) => ({ take, versions: 1 }));
  const rows: LineRow[] = [];
  const places = new Map<string, number>();
  for (const take of takes) {
    const place = take.state === 'done' ? places.get(lineOf(take)) : undefined;
    const row = place === undefined ? undefined : rows[place];
    if (place === undefined || !row) {
      if (take.state === 'done') places.set(lineOf(take), rows.length);
      rows.push({ take, versions: 1 });
      continue;
    }
    const shown = take.favourite && !row.take.favourite ? take : row.take;
    rows[place] = { take: shown, versions: row.versions + 1 };
  }
  return rows;
}

/** As in the library; a conversion's line is its source. */
const lineOf = ({ recipe: { text, source } }: Take): string =>
  source ? `source ${source.sha256}` : lineKey(text);

function read(): boolean {
  try {
    return window.localStorage.getItem(STORED_AS) === 'true';
  } catch {
    return false;
  }
}
