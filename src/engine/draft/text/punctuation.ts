/** What every synthesizer understands, for what people write. */
const PLAIN: Readonly<Record<string, string>> = {
  '，': ', ',
  '、': ', ',
  '。': '. ',
  '．': '. ',
  '！': '! ',
  '？': '? ',
  '；': '; ',
  '：': ': ',
  '…': '. ',
  '—': ', ',
  '–': ', ',
  '～': ' ',
  '·': ' ',
  '・': ' ',
};
const MARKS = new RegExp(`[${Object.keys(PLAIN).join('')}]+`, 'gu');
const QUOTES = /[“”„«»「」『』《》〈〉【】（）()[\]{}"*_#<>|\\^~`=]/gu;
const UNSPEAKABLE = /\p{Extended_Pictographic}|\p{Co}|\p{Cc}|\p{Cf}|\p{Variation_Selector}/gu;

/** Full-width and typographic punctuation as ASCII; quotation marks, brackets, emoji and control characters go. */
export function asciiPunctuation(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(UNSPEAKABLE, ' ')
    .replace(MARKS, (marks) => PLAIN[marks[0]!]!)
    .replace(QUOTES, ' ')
    .replace(/[‘’]/gu, "'")
    .replace(/ {2,}/gu, ' ')
    .trim();
}
