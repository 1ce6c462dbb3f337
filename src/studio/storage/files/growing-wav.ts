import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deinterleave } from '#audio/pcm';
import { writeWav } from '#audio/wav';
import { freeBytes, writeWhole } from './files';
import { openFile, openFileToChange } from './regular-file';
import { storageError } from './storage-errors';
import { chunkAt } from './wav-parts';

/**
 * A mono WAV of 16 bit that grows where it lies. Its header says after every piece what is there, so that whatever ends
 * the program leaves a file that plays. Each call opens the file anew: it may have been moved meanwhile.
 */

export interface WavHead {
  readonly sampleRateHz: number;
  /** LIST/INFO tags by their four letters. */
  readonly info: Readonly<Record<string, string>>;
}

const SAMPLE_BYTES = 2;
/** Format, tags and the beginning of the data: tags are cut to a few hundred characters. */
const HEAD_BYTES = 1 << 16;
const BLOCK_BYTES = 1 << 17;

/** Takes the place of what lies there. @throws StudioError 'disk-full', 'folder-not-writable' */
export async function beginWav(path: string, head: WavHead): Promise<void> {
  await writeWhole(path, [writeWav({ ...head, channels: [new Float32Array(0)], bitDepth: 16 })]);
}

/**
 * Puts samples behind those that are there, on the disk for good once it answers.
 * @param at samples before them
 * @throws StudioError 'disk-full', 'folder-not-writable'; the header then says what was there before
 */
export async function appendPcm(path: string, at: number, pcm: Uint8Array): Promise<void> {
  await changing(path, async (file, start) => {
    await writeAll(file, pcm, start + at * SAMPLE_BYTES);
    await describe(file, start, at * SAMPLE_BYTES + pcm.length, 0);
  });
}

/**
 * Ends the file behind so many samples, with its iXML; more may be appended later, in its place.
 * @throws StudioError 'disk-full', 'folder-not-writable'
 */
export async function closeWav(path: string, samples: number, ixml: string): Promise<void> {
  await changing(path, async (file, start) => {
    const dataBytes = samples * SAMPLE_BYTES;
    const tail = chunk('iXML', new TextEncoder().encode(ixml));
    await file.truncate(start + dataBytes);
    await writeAll(file, tail, start + dataBytes);
    await describe(file, start, dataBytes, tail.length);
  });
}

/**
 * Reads samples block by block, without holding up the event loop.
 * @param to the sample behind the last
 */
export async function* pcmOf(
  path: string,
  to: number,
  from = 0,
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await openFile(path);
  try {
    const start = await dataStart(file);
    const end = start + to * SAMPLE_BYTES;
    for (let at = start + from * SAMPLE_BYTES; at < end;) {
      const block = new Uint8Array(Math.min(BLOCK_BYTES, end - at));
      const { bytesRead } = await file.read(block, 0, block.length, at);
      if (bytesRead === 0) return;
      yield block.subarray(0, bytesRead);
      at += bytesRead;
      await nextTurn();
    }
  } finally {
    await file.close();
  }
}

/** @returns samples from one to the one behind the last; a file that ends before gives silence from there on */
export async function samplesOf(path: string, from: number, to: number): Promise<Float32Array<ArrayBuffer>> {
  const samples = new Float32Array(to - from);
  let filled = 0;
  for await (const block of pcmOf(path, to, from))
    for (const piece of deinterleave(block, 'pcm16', 1, SAMPLE_BYTES)) {
      samples.set(piece, filled);
      filled += piece.length;
    }
  return samples;
}

/** @param work is given the file and where its samples begin; what it wrote is on the disk once this answers */
async function changing(
  path: string,
  work: (file: FileHandle, start: number) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  try {
    const file = await openFileToChange(path);
    try {
      await work(file, await dataStart(file));
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (thrown) {
    const free = await freeBytes(folder).catch(() => undefined);
    throw storageError(thrown, { folder, freeBytes: free });
  }
}

/** A disk that becomes full takes a part of what is written and says nothing: the next write is told. */
async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, at + written);
    written += bytesWritten;
  }
}

async function dataStart(file: FileHandle): Promise<number> {
  const head = new Uint8Array(HEAD_BYTES);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  return chunkAt(head.subarray(0, bytesRead), 'data') + 8;
}

/** Writes the sizes that the header tells. */
async function describe(
  file: FileHandle,
  start: number,
  dataBytes: number,
  tailBytes: number,
): Promise<void> {
  await writeAll(file, size(dataBytes), start - 4);
  await writeAll(file, size(start + dataBytes + tailBytes - 8), 4);
}

function size(bytes: number): Uint8Array {
  const field = new Uint8Array(4);
  new DataView(field.buffer).setUint32(0, bytes, true);
  return field;
}

function chunk(id: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + content.length + (content.length & 1));
  bytes.set(new TextEncoder().encode(id));
  bytes.set(size(content.length), 4);
  bytes.set(content, 8);
  return bytes;
}
