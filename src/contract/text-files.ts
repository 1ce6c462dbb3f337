/** Files of words, by their ending: what a person drops where they want it spoken. */
const TEXTS = /\.(?:txt|text|md|markdown|srt|vtt)$/iu;
const SUBTITLES = /\.(?:srt|vtt)$/iu;
/** Larger than any book; a file like that is no text of a take. */
export const MOST_TEXT_BYTES = 20_000_000;

export const isTextFile = (name: string): boolean => TEXTS.test(name);

/**
 * @returns the words of a file: UTF-8 or UTF-16 by its mark, else GB 18030, as older Chinese editors save; of subtitles
 *   what is said, without numbers and times; undefined when it holds no text
 */
export function wordsOfFile(name: string, bytes: Uint8Array): string | undefined {
  const text = decoded(bytes)?.replace(/\r\n?/gu, '\n');
  if (text === undefined) return undefined;
  return (SUBTITLES.test(name) ? spokenLines(text) : text).trim();
}

function decoded(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined;
  for (const encoding of marked === undefined ? ['utf-8', 'gb18030'] : [marked])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // no text has them; sound and pictures do
      return text.includes('\0') ? undefined : text;
    } catch {
      // another encoding, or none
    }
  return undefined;
}

const TIMES = /^(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s*-->/u;

/** A block of subtitles is its number or name, its times, and what is said, to the next empty line. */
function spokenLines(text: string): string {
  return text
    .split(/\n\s*\n/u)
    .flatMap((block) => {
      const lines = block.split('\n').map((line) => line.trim());
      const at = lines.findIndex((line) => TIMES.test(line));
      // headers and notes have no times
      return at < 0
        ? []
        : [
            lines
              .slice(at + 1)
              .join(' ')
              .replace(/<[^>]*>|\{\\[^}]*\}/gu, '')
              .trim(),
          ];
    })
    .filter((line) => line !== '')
    .join('\n');
}
