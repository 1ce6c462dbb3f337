import { Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { explainRuntimeFailure, assertFinite } from './failures';
import { float16ToFloat32, float16ToNumber } from '#contract/float16';
import type { ModelFile } from './model-file';
import { sessionOptions, threadCount } from './session';
import { floatsOf, idsOf, int64Tensor } from './tensors';

describe('half precision', () => {
  test.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x0400, 2 ** -14],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
  ])('pattern %i is %d', (bits, value) => expect(float16ToNumber(bits)).toBe(value));

  test('not-a-number stays one', () => expect(float16ToNumber(0x7e01)).toBeNaN());

  test('bodies are widened whichever array type the runtime chose', () => {
    const bits = Uint16Array.of(0x3c00, 0xc000);
    expect(float16ToFloat32(bits)).toEqual(Float32Array.of(1, -2));
    // Node 24 gives a Float16Array: another view of the same bytes
    expect(float16ToFloat32(new DataView(bits.buffer))).toEqual(Float32Array.of(1, -2));
  });

  test('a float16 tensor reads as float32', () => {
    const tensor = new Tensor('float16', Uint16Array.of(0x3c00), [1]);
    expect(floatsOf(tensor, 'llm_head')).toEqual(Float32Array.of(1));
  });
});

test('ids come as 32-bit or 64-bit integers and as nothing else', () => {
  expect(idsOf(new Tensor('int32', Int32Array.of(7, 6560), [2]), 'r')).toEqual(Int32Array.of(7, 6560));
  expect(idsOf(int64Tensor([7, 6560], [2]), 'r')).toEqual(Int32Array.of(7, 6560));
  expect(() => idsOf(new Tensor('float32', [1], [1]), 'r')).toThrow(
    expect.objectContaining({ code: 'pack-tensor-mismatch' }),
  );
  expect(() => floatsOf(int64Tensor([1], [1]), 'r')).toThrow(
    expect.objectContaining({ code: 'pack-tensor-mismatch' }),
  );
});

describe('what the runtime says about memory is understood', () => {
  test.each([
    [
      'bfc_arena.cc:376 AllocateRawInternal Failed to allocate memory for requested buffer of size 1073741824',
      1024,
    ],
    ['Available memory of 100 is smaller than requested bytes of 2097152', 2],
    ['std::bad_alloc', undefined],
    ['Array buffer allocation failed', undefined],
  ])('%s', (message, megabytes) => {
    const { code, values } = explainRuntimeFailure(new Error(message), 'run', 'flow_estimator');
    expect(code).toBe('out-of-memory');
    expect(values.size).toBe(megabytes === undefined ? undefined : `${megabytes} MiB`);
  });

  test('and everything else keeps its words', () => {
    const said = 'Got invalid dimensions for input: x';
    const { code, values } = explainRuntimeFailure(new Error(said), 'run', 'flow_estimator');
    expect(code).toBe('pack-invalid');
    expect(values).toEqual({ why: 'run', role: 'flow_estimator', said });
  });
});

test('the first value that is not finite is named', () => {
  expect(() => assertFinite(Float32Array.of(0, -1e38, 3), 'voc_f0')).not.toThrow();
  for (const bad of [NaN, Infinity, -Infinity]) {
    expect(() => assertFinite(Float32Array.of(0, bad), 'voc_f0')).toThrow(
      expect.objectContaining({
        code: 'not-a-number',
        values: { why: 'graph', role: 'voc_f0', index: 1, value: String(bad) },
      }),
    );
  }
});

describe('session options', () => {
  const model = (change: Partial<ModelFile>): ModelFile => ({
    path: '', inputs: [], outputs: [], initializers: [], nodes: [], opsets: { '': 18 }, ...change,
  }); // prettier-ignore
  const optionsFor = (change: Partial<ModelFile>) =>
    sessionOptions(
      { role: 'r', model: model(change), providers: [], optimizationLevel: 'all', memoryPattern: false },
      'cpu',
    );

  test('leave weights unpacked only where nothing is quantised or half as wide', () => {
    const prepacking = (change: Partial<ModelFile>) =>
      JSON.stringify(optionsFor(change).extra).includes('disable_prepacking');
    expect(prepacking({})).toBe(true);
    // fused operators of the runtime are not quantised ones
    const fused = { opType: 'RotaryEmbedding', inputs: [] };
    expect(prepacking({ opsets: { '': 18, 'com.microsoft': 1 }, nodes: [fused] })).toBe(true);
    for (const opType of ['MatMulNBits', 'DynamicQuantizeMatMul', 'MatMulInteger', 'DynamicQuantizeLinear'])
      expect(prepacking({ nodes: [{ opType, inputs: [] }] }), opType).toBe(false);
    for (const dtype of ['float16', 'int8', 'uint8'])
      expect(prepacking({ initializers: [{ name: 'w', dtype, dims: [1], bytes: undefined }] })).toBe(false);
  });

  test('ask for precise byte products only where a graph has the operator', () => {
    const asks = (opType: string) =>
      JSON.stringify(optionsFor({ nodes: [{ opType, inputs: [] }] })).includes('x64quantprecision');
    expect(asks('DynamicQuantizeMatMul')).toBe(true);
    expect(asks('MatMulInteger')).toBe(false);
  });

  test('do not spin, run one graph at a time and keep no memory plans where shapes vary', () => {
    expect(optionsFor({})).toMatchObject({
      executionMode: 'sequential',
      interOpNumThreads: 1,
      enableMemPattern: false,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  });

  test('use physical cores, leaving one to the studio on larger machines', () => {
    expect([1, 2, 4, 8, 16, 64].map((logical) => threadCount(logical, 'x64'))).toEqual([1, 2, 4, 4, 7, 16]);
    expect([8, 10].map((logical) => threadCount(logical, 'arm64'))).toEqual([7, 9]);
  });
});
