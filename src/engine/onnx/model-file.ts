import { basename, dirname, resolve, sep } from 'node:path';
import { StudioError } from '#contract/errors';
import type { Field, Span } from './protobuf';
import { FileBytes, fieldsOf, integersOf, MalformedProtobuf, textOf } from './protobuf';

/** A tensor of a graph's interface; symbolic axes by their name, unknown ones as an empty string. */
export interface TensorInfo {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly (number | string)[];
}

/** A stored weight and where its bytes lie; `bytes` is undefined when they are not contiguous raw data. */
export interface StoredTensor {
  readonly name: string;
  readonly dtype: string;
  readonly dims: readonly number[];
  readonly bytes: { readonly path: string; readonly offset: number; readonly length: number } | undefined;
}

interface GraphNode {
  readonly opType: string;
  readonly inputs: readonly string[];
}

/** What an ONNX file says about itself, read without opening a session and without loading weights. */
export interface ModelFile {
  readonly path: string;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  readonly initializers: readonly StoredTensor[];
  readonly nodes: readonly GraphNode[];
  /** Operator domains with their version; the standard one is ''. */
  readonly opsets: Readonly<Record<string, number>>;
}

/** ONNX TensorProto.DataType by number. */
const dtypes = [
  'undefined', 'float32', 'uint8', 'int8', 'uint16', 'int16', 'int32', 'int64', 'string', 'bool', 'float16',
  'float64', 'uint32', 'uint64', 'complex64', 'complex128', 'bfloat16',
] as const; // prettier-ignore

const dtypeName = (number: number): string => dtypes[number] ?? `dtype ${number}`;

/**
 * Reads the interface and the weight table of an ONNX file by walking its protobuf.
 * @throws StudioError 'pack-file-corrupt' when the bytes are not a whole ONNX model
 */
export function readModelFile(path: string): ModelFile {
  const file = new FileBytes(path);
  try {
    return parseModel(file);
  } catch (thrown) {
    if (!(thrown instanceof MalformedProtobuf)) throw thrown;
    throw new StudioError('pack-file-corrupt', { why: 'not-onnx', file: basename(path) }, thrown);
  } finally {
    file.close();
  }
}

function parseModel(file: FileBytes): ModelFile {
  const opsets: Record<string, number> = {};
  const inputs: TensorInfo[] = [];
  const outputs: TensorInfo[] = [];
  const initializers: StoredTensor[] = [];
  const nodes: GraphNode[] = [];
  let graphs = 0;
  for (const field of fieldsOf(file, { start: 0, end: file.size })) {
    if (field.number === 8) {
      const { domain, version } = readOpset(file, messageOf(field));
      opsets[domain] = version;
    }
    if (field.number !== 7) continue;
    graphs++;
    for (const member of fieldsOf(file, messageOf(field))) {
      if (member.number === 1) nodes.push(readNode(file, messageOf(member)));
      if (member.number === 5) initializers.push(readInitializer(file, messageOf(member)));
      if (member.number === 11) inputs.push(readValueInfo(file, messageOf(member)));
      if (member.number === 12) outputs.push(readValueInfo(file, messageOf(member)));
    }
  }
  if (graphs === 0 || outputs.length === 0) throw new MalformedProtobuf('it holds no graph');
  // files of IR version 3 list their weights among the inputs
  const stored = new Set(initializers.map(({ name }) => name));
  const fed = inputs.filter(({ name }) => !stored.has(name));
  return { path: file.path, inputs: fed, outputs, initializers, nodes, opsets };
}

function messageOf(field: Field): Span {
  if (field.wireType === 2) return field.span;
  throw new MalformedProtobuf(`field ${field.number} at ${field.span.start} is not a message`);
}

function readOpset(file: FileBytes, span: Span): { domain: string; version: number } {
  let domain = '';
  let version = 0;
  for (const field of fieldsOf(file, span)) {
    if (field.number === 1) domain = textOf(file, field.span);
    if (field.number === 2) version = field.value;
  }
  return { domain, version };
}

function readNode(file: FileBytes, span: Span): GraphNode {
  const inputs: string[] = [];
  let opType = '';
  for (const field of fieldsOf(file, span)) {
    if (field.number === 1) inputs.push(textOf(file, field.span));
    if (field.number === 4) opType = textOf(file, field.span);
  }
  return { opType, inputs };
}

function readValueInfo(file: FileBytes, span: Span): TensorInfo {
  let name = '';
  let dtype = 'undefined';
  const shape: (number | string)[] = [];
  for (const field of fieldsOf(file, span)) {
    if (field.number === 1) name = textOf(file, field.span);
    if (field.number !== 2) continue;
    for (const type of fieldsOf(file, messageOf(field))) {
      if (type.number !== 1) continue;
      for (const tensor of fieldsOf(file, messageOf(type))) {
        if (tensor.number === 1) dtype = dtypeName(tensor.value);
        if (tensor.number !== 2) continue;
        for (const dim of fieldsOf(file, messageOf(tensor))) {
          if (dim.number === 1) shape.push(readDimension(file, messageOf(dim)));
        }
      }
    }
  }
  return { name, dtype, shape };
}

function readDimension(file: FileBytes, span: Span): number | string {
  let dimension: number | string = '';
  for (const field of fieldsOf(file, span)) {
    if (field.number === 1) dimension = field.value;
    if (field.number === 2) dimension = textOf(file, field.span);
  }
  return dimension;
}

function readInitializer(file: FileBytes, span: Span): StoredTensor {
  let name = '';
  let dtype = 'undefined';
  let raw: Span | undefined;
  const dims: number[] = [];
  const external: Record<string, string> = {};
  for (const field of fieldsOf(file, span)) {
    if (field.number === 1) dims.push(...integersOf(file, field));
    if (field.number === 2) dtype = dtypeName(field.value);
    if (field.number === 8) name = textOf(file, field.span);
    // 4 is the packed float list, which has the same bytes as raw data
    if ((field.number === 9 || field.number === 4) && field.wireType === 2) raw = field.span;
    if (field.number === 13) Object.assign(external, readEntry(file, messageOf(field)));
  }
  const inside = raw && { path: file.path, offset: raw.start, length: raw.end - raw.start };
  return { name, dtype, dims, bytes: externalBytes(file.path, external) ?? inside };
}

function readEntry(file: FileBytes, span: Span): Record<string, string> {
  let key = '';
  let value = '';
  for (const field of fieldsOf(file, span)) {
    if (field.number === 1) key = textOf(file, field.span);
    if (field.number === 2) value = textOf(file, field.span);
  }
  return { [key]: value };
}

function externalBytes(modelPath: string, entry: Record<string, string>): StoredTensor['bytes'] {
  if (entry.location === undefined) return undefined;
  const folder = dirname(modelPath);
  const path = resolve(folder, entry.location);
  if (!path.startsWith(folder + sep)) {
    throw new MalformedProtobuf(`its weights point outside the folder: ${entry.location}`);
  }
  return { path, offset: Number(entry.offset ?? 0), length: Number(entry.length ?? Number.NaN) };
}
