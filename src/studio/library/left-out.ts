import { leftOutKinds, MOST_NAMES, type LeftOut, type LeftOutKind } from '#contract/library';

/** As much of a name from elsewhere as a line takes. */
const MOST_CHARACTERS = 200;

/** Counts what a restore leaves out, and keeps the first names of each kind. */
export class LeftOutTally {
  private readonly kinds = new Map<LeftOutKind, { count: number; names: Set<string> }>();

  add(kind: LeftOutKind, name: string): void {
    const known = this.kinds.get(kind) ?? { count: 0, names: new Set() };
    this.kinds.set(kind, known);
    known.count++;
    if (known.names.size < MOST_NAMES) known.names.add(name.slice(0, MOST_CHARACTERS) || '""');
  }

  list(): LeftOut[] {
    return leftOutKinds.flatMap((kind) => {
      const known = this.kinds.get(kind);
      return known ? [{ kind, count: known.count, names: [...known.names] }] : [];
    });
  }
}
