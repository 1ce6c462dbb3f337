import { extname } from 'node:path';
import type { z } from 'zod';
import {
  newLineSchema,
  scriptLimits,
  type NewLine,
  type ReadScript,
  type scriptFileSchema,
} from '#contract/scripts';
import { decodeText } from './decode-text';
import { epubBlocks, wordBlocks } from './documents';
import type { Block } from './html-blocks';
import { lineWords, speakersOf } from './line-words';
import { screenplayLines } from './screenplay';
import { scriptFileInvalid } from './script-file-errors';
import { subtitleLines } from './subtitles';
import { tableLines } from './table';

type ScriptFile = Omit<z.output<typeof scriptFileSchema>, 'projectId'>;
type Found = Pick<ReadScript, 'format' | 'encoding' | 'headings' | 'columns'> & { readonly lines: NewLine[] };

/**
 * What a file would bring into a script.
 * @param known speakers that the project has
 * @throws StudioError 'script-file-invalid', 'archive-…'
 */
export async function readScript(file: ScriptFile, known: ReadonlySet<string>): Promise<ReadScript> {
  const { name, bytes } = file;
  if (bytes.length > scriptLimits.fileBytes)
    throw scriptFileInvalid('large', name, { bytes: bytes.length, max: scriptLimits.fileBytes });
  if (bytes.length === 0) throw scriptFileInvalid('empty', name);
  const { lines: found, ...rest } = await readAny(file, known);
  if (found.length === 0) throw scriptFileInvalid('empty', name);
  if (found.length > scriptLimits.lines)
    throw scriptFileInvalid('large', name, { lines: found.length, max: scriptLimits.lines });
  const lines = found.map((line) =>
    newLineSchema.parse({ ...line, text: line.text.slice(0, scriptLimits.textCharacters) }),
  );
  const counts = new Map<string, number>();
  for (const { speaker } of lines) if (speaker !== '') counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  return { ...rest, lines, speakers: [...counts].map(([speaker, count]) => ({ speaker, lines: count })) };
}

async function readAny(file: ScriptFile, known: ReadonlySet<string>): Promise<Found> {
  const { name, bytes, columns } = file;
  const ending = extname(name).toLowerCase();
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw scriptFileInvalid('old', name);
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    const isBook = ending === '.epub';
    const blocks = isBook ? await epubBlocks(bytes, name) : await wordBlocks(bytes, name);
    return { format: isBook ? 'epub' : 'word', encoding: 'UTF-8', lines: linesOfBlocks(blocks, known) };
  }
  const { text, encoding } = decodeText(bytes, name);
  if (/^(?:WEBVTT\b|\s*\d*\s*\n?\d{1,2}:\d{2}:\d{2}[,.]\d{3}\s*-->)/.test(text))
    return { format: 'subtitles', encoding, lines: subtitleLines(text, name, known) };
  if (ending === '.csv' || ending === '.tsv')
    return { format: 'table', encoding, ...tableLines(text, name, columns) };
  if (ending === '.fountain') return { format: 'fountain', encoding, lines: screenplayLines(text) };
  const isMarkdown = ending === '.md' || ending === '.markdown';
  const blocks = plainBlocks(text);
  return { format: isMarkdown ? 'markdown' : 'text', encoding, lines: linesOfBlocks(blocks, known) };
}

/** Where some lines stand together, an empty one ends a paragraph; where none do, each is one of its own and no pause longer. */
function plainBlocks(text: string): Block[] {
  const lines = text.split('\n');
  const isEmpty = (at: number) => lines[at]?.trim() === '';
  const stand = lines.some(
    (line, at) => line.trim() !== '' && lines[at + 1] !== undefined && !isEmpty(at + 1),
  );
  return lines.flatMap((line, at) =>
    plainBlock(line).map((block) =>
      stand && block.kind === 'line' && isEmpty(at + 1) ? { ...block, endsParagraph: true } : block,
    ),
  );
}

/** `# A heading` is a chapter in any text; nobody says a number sign and a blank. */
function plainBlock(line: string): Block[] {
  const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1];
  if (heading !== undefined && heading !== '') return [{ kind: 'chapter', text: heading }];
  return line.trim() === '' || /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line)
    ? []
    : [{ kind: 'line', text: line.trim() }];
}

function linesOfBlocks(blocks: readonly Block[], known: ReadonlySet<string>): NewLine[] {
  const isSpeaker = speakersOf(
    blocks.filter(({ kind }) => kind === 'line').map(({ text }) => text),
    known,
  );
  return blocks.map(({ kind, text, endsParagraph }) =>
    kind === 'chapter'
      ? { kind, text }
      : {
          ...{ kind, ...lineWords(text, isSpeaker) },
          ...(endsParagraph === true ? { overrides: { endsParagraph } } : {}),
        },
  );
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);
