/** @returns how many characters a reader would be told: code points, not UTF-16 units */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}
