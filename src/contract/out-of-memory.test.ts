import { describe, expect, test } from 'vitest';
import { memoryShortage, outOfMemory } from './out-of-memory';

const MIB = 2 ** 20;

describe('memory ran out', () => {
  test.each([
    ['Failed to allocate memory for requested buffer of size 536870912', 512 * MIB],
    ['BFCArena: Available memory of 1048576 is smaller than requested bytes of 2097152', 2 * MIB],
    ['failed to allocate 4096 bytes', 4096],
    ['CUDA out of memory. Tried to allocate 512.00 MiB (GPU 0; 7.79 GiB total capacity)', 512 * MIB],
    ['RuntimeError: tried to allocate 1.5GB', 1536 * MIB],
    ['std::bad_alloc', undefined],
    ['bad allocation', undefined],
    ['CUDA failure 2: out of memory ; GPU=0', undefined],
    ['Exception: 8007000E Not enough memory resources are available to complete this operation.', undefined],
    ['Array buffer allocation failed', undefined],
    ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', undefined],
    ['mmap failed: Cannot allocate memory', undefined],
  ])('%s', (words, neededBytes) => {
    expect(memoryShortage(words)).toEqual(neededBytes === undefined ? {} : { neededBytes });
  });

  test.each([
    'Load model from a.onnx failed: Protobuf parsing failed.',
    'Error: the vocoder fell over',
    'Failed to load library libonnxruntime_providers_cuda.so',
    'memory mode keep',
    '',
  ])('is not what "%s" says', (words) => expect(memoryShortage(words)).toBeUndefined());

  test('a size that is no number is no size', () => {
    expect(memoryShortage('tried to allocate 1.2.3 MiB')).toEqual({});
    expect(memoryShortage(`failed to allocate ${'9'.repeat(40)} bytes`)).toEqual({});
  });

  test('is told with the size', () => {
    const error = outOfMemory({ why: 'load', role: 'flow_estimator' }, { neededBytes: 512 * MIB }, 'cause');
    expect(error.values).toEqual({
      why: 'load',
      role: 'flow_estimator',
      neededBytes: 512 * MIB,
      size: '512 MiB',
    });
    expect(outOfMemory({ why: 'speak' }, {}, 'cause').values).toEqual({ why: 'speak' });
  });
});
