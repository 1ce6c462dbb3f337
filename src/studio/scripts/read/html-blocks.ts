import { Parser } from 'htmlparser2';

/** A paragraph or a heading of a document. */
export interface Block {
  readonly kind: 'line' | 'chapter';
  readonly text: string;
  /** A longer silence follows. */
  readonly endsParagraph?: boolean;
}

const HEADING = /^h[1-6]$/;
const BLOCK = /^(?:p|li|blockquote|div|td|th|dd|dt|section|article|figcaption|pre|body|tr|br|h[1-6])$/;
/** What is no words of the text. */
const SILENT = /^(?:script|style|head|nav|svg|math|template|sup)$/;

/** @returns the words of a page, one block a paragraph, without what is not read */
export function htmlBlocks(html: string, options: { readonly xmlMode: boolean }): Block[] {
  const blocks: Block[] = [];
  let words = '';
  let heading = false;
  let silent = 0;
  const end = () => {
    const text = words.replace(/\s+/g, ' ').trim();
    if (text !== '') blocks.push({ kind: heading ? 'chapter' : 'line', text });
    words = '';
  };
  const parser = new Parser(
    {
      onopentag: (name) => {
        const tag = name.toLowerCase();
        if (SILENT.test(tag)) silent++;
        if (!BLOCK.test(tag)) return;
        end();
        heading = HEADING.test(tag);
      },
      ontext: (text) => {
        if (silent === 0) words += text;
      },
      onclosetag: (name) => {
        const tag = name.toLowerCase();
        if (SILENT.test(tag)) silent--;
        if (!BLOCK.test(tag)) return;
        end();
        heading = false;
      },
    },
    { decodeEntities: true, xmlMode: options.xmlMode },
  );
  parser.end(html);
  end();
  return blocks;
}
