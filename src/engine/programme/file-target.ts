import { open, type FileHandle } from 'node:fs/promises';
import { StreamTarget } from 'mediabunny';

/** Bytes held until they are written: a stem for each of a hundred speakers is written at once. */
const CHUNK_BYTES = 1 << 18;

/** A file that a library writes, with room in front of it for what is known only at the end. */
export interface FileTarget {
  readonly target: StreamTarget;
  readonly file: FileHandle;
}

/** @param reserved bytes left free at the beginning */
export async function openFileTarget(path: string, reserved = 0): Promise<FileTarget> {
  const file = await open(path, 'wx+');
  const writable = new WritableStream<{ data: Uint8Array; position: number }>({
    write: ({ data, position }) => writeAt(file, data, reserved + position),
  });
  return { file, target: new StreamTarget(writable, { chunked: true, chunkSize: CHUNK_BYTES }) };
}

export async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}

/** @returns fewer at the end of the file */
export async function readAt(file: FileHandle, bytes: number, position: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, position);
  return buffer.subarray(0, bytesRead);
}
