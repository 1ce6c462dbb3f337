/**
 * @param taken names in use, folded
 * @returns gives each file a name of its own: takes of several folders may share one, and thousands do not take longer each
 */
export function freeNames(taken = new Set<string>()): (file: string) => string {
  const numbers = new Map<string, number>();
  return (file) => {
    const [, stem = file, ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(file) ?? [];
    const key = file.toLowerCase();
    let number = numbers.get(key) ?? 1;
    let name = file;
    while (taken.has(name.toLowerCase())) name = `${stem}_${++number}${ending}`;
    numbers.set(key, number);
    taken.add(name.toLowerCase());
    return name;
  };
}
