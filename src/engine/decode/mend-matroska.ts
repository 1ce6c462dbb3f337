/** What a Matroska or WebM file that was cut off still holds: readers refuse a cluster whose end is missing. */

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
/** More elements than a recording of ten minutes has; a hostile file could hold millions of empty ones. */
const MAX_ELEMENTS = 1_000_000;

interface Element {
  readonly id: number;
  readonly start: number;
  /** Where the content starts: behind id and size. */
  readonly content: number;
  /** Behind the content; undefined when only the next element of its level ends it. */
  readonly end: number | undefined;
}

/** @returns a copy that ends with the last whole block; undefined when the file is whole, or too damaged to tell */
export function mendMatroska(bytes: Uint8Array): Uint8Array | undefined {
  const header = elementAt(bytes, 0);
  const segment = header?.end === undefined ? undefined : elementAt(bytes, header.end);
  if (segment?.id !== SEGMENT) return undefined;
  let at = segment.content;
  for (let i = 0; i < MAX_ELEMENTS && at < bytes.length; i++) {
    const element = elementAt(bytes, at);
    if (element?.end === undefined) return undefined;
    if (element.end > bytes.length)
      return element.id === CLUSTER ? shortened(bytes, element) : bytes.slice(0, at);
    at = element.end;
  }
  return undefined;
}

function shortened(bytes: Uint8Array, cluster: Element): Uint8Array {
  let end = cluster.content;
  for (let i = 0; i < MAX_ELEMENTS; i++) {
    const block = elementAt(bytes, end);
    if (block?.end === undefined || block.end > bytes.length) break;
    end = block.end;
  }
  const mended = bytes.slice(0, end);
  // the size keeps its width, so that nothing moves
  let size = end - cluster.content;
  const width = cluster.content - cluster.start - 4;
  for (let i = width - 1; i >= 0; i--) {
    mended[cluster.start + 4 + i] = (size % 256) | (i === 0 ? 1 << (8 - width) : 0);
    size = Math.floor(size / 256);
  }
  return mended;
}

function elementAt(bytes: Uint8Array, at: number): Element | undefined {
  const id = numberAt(bytes, at, 4);
  const size = id && numberAt(bytes, at + id.width, 8);
  if (!size) return undefined;
  const content = at + id.width + size.width;
  const open = size.value === 2 ** (7 * size.width) - 1;
  return {
    id: id.value + 2 ** (7 * id.width),
    start: at,
    content,
    end: open ? undefined : content + size.value,
  };
}

/** A number whose leading zeros say how wide it is; the marker bit is not part of its value. */
function numberAt(bytes: Uint8Array, at: number, maxWidth: number) {
  const first = bytes[at];
  const width = first === undefined ? Infinity : Math.clz32(first) - 23;
  if (width > maxWidth || at + width > bytes.length) return undefined;
  let value = first! & ((1 << (8 - width)) - 1);
  for (let i = 1; i < width; i++) value = value * 256 + bytes[at + i]!;
  return { value, width };
}
