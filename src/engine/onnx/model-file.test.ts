import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import { GraphWriter } from '../../../tests/packs/synthetic/graph-writer';
import { embeddingRows } from './embedding-rows';
import { readModelFile } from './model-file';
import { readStoredFloats } from './stored-floats';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'model-file-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const saved = (name: string, bytes: Uint8Array): string => {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
};

const table = Float32Array.from({ length: 5 * 8 }, (_, i) => i / 7);

/** Looks rows of 8 up; `also` adds one more operation behind. */
function lookup(also?: string): Uint8Array {
  const g = new GraphWriter('lookup', 15);
  const ids = g.input('ids', 'int64', ['b', 's']);
  const rows = g.node('Gather', [g.floats(table, [5, 8]), ids]);
  g.output('rows', 'float32', ['b', 's', 8], also ? g.node(also, [rows]) : rows);
  return g.encode();
}

test('a model tells its interface, its weights and its operators without a session', () => {
  const model = readModelFile(saved('lookup.onnx', lookup()));
  expect(model.inputs).toEqual([{ name: 'ids', dtype: 'int64', shape: ['b', 's'] }]);
  expect(model.outputs).toEqual([{ name: 'rows', dtype: 'float32', shape: ['b', 's', 8] }]);
  expect(model.nodes.map(({ opType }) => opType)).toEqual(['Gather', 'Identity']);
  expect(model.opsets).toEqual({ '': 15 });
  expect(model.initializers).toMatchObject([{ dtype: 'float32', dims: [5, 8] }]);
  expect(readStoredFloats(model.initializers[0]!)).toEqual(table);
});

describe('embedding rows', () => {
  test('are the rows of the table, read one by one', () => {
    const rows = embeddingRows(readModelFile(saved('rows.onnx', lookup())), 8)!;
    const target = new Float32Array(16);
    rows.read(3, target, 8);
    expect(rows.rowCount).toBe(5);
    expect(target).toEqual(Float32Array.from([...new Float32Array(8), ...table.slice(24, 32)]));
    expect(() => rows.read(5, target, 0)).toThrow(RangeError);
    expect(() => rows.read(-1, target, 0)).toThrow(RangeError);
    rows.close();
  });

  test('are refused when the graph does more than look up, or is of another width', () => {
    expect(embeddingRows(readModelFile(saved('tanh.onnx', lookup('Tanh'))), 8)).toBeUndefined();
    expect(embeddingRows(readModelFile(saved('width.onnx', lookup())), 16)).toBeUndefined();
  });
});

describe('bytes that are not a whole model', () => {
  const refuses = (path: string) => {
    try {
      readModelFile(path);
      return 'read';
    } catch (thrown) {
      return thrown instanceof StudioError ? thrown.code : thrown;
    }
  };

  test('are refused at every length', () => {
    const whole = lookup();
    for (let length = 0; length < whole.length; length += 3) {
      // a cut between two top-level fields leaves a smaller model, which its manifest's size then refuses
      expect(['pack-file-corrupt', 'read']).toContain(refuses(saved('cut.onnx', whole.slice(0, length))));
    }
    expect(refuses(saved('empty.onnx', new Uint8Array(0)))).toBe('pack-file-corrupt');
    expect(refuses(saved('half.onnx', whole.slice(0, whole.length / 2)))).toBe('pack-file-corrupt');
  });

  test('never make the reader throw anything else, hang or ask for gigabytes, whatever bits are flipped', () => {
    const whole = lookup();
    let state = 12_345;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 0x1_0000_0000) * below);
    };
    for (let round = 0; round < 600; round++) {
      const bytes = whole.slice();
      for (let flips = 1 + random(6); flips > 0; flips--) bytes[random(bytes.length)] = random(256);
      expect(['pack-file-corrupt', 'read']).toContain(refuses(saved('fuzz.onnx', bytes)));
    }
  });

  test('with weights outside the folder are refused', () => {
    const text = (value: string) => [value.length, ...new TextEncoder().encode(value)];
    const entry = (key: string, value: string) => [0x0a, ...text(key), 0x12, ...text(value)];
    const location = entry('location', '../../secret.bin');
    const tensor = [0x08, 2, 0x10, 1, 0x42, ...text('w'), 0x6a, location.length, ...location];
    const graph = [0x2a, tensor.length, ...tensor, 0x62, 0];
    expect(refuses(saved('escape.onnx', Uint8Array.from([0x3a, graph.length, ...graph])))).toBe(
      'pack-file-corrupt',
    );
  });
});

test('a file is read by its headers: a table of half a gigabyte costs no more than a small one', async () => {
  const { syntheticPack } = await import('../../../tests/packs/synthetic/build-synthetic-pack');
  const path = join(syntheticPack(), 'onnx/text_embedding.onnx');
  const before = process.memoryUsage.rss();
  const model = readModelFile(path);
  expect(process.memoryUsage.rss() - before).toBeLessThan(50e6);
  const { bytes } = model.initializers[0]!;
  expect(bytes).toMatchObject({ path, length: 151_936 * 3584 });
  expect(readFileSync(path).length).toBe(bytes!.offset + bytes!.length);
});
