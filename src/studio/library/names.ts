/** Names that differ only in case, width or composition are one name to a reader. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** Texts that differ only in case, width or spaces are one line: their takes are versions of one another. */
export function lineKey(text: string): string {
  return foldName(text).replace(/\s+/g, ' ').trim();
}

/** @returns the name itself when free, else "Name 2", "Name 3", … */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const stem = name.replace(/ \d+$/, '');
  for (let number = 2, candidate = name; ; candidate = `${stem} ${number++}`)
    if (!isTaken(candidate)) return candidate;
}
