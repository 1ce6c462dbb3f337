import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StudioError } from '#contract/errors';
import containers from '../../../tests/golden/compiler/containers.json';
import safetensors from '../../../tests/golden/compiler/safetensors.json';
import { openCheckpoint, type Checkpoint } from './open-checkpoint';
import { readFloats } from './stored-tensor';

interface Case {
  readonly name: string;
  readonly base64: string;
  readonly error?: string;
  readonly expect?: Record<string, { dtype: string; shape: number[]; float32: number[] }>;
}

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'checkpoint-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const saved = (name: string, bytes: Uint8Array): string => {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
};

const closing = <T>(path: string, use: (checkpoint: Checkpoint) => T): T => {
  const checkpoint = openCheckpoint(path);
  try {
    return use(checkpoint);
  } finally {
    checkpoint.close();
  }
};

/** The fault that a file is refused with; another kind of failure is thrown on. */
function faultOf(path: string): unknown {
  try {
    closing(path, ({ tensors }) => [...tensors.values()].forEach((tensor) => readFloats(tensor)));
    return undefined;
  } catch (thrown) {
    if (thrown instanceof StudioError) return thrown.values.why ?? thrown.code;
    throw thrown;
  }
}

const cases = [...(containers.cases as Case[]), ...(safetensors.cases as Case[])];
const bytesOf = ({ base64 }: Case) => Buffer.from(base64, 'base64');
const named = (name: string) => bytesOf(cases.find((each) => each.name === name)!);

test.each(cases.filter((each) => each.expect).map((each) => [each.name, each] as const))(
  'the weights of %s are read, value by value',
  (name, each) => {
    closing(saved(`${name}.pt`, bytesOf(each)), ({ tensors }) => {
      for (const [key, { dtype, shape, float32 }] of Object.entries(each.expect!)) {
        const tensor = tensors.get(key)!;
        expect(tensor, key).toMatchObject({ dtype, shape });
        expect([...readFloats(tensor)], key).toEqual(float32.map(Math.fround));
        for (let row = 0; row < (shape[0] ?? 0); row++) {
          const width = float32.length / shape[0]!;
          expect([...readFloats(tensor, [row, row + 1])]).toEqual(
            float32.slice(row * width, (row + 1) * width),
          );
        }
      }
    });
  },
);

test.each(cases.filter((each) => each.error).map((each) => [each.name, each] as const))(
  '%s is refused by name',
  (name, each) => expect(faultOf(saved(`${name}.pt`, bytesOf(each)))).toBe(each.error),
);

test('a hostile pickle calls nothing, and what it would have called is told', () => {
  const bytes = named('hostile');
  const victim = /(?:touch|>)\s*([\w./-]+)/.exec(bytes.toString('latin1'))?.[1];
  const ignored = closing(saved('hostile.pt', bytes), ({ ignoredGlobals }) => ignoredGlobals);
  expect(ignored).toEqual(['posix.system']);
  expect(victim === undefined || !existsSync(victim)).toBe(true);
});

describe('other kinds of file', () => {
  test('a file that is not there, a folder without weights, and an empty file', () => {
    expect(faultOf(join(dir, 'none.pt'))).toBe('no-file');
    expect(faultOf(dir)).toBe('no-file');
    expect(faultOf(saved('empty.pt', new Uint8Array(0)))).toBe('neither-kind');
  });

  test('an adapter, and one part of a model that was spread', () => {
    const entry = { dtype: 'F32', shape: [0], data_offsets: [0, 0] };
    const header = (names: string[]) =>
      Buffer.from(JSON.stringify(Object.fromEntries(names.map((n) => [n, entry]))));
    const file = (json: Buffer) => {
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(json.length));
      return Buffer.concat([length, json]);
    };
    expect(faultOf(saved('lora.safetensors', file(header(['a.lora_A.weight', 'a.weight']))))).toBe('lora');
  });

  test('the folder that DeepSpeed writes', () => {
    writeFileSync(join(dir, 'mp_rank_00_model_states.pt'), named('deepspeed-like'));
    expect(closing(dir, ({ tensors }) => [...tensors.keys()])).toEqual(['weight', 'bias']);
    rmSync(join(dir, 'mp_rank_00_model_states.pt'));
  });
});

/** The same changes on every machine. */
function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

test('no damaged file does more than be refused: cut short, or with bytes changed', () => {
  const random = seededRandom(20_251);
  const readable = cases.filter((each) => each.expect && each.name !== 'many');
  for (let round = 0; round < 1500; round++) {
    const whole = bytesOf(readable[round % readable.length]!);
    const bytes = round % 5 === 0 ? whole.subarray(0, random(whole.length)) : Buffer.from(whole);
    // half of the changes in the pickle and the headers, which come first
    for (let flips = 1 + random(6); bytes.length > 0 && flips > 0; flips--) {
      bytes[random(random(2) === 0 ? bytes.length : Math.min(bytes.length, 900))] = random(256);
    }
    faultOf(saved('fuzz.pt', bytes));
  }
});
