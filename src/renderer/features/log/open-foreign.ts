import type { LogEntry } from '#contract/logger';
import { createForeignReader } from '#log-text/foreign-log';
import { createStore } from '../../lib/store';

/** Somebody else's log, opened to be looked at; it never mixes with the lines of this studio. */
export interface ForeignLog {
  readonly name: string;
  readonly entries: readonly LogEntry[];
  /** Lines of its beginning that were left out because the file is too long for a window. */
  readonly leftOut: number;
  /** Share of the file that was read, 0 to 1. */
  readonly read: number;
}

export const foreignLog = createStore<ForeignLog | undefined>(undefined);

const KEPT_LINES = 200_000;
/** One copy of the lines so far is shown this often while a long file is read. */
const SHOW_EVERY_MS = 250;

/**
 * Reads a file into `foreignLog`, the newest lines of it; what is shown grows while it is read. Opening another one, or
 * closing this, ends it.
 */
export async function openForeignLog(file: Blob & { readonly name: string }): Promise<void> {
  const reader = createForeignReader();
  const decoder = new TextDecoder('utf-8');
  const { name } = file;
  let entries: LogEntry[] = [];
  let leftOut = 0;
  let bytes = 0;
  let shownAt = performance.now();
  let mine: ForeignLog = { name, entries: [], leftOut, read: 0 };
  foreignLog.set(mine);
  const show = (read: number) => {
    mine = { name, entries: entries.slice(), leftOut, read };
    foreignLog.set(mine);
  };
  const add = (lines: readonly LogEntry[]) => {
    entries.push(...lines);
    if (entries.length <= KEPT_LINES * 1.2) return;
    leftOut += entries.length - KEPT_LINES;
    entries = entries.slice(-KEPT_LINES);
  };
  for await (const chunk of chunksOf(file)) {
    if (foreignLog.get() !== mine) return;
    bytes += chunk.length;
    add(reader.push(decoder.decode(chunk, { stream: true })));
    if (performance.now() - shownAt < SHOW_EVERY_MS) continue;
    shownAt = performance.now();
    show(bytes / file.size);
  }
  add([...reader.push(decoder.decode()), ...reader.end()]);
  if (foreignLog.get() === mine) show(1);
}

const CHUNK_BYTES = 256 * 1024;

async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += CHUNK_BYTES)
    yield new Uint8Array(await file.slice(at, at + CHUNK_BYTES).arrayBuffer());
}
