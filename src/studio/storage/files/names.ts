/** @returns the name itself when free, else "Name 2", "Name 3", … */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const stem = name.replace(/ \d+$/, '');
  for (let number = 2, candidate = name; ; candidate = `${stem} ${number++}`)
    if (!isTaken(candidate)) return candidate;
}
