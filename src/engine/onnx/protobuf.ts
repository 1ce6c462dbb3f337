import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What is wrong with the bytes, and where; callers turn it into an error that names the file. */
export class MalformedProtobuf extends Error {}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One field of a message. `span` covers the payload of a length-delimited field; `value` is set for the other wire types. */
export interface Field {
  readonly number: number;
  readonly wireType: number;
  readonly value: number;
  readonly span: Span;
}

const WINDOW_BYTES = 64 * 1024;
const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** A file read through one small window, so that walking a 1 GB model touches only its headers. */
export class FileBytes {
  readonly size: number;
  private readonly descriptor: number;
  private window: Uint8Array = new Uint8Array(0);
  private windowStart = 0;

  /** @throws the system's error when the file cannot be opened */
  constructor(readonly path: string) {
    this.descriptor = openSync(path, 'r');
    this.size = fstatSync(this.descriptor).size;
  }

  byteAt(offset: number): number {
    const inside = offset - this.windowStart;
    if (inside >= 0 && inside < this.window.length) return this.window[inside]!;
    this.window = this.read({ start: offset, end: Math.min(offset + WINDOW_BYTES, this.size) });
    this.windowStart = offset;
    return this.window[0]!;
  }

  /** @throws MalformedProtobuf when the span leaves the file */
  read({ start, end }: Span): Uint8Array {
    if (start < 0 || end > this.size || start >= end) {
      if (start === end) return new Uint8Array(0);
      throw new MalformedProtobuf(`bytes ${start} to ${end} lie outside the ${this.size} bytes of the file`);
    }
    const bytes = new Uint8Array(end - start);
    readFully(this.descriptor, bytes, start);
    return bytes;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** Fills `bytes` from `position` of an open file. @throws MalformedProtobuf at the end of the file */
export function readFully(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    const count = readSync(descriptor, bytes, done, bytes.length - done, position + done);
    if (count === 0) throw new MalformedProtobuf(`the file ends at ${position + done}`);
    done += count;
  }
}

/**
 * The fields of the message that occupies `span`, in file order. Payloads are skipped, not read.
 * @throws MalformedProtobuf when a field leaves its message or has a wire type that ONNX never uses
 */
export function* fieldsOf(file: FileBytes, { start, end }: Span): Generator<Field> {
  let at = start;
  const varint = (): number => {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      if (at >= end) throw new MalformedProtobuf(`a number at ${at} runs past the end of its message`);
      const byte = file.byteAt(at++);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new MalformedProtobuf(`a number at ${at} has more than 10 bytes`);
  };
  const skip = (bytes: number): Span => {
    const span = { start: at, end: at + bytes };
    if (span.end > end) {
      throw new MalformedProtobuf(`a field at ${at} wants ${bytes} bytes, its message has ${end - at} left`);
    }
    at = span.end;
    return span;
  };
  while (at < end) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (number === 0) throw new MalformedProtobuf(`field number 0 at ${at}`);
    if (wireType === VARINT) {
      const from = at;
      const value = varint();
      yield { number, wireType, value, span: { start: from, end: at } };
    } else if (wireType === LENGTH_DELIMITED) {
      const length = varint();
      yield { number, wireType, value: length, span: skip(length) };
    } else if (wireType === FIXED64 || wireType === FIXED32) {
      yield { number, wireType, value: 0, span: skip(wireType === FIXED64 ? 8 : 4) };
    } else {
      throw new MalformedProtobuf(`wire type ${wireType} at ${at}`);
    }
  }
}

/** A string field. Names in ONNX files are short; a longer one means that the bytes are not what they seem. */
export function textOf(file: FileBytes, span: Span): string {
  if (span.end - span.start > WINDOW_BYTES) {
    throw new MalformedProtobuf(`a name of ${span.end - span.start} bytes at ${span.start}`);
  }
  return new TextDecoder().decode(file.read(span));
}

/** A repeated integer field, packed or not. */
export function integersOf(file: FileBytes, field: Field): number[] {
  if (field.wireType === VARINT) return [field.value];
  const values: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of file.read(limited(field.span))) {
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) {
      values.push(value);
      value = 0;
      scale = 1;
    }
  }
  return values;
}

function limited(span: Span): Span {
  if (span.end - span.start > WINDOW_BYTES) {
    throw new MalformedProtobuf(`a list of ${span.end - span.start} bytes at ${span.start}`);
  }
  return span;
}
