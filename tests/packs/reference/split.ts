/** The published splitting rules once more, from the specification: characters in an array, no regular expressions. */

const BREAKS = { zh: Array.from('。？！；：、.?!;'), en: Array.from('.?!;:') };

export function referenceSplit(
  text: string,
  lang: 'zh' | 'en',
  countTokens: (text: string) => number,
): string[] {
  const characters = Array.from(text);
  if (!BREAKS[lang].includes(characters.at(-1)!)) characters.push(lang === 'zh' ? '。' : '.');
  const pieces: string[] = [];
  let st = 0;
  for (let i = 0; i < characters.length; i++) {
    if (!BREAKS[lang].includes(characters[i]!)) continue;
    if (i > st) pieces.push(characters.slice(st, i + 1).join(''));
    const next = characters[i + 1];
    if (next === '"' || next === '”') {
      if (pieces.length > 0) pieces[pieces.length - 1] = pieces.at(-1)! + next;
      st = i + 2;
    } else st = i + 1;
  }
  const length = (part: string) => (lang === 'zh' ? Array.from(part).length : countTokens(part));
  const segments: string[] = [];
  let cur = '';
  for (const piece of pieces) {
    if (length(cur + piece) > 80 && length(cur) > 60) {
      segments.push(cur);
      cur = '';
    }
    cur += piece;
  }
  if (cur === '') return segments;
  if (length(cur) < 20 && segments.length > 0) segments[segments.length - 1] = segments.at(-1)! + cur;
  else segments.push(cur);
  return segments;
}

/** Rules 1 to 7 of the Chinese path, one after the other over an array of characters. */
export function referenceCleanChinese(text: string): string {
  const ascii = (c: string | undefined) => c !== undefined && c.codePointAt(0)! < 128;
  let all = Array.from(text).filter((c) => c !== '\n');
  all = all.filter((c, i) => {
    if (c !== ' ') return true;
    const [before, after] = [all[i - 1], all[i + 1]];
    return ascii(before) && ascii(after) && before !== ' ' && after !== ' ';
  });
  let out = all.map((c) => (c === '²' ? '平方' : c === '³' ? '立方' : c === '.' ? '。' : c)).join('');
  out = out.split(' - ').join('，');
  for (const c of '（）【】`') out = out.split(c).join('');
  out = out.split('——').join(' ');
  const kept = Array.from(out);
  let tail = false;
  while (['，', ',', '、'].includes(kept.at(-1)!)) {
    kept.pop();
    tail = true;
  }
  return kept.join('') + (tail ? '。' : '');
}
