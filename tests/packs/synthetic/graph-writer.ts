import onnxProto, { type onnx as Onnx } from 'onnx-proto';
import type { StoredWeight } from './weight-file';

// the package is CommonJS: its value comes with the default import, its types by name
const { onnx } = onnxProto;

/** A value inside a graph under construction: its name. */
export type Value = string;
type Attribute = number | string | readonly number[] | { readonly float: number };
type Shape = readonly (number | string)[];

const elementTypes = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10 } as const;
export type ElementType = keyof typeof elementTypes;

/** Builds one ONNX model node by node. Weights are stored raw; names of inner values are numbered. */
export class GraphWriter {
  private readonly nodes: Onnx.INodeProto[] = [];
  private readonly initializers: Onnx.ITensorProto[] = [];
  private readonly inputs: Onnx.IValueInfoProto[] = [];
  private readonly outputs: Onnx.IValueInfoProto[] = [];

  constructor(
    private readonly name: string,
    private readonly opset: number,
  ) {}

  input(name: string, type: ElementType, shape: Shape): Value {
    this.inputs.push(valueInfo(name, type, shape));
    return name;
  }

  /** Names `value` as an output of the graph. */
  output(name: string, type: ElementType, shape: Shape, value: Value): void {
    this.nodes.push({ opType: 'Identity', input: [value], output: [name] });
    this.outputs.push(valueInfo(name, type, shape));
  }

  floats(values: Float32Array, dims: readonly number[]): Value {
    return this.store('float32', new Uint8Array(values.buffer, values.byteOffset, values.byteLength), dims);
  }

  scalar(value: number): Value {
    return this.floats(Float32Array.of(value), []);
  }

  integers(values: readonly number[], dims: readonly number[] = [values.length]): Value {
    const body = BigInt64Array.from(values, BigInt);
    return this.store('int64', new Uint8Array(body.buffer), dims);
  }

  /** A float32 weight in a file beside the graph. */
  external({ location, offset, dims }: StoredWeight): Value {
    const name = `w${this.initializers.length}`;
    const length = 4 * dims.reduce((all, axis) => all * axis, 1);
    const externalData = Object.entries({ location, offset, length }).map(([key, value]) => ({
      key,
      value: String(value),
    }));
    const { EXTERNAL } = onnx.TensorProto.DataLocation;
    this.initializers.push({
      ...{ name, dataType: elementTypes.float32, dims: [...dims], externalData },
      dataLocation: EXTERNAL,
    });
    return name;
  }

  node(opType: string, input: readonly Value[], attributes: Readonly<Record<string, Attribute>> = {}): Value {
    const output = `v${this.nodes.length}`;
    const attribute = Object.entries(attributes).map(([name, value]) => attributeProto(name, value));
    this.nodes.push({ opType, input: [...input], output: [output], attribute });
    return output;
  }

  /** The size of one axis, as a list of one integer. */
  axisSize(value: Value, axis: number): Value {
    return this.node('Gather', [this.node('Shape', [value]), this.integers([axis])]);
  }

  /** One integer instead of a list of one. */
  asScalar(list: Value): Value {
    return this.node('Squeeze', [list]);
  }

  encode(): Uint8Array {
    const model = onnx.ModelProto.create({ ...this.header(), graph: this.graph() });
    return onnx.ModelProto.encode(model).finish();
  }

  /** The graph's message alone, for a file whose weights are appended by hand. */
  encodeGraph(): Uint8Array {
    return onnx.GraphProto.encode(onnx.GraphProto.create(this.graph())).finish();
  }

  /** Everything of the model but its graph. */
  encodeHeader(): Uint8Array {
    return onnx.ModelProto.encode(onnx.ModelProto.create(this.header())).finish();
  }

  private header(): Onnx.IModelProto {
    return {
      irVersion: 8,
      producerName: 'cosyvoice-studio synthetic pack',
      opsetImport: [{ domain: '', version: this.opset }],
    };
  }

  private graph(): Onnx.IGraphProto {
    return {
      name: this.name,
      node: this.nodes,
      initializer: this.initializers,
      input: this.inputs,
      output: this.outputs,
    };
  }

  private store(type: ElementType, rawData: Uint8Array, dims: readonly number[]): Value {
    const name = `w${this.initializers.length}`;
    this.initializers.push({ name, dataType: elementTypes[type], dims: [...dims], rawData });
    return name;
  }
}

function valueInfo(name: string, type: ElementType, shape: Shape): Onnx.IValueInfoProto {
  const dim = shape.map((axis) => (typeof axis === 'number' ? { dimValue: axis } : { dimParam: axis }));
  return { name, type: { tensorType: { elemType: elementTypes[type], shape: { dim } } } };
}

function attributeProto(name: string, value: Attribute): Onnx.IAttributeProto {
  const { FLOAT, INT, INTS, STRING } = onnx.AttributeProto.AttributeType;
  if (typeof value === 'number') return { name, type: INT, i: value };
  if (typeof value === 'string') return { name, type: STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: FLOAT, f: value.float };
  return { name, type: INTS, ints: [...value] };
}
