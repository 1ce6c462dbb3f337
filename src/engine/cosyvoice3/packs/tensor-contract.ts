import { StudioError, type ErrorValues } from '#contract/errors';
import type { ModelFile, TensorInfo } from '../../onnx/model-file';
import type { TensorSpec } from '#contract/pack-manifest';

/** Logical tensor names of a role by the names that the graph really uses. */
export interface TensorNames {
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

interface Contract {
  readonly inputs: Readonly<Record<string, TensorSpec>>;
  readonly outputs: Readonly<Record<string, TensorSpec>>;
}

/**
 * Compares a graph with what its role promises: names, types, ranks and fixed axes, on both sides.
 * @returns the graph's own name of every logical tensor
 * @throws StudioError 'pack-tensor-mismatch' naming role, expected and found
 */
export function matchTensors(role: string, contract: Contract, model: ModelFile): TensorNames {
  const names = {
    inputs: matchSide(role, 'input', contract.inputs, model.inputs),
    outputs: matchSide(role, 'output', contract.outputs, model.outputs),
  };
  const fed = new Set(Object.values(names.inputs));
  const unfed = model.inputs.filter(({ name }) => !fed.has(name));
  if (unfed.length > 0) {
    const found = listed(unfed.map(({ name }) => name));
    throw mismatch({ why: 'inputs-more', role, expected: listed([...fed]), found });
  }
  return names;
}

function matchSide(
  role: string,
  side: 'input' | 'output',
  specs: Readonly<Record<string, TensorSpec>>,
  found: readonly TensorInfo[],
): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [logical, spec] of Object.entries(specs)) {
    const tensor = find(spec, side, Object.keys(specs).length, found);
    if (!tensor) {
      const tensor = spec.name ?? `#${spec.index ?? 0}`;
      throw mismatch({ why: `no-${side}`, role, tensor, found: listed(found.map(({ name }) => name)) });
    }
    if (!spec.dtype.split('|').includes(tensor.dtype)) {
      throw mismatch({ why: 'tensor', role, tensor: tensor.name, expected: spec.dtype, found: tensor.dtype });
    }
    if (!fits(spec.shape, tensor.shape, side)) {
      const [expected, found] = [spec.shape, tensor.shape].map((shape) => `[${shape.join(', ')}]`);
      throw mismatch({ why: 'tensor', role, tensor: tensor.name, expected: expected!, found: found! });
    }
    names[logical] = tensor.name;
  }
  return names;
}

function find(
  spec: TensorSpec,
  side: 'input' | 'output',
  specCount: number,
  found: readonly TensorInfo[],
): TensorInfo | undefined {
  if (typeof spec.name !== 'string') return found[spec.index ?? 0];
  const named = found.find(({ name }) => name === spec.name);
  // exporters differ in what they call a lone output, and there is nothing to confuse it with
  return named ?? (side === 'output' && specCount === 1 && found.length === 1 ? found[0] : undefined);
}

function fits(expected: TensorSpec['shape'], found: TensorInfo['shape'], side: 'input' | 'output'): boolean {
  if (expected.includes('flatten') || (found.length === 0 && side === 'output')) return true;
  if (expected.length !== found.length) return false;
  return expected.every((axis, i) => {
    const actual = found[i]!;
    if (typeof actual === 'string') return true;
    // a graph that fixes an axis which a run decides cannot be fed; what it says of its outputs follows from that
    return typeof axis === 'number' ? axis === actual : side === 'output';
  });
}

const listed = (names: readonly string[]): string => names.join(', ') || '–';

const mismatch = (values: ErrorValues) => new StudioError('pack-tensor-mismatch', values);
