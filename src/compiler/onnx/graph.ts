import { elementNumbers, type ElementName, type StoredWeight } from './data-file';
import { float32, integer, nested, type Bytes } from './protobuf-writer';

/** A value inside a graph: its name. An optional input that is left out is the empty one. */
export type Value = string;
export const NONE: Value = '';

type Attribute = number | string | readonly number[] | { readonly float: number };
type Attributes = Readonly<Record<string, Attribute>>;
type Shape = readonly (number | string)[];

const IR_VERSION = 10;
const OPSET = 20;
const CONTRIB_DOMAIN = 'com.microsoft';
/** Operators that only ONNX Runtime has; SimplifiedLayerNormalization, oddly, is in the standard domain. */
const contrib = new Set([
  ...['MatMulNBits', 'DynamicQuantizeMatMul', 'RotaryEmbedding', 'MultiHeadAttention', 'QuickGelu'],
  ...['SkipLayerNormalization', 'SkipSimplifiedLayerNormalization'],
]);

/** Builds one ONNX model operator by operator. Weights lie in data files; what is inside is a few small constants. */
export class Graph {
  private readonly nodes: Bytes[] = [];
  private readonly constants = new Map<string, { readonly name: Value; readonly bytes: Bytes }>();
  private readonly inputs: Bytes[] = [];
  private readonly outputs: Bytes[] = [];
  private values = 0;

  constructor(private readonly name: string) {}

  input(name: string, dtype: ElementName, shape: Shape): Value {
    this.inputs.push(nested(11, valueInfo(name, dtype, shape)));
    return name;
  }

  output(name: string, dtype: ElementName, shape: Shape, value: Value): void {
    this.node('Identity', [value], [name], {});
    this.outputs.push(nested(12, valueInfo(name, dtype, shape)));
  }

  /** An operator with one output. */
  op(type: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    return this.ops(type, inputs, 1, attributes)[0]!;
  }

  /** An operator with several outputs. */
  ops(type: string, inputs: readonly Value[], count: number, attributes: Attributes = {}): Value[] {
    const outputs = Array.from({ length: count }, () => `v${this.values++}`);
    this.node(type, inputs, outputs, attributes);
    return outputs;
  }

  /** An operator whose outputs are wanted at these places only. */
  some(type: string, inputs: readonly Value[], wanted: readonly number[], attributes: Attributes): Value[] {
    const outputs = Array.from({ length: 1 + Math.max(...wanted) }, (_, i) =>
      wanted.includes(i) ? `v${this.values++}` : NONE,
    );
    this.node(type, inputs, outputs, attributes);
    return wanted.map((i) => outputs[i]!);
  }

  /** A weight of a data file. */
  stored({ location, offset, length, dtype, dims }: StoredWeight): Value {
    const entry = (key: string, value: string | number) =>
      nested(13, nested(1, key), nested(2, String(value)));
    const place = [entry('location', location), entry('offset', offset), entry('length', length)];
    return this.constant(`${location}@${offset}`, dtype, dims, [...place, integer(14, 1)]);
  }

  floats(values: readonly number[], dims: readonly number[] = [values.length]): Value {
    const body = Buffer.from(Float32Array.from(values).buffer);
    return this.constant(`f[${dims.join()}]${values.join()}`, 'float32', dims, [nested(9, body)]);
  }

  scalar(value: number): Value {
    return this.floats([value], []);
  }

  integers(values: readonly number[], dims: readonly number[] = [values.length]): Value {
    const body = Buffer.from(BigInt64Array.from(values, BigInt).buffer);
    return this.constant(`i[${dims.join()}]${values.join()}`, 'int64', dims, [nested(9, body)]);
  }

  // the operators that every graph uses, by the names that a diagram has

  add = (a: Value, b: Value): Value => this.op('Add', [a, b]);
  sub = (a: Value, b: Value): Value => this.op('Sub', [a, b]);
  mul = (a: Value, b: Value): Value => this.op('Mul', [a, b]);
  matmul = (a: Value, b: Value): Value => this.op('MatMul', [a, b]);
  concat = (values: readonly Value[], axis: number): Value => this.op('Concat', values, { axis });
  transpose = (value: Value, perm: readonly number[]): Value => this.op('Transpose', [value], { perm });
  reshape = (value: Value, dims: readonly number[]): Value =>
    this.op('Reshape', [value, this.integers(dims)]);
  unsqueeze = (value: Value, ...axes: number[]): Value => this.op('Unsqueeze', [value, this.integers(axes)]);
  squeeze = (value: Value, axis: number): Value => this.op('Squeeze', [value, this.integers([axis])]);

  /** @param sizes of the pieces along `axis` */
  split(value: Value, sizes: readonly number[], axis: number): Value[] {
    return this.ops('Split', [value, this.integers(sizes)], sizes.length, { axis });
  }

  /** Indices `from` to `to` along one axis, each an integer list of one. */
  slice = (value: Value, from: Value, to: Value, axis: number): Value =>
    this.op('Slice', [value, from, to, this.integers([axis])]);

  /** One row of the first axis, without that axis. */
  row = (value: Value, index: number): Value => this.op('Gather', [value, this.integers([index], [])]);

  /** The size of one axis, as an integer list of one. */
  size = (value: Value, axis: number): Value =>
    this.op('Shape', [value], axis === -1 ? { start: -1 } : { start: axis, end: axis + 1 });

  /** Whole numbers from `from` up to `to`, both integer lists of one. */
  range = (from: Value, to: Value): Value =>
    this.op('Range', [this.squeeze(from, 0), this.squeeze(to, 0), this.integers([1], [])]);

  /** @param about said in the file's own properties    @returns the model file */
  encode(about: Readonly<Record<string, string>> = {}): Uint8Array {
    const graph = nested(
      7,
      ...this.nodes,
      nested(2, this.name),
      ...[...this.constants.values()].map(({ bytes }) => bytes),
      ...this.inputs,
      ...this.outputs,
    );
    return Buffer.concat([
      integer(1, IR_VERSION),
      nested(2, 'cosyvoice-studio'),
      graph,
      nested(8, nested(1, ''), integer(2, OPSET)),
      nested(8, nested(1, CONTRIB_DOMAIN), integer(2, 1)),
      ...Object.entries(about).map(([key, value]) => nested(14, nested(1, key), nested(2, value))),
    ]);
  }

  private node(
    type: string,
    inputs: readonly Value[],
    outputs: readonly Value[],
    attributes: Attributes,
  ): void {
    this.nodes.push(
      nested(
        1,
        ...inputs.map((name) => nested(1, name)),
        ...outputs.map((name) => nested(2, name)),
        nested(3, `${type}_${this.nodes.length}`),
        nested(4, type),
        ...Object.entries(attributes).map(([name, value]) => nested(5, attribute(name, value))),
        ...(contrib.has(type) ? [nested(7, CONTRIB_DOMAIN)] : []),
      ),
    );
  }

  /** @param key the same constant is stored once */
  private constant(key: string, dtype: ElementName, dims: readonly number[], body: readonly Bytes[]): Value {
    const known = this.constants.get(key);
    if (known) return known.name;
    const name = `w${this.constants.size}`;
    const axes = dims.map((axis) => integer(1, axis));
    const bytes = nested(5, ...axes, integer(2, elementNumbers[dtype]), nested(8, name), ...body);
    this.constants.set(key, { name, bytes });
    return name;
  }
}

function valueInfo(name: string, dtype: ElementName, shape: Shape): Bytes {
  const axes = shape.map((axis) => nested(1, typeof axis === 'number' ? integer(1, axis) : nested(2, axis)));
  const type = nested(1, integer(1, elementNumbers[dtype]), nested(2, ...axes));
  return Buffer.concat([nested(1, name), nested(2, type)]);
}

/** ONNX's numbers for kinds of attribute. */
const kinds = { float: 1, integer: 2, text: 3, integers: 7 } as const;

function attribute(name: string, value: Attribute): Bytes {
  const of = (kind: keyof typeof kinds, ...body: readonly Bytes[]) =>
    Buffer.concat([nested(1, name), ...body, integer(20, kinds[kind])]);
  if (typeof value === 'number') return of('integer', integer(3, value));
  if (typeof value === 'string') return of('text', nested(4, value));
  if ('float' in value) return of('float', float32(2, value.float));
  return of('integers', ...value.map((each) => integer(8, each)));
}
