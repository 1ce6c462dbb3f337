import type { ElementType } from './stored-tensor';
import type { PickleMeaning } from './pickle';
import { Inert, MalformedPickle } from './pickle';

/** A storage of a PyTorch file, `data/KEY` in its archive. */
export class TorchStorage {
  constructor(
    readonly key: string,
    /** Undefined for a kind that is not read. */
    readonly dtype: ElementType | undefined,
    readonly kind: string,
  ) {}
}

/** A view of a storage; offset and strides count elements. */
export class TorchTensor {
  constructor(
    readonly storage: TorchStorage,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {}
}

const storageTypes: Readonly<Record<string, ElementType>> = {
  'torch.FloatStorage': 'float32',
  'torch.HalfStorage': 'float16',
  'torch.BFloat16Storage': 'bfloat16',
  'torch.DoubleStorage': 'float64',
  'torch.LongStorage': 'int64',
  'torch.IntStorage': 'int32',
  'torch.ShortStorage': 'int16',
  'torch.CharStorage': 'int8',
  'torch.ByteStorage': 'uint8',
  'torch.BoolStorage': 'bool',
};

/** Calls that mean nothing but themselves in a checkpoint, beside those that build something. */
const harmless = new Set(['torch.Size', 'torch.device', 'torch.dtype', 'torch.serialization._get_layout']);

/** The few calls of PyTorch's own pickles that build data. Every other one is written down and stays inert. */
export class TorchMeaning implements PickleMeaning {
  /** Globals that a full unpickler would have called. */
  readonly ignored = new Set<string>();

  reduce(name: string, args: readonly unknown[]): unknown {
    switch (name) {
      case 'collections.OrderedDict':
        return new Map();
      case 'torch._utils._rebuild_tensor_v2':
        return rebuildTensor(args);
      case 'torch._utils._rebuild_parameter':
        return args[0];
      default:
        if (!harmless.has(name)) this.ignored.add(name);
        return undefined;
    }
  }

  persistent(id: unknown): TorchStorage {
    if (Array.isArray(id) && id[0] === 'storage' && id[1] instanceof Inert) {
      const { name } = id[1];
      const key: unknown = id[2];
      if (typeof key === 'string' && /^[\w.-]+$/.test(key))
        return new TorchStorage(key, storageTypes[name], name);
    }
    throw new MalformedPickle('a storage has no name');
  }
}

function rebuildTensor([storage, offset, shape, strides]: readonly unknown[]): TorchTensor {
  const whole = isIndex(offset) && isIndices(shape) && isIndices(strides) && shape.length === strides.length;
  if (storage instanceof TorchStorage && whole) return new TorchTensor(storage, offset, shape, strides);
  throw new MalformedPickle('a tensor has no storage, shape or strides');
}

const isIndex = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isIndices = (value: unknown): value is number[] => Array.isArray(value) && value.every(isIndex);
