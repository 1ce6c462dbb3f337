import { posix } from 'node:path';
import { Parser } from 'htmlparser2';
import mammoth from 'mammoth';
import { StudioError } from '#contract/errors';
import { scriptLimits } from '#contract/scripts';
import { Archive } from '../../storage/archive/archive';
import { decodeText } from './decode-text';
import { htmlBlocks, type Block } from './html-blocks';
import { scriptFileInvalid } from './script-file-errors';

/** A zip that unpacks to more than a book is none. */
const archiveLimits = { entries: 20_000, entryBytes: 200e6, totalBytes: 1e9 };

/** @returns the paragraphs of a Word document. @throws StudioError 'script-file-invalid', 'archive-…' */
export async function wordBlocks(bytes: Uint8Array, name: string): Promise<Block[]> {
  // looked at before a library unpacks it whole
  const archive = await Archive.open(bytes, name, { ...archiveLimits, totalBytes: 200e6 });
  archive.close();
  if (!archive.has('word/document.xml')) throw scriptFileInvalid('damaged', name);
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      {
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        externalFileAccess: false,
      },
    );
    return htmlBlocks(value, { xmlMode: false });
  } catch (thrown) {
    throw scriptFileInvalid('damaged', name, {}, thrown);
  }
}

/** @returns the paragraphs of an e-book, chapter by chapter. @throws StudioError 'script-file-invalid', 'archive-…' */
export async function epubBlocks(bytes: Uint8Array, name: string): Promise<Block[]> {
  const archive = await Archive.open(bytes, name, archiveLimits);
  try {
    const read = async (path: string) => {
      if (!archive.has(path)) throw scriptFileInvalid('damaged', name, { part: path });
      return decodeText(await archive.read(path), name).text;
    };
    const opf = attributesOf(await read('META-INF/container.xml'), 'rootfile')[0]?.['full-path'] ?? '';
    const book = await read(opf);
    const items = new Map(attributesOf(book, 'item').map(({ id = '', href = '' }) => [id, href]));
    const blocks: Block[] = [];
    for (const { idref = '', linear } of attributesOf(book, 'itemref')) {
      const href = items.get(idref);
      if (href === undefined || linear === 'no') continue;
      const path = posix.join(posix.dirname(opf), decodeURIComponent(href.split('#')[0] ?? ''));
      if (archive.has(path)) blocks.push(...htmlBlocks(await read(path), { xmlMode: true }));
      if (blocks.length > scriptLimits.lines)
        throw scriptFileInvalid('large', name, { max: scriptLimits.lines });
    }
    return blocks;
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    throw scriptFileInvalid('damaged', name, {}, thrown);
  } finally {
    archive.close();
  }
}

/** @returns the attributes of every element of that name, whatever its namespace is called, in order */
function attributesOf(xml: string, element: string): Readonly<Record<string, string>>[] {
  const found: Record<string, string>[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (name.replace(/^.*:/, '') === element) found.push(attributes);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}
