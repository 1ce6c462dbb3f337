import { basename } from 'node:path';
import { StudioError } from '#contract/errors';
import type { Checkpoint } from '../checkpoint/open-checkpoint';
import { countOf, readFloats, type StoredTensor } from '../checkpoint/stored-tensor';

/** The three networks of the model, each in a checkpoint of its own. */
export type ModelPart = 'llm' | 'flow' | 'hift';

export type Dims = readonly number[];

/** What a checkpoint may hold beside the network, and nothing here needs. */
const besides: Readonly<Record<ModelPart, RegExp>> = {
  // the head over text tokens shares its numbers with the text embedding
  llm: /^(mtp_block|criterion)|^llm\.model\.lm_head\.weight$/,
  flow: /^criterion/,
  hift: /^discriminator\./,
};
/** What training of the vocoder puts in front of its names. */
const GENERATOR = 'generator.';

/** Names that only one network has. */
const signs: Readonly<Record<string, RegExp>> = {
  'CosyVoice 2 llm': /^llm_embedding\.weight$/,
  'CosyVoice 2 flow': /^(encoder\.encoders|decoder\.estimator\.down_blocks)\./,
  llm: /^llm\.model\.model\./,
  flow: /^decoder\.estimator\.transformer_blocks\./,
  hift: /^(generator\.)?(conv_pre|f0_predictor)\./,
};

const MOST_DIFFERENCES = 5;
/** Stands where one of both has no such weight. */
const NONE = '–';

/** The weights of one network by their official names. */
export class PartWeights {
  private readonly tensors: ReadonlyMap<string, StoredTensor>;
  private readonly file: string;

  /** @throws StudioError 'checkpoint-mismatch' when the checkpoint is of another network */
  constructor(
    private readonly part: ModelPart,
    checkpoint: Checkpoint,
  ) {
    this.file = basename(checkpoint.path);
    this.refuseOther([...checkpoint.tensors.keys()]);
    const kept = [...checkpoint.tensors].filter(([name]) => !besides[part].test(name));
    const prefix = part === 'hift' && kept.every(([name]) => name.startsWith(GENERATOR)) ? GENERATOR : '';
    this.tensors = new Map(kept.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
  }

  has(name: string): boolean {
    return this.tensors.has(name);
  }

  /** Numbers in all weights together. */
  get elements(): number {
    return [...this.tensors.values()].reduce((sum, { shape }) => sum + countOf(shape), 0);
  }

  get names(): string[] {
    return [...this.tensors.keys()];
  }

  /** @throws StudioError 'checkpoint-mismatch' */
  shape(name: string): Dims {
    return this.find(name).shape;
  }

  /** @param rows of the first axis, [from, to); all when absent */
  read(name: string, rows?: readonly [number, number]): Float32Array<ArrayBuffer> {
    return readFloats(this.find(name), rows);
  }

  /**
   * Compares every name and shape with what the network has.
   * @throws StudioError 'checkpoint-mismatch' with the first differences
   */
  check(wanted: ReadonlyMap<string, Dims>): void {
    const told = (dims: Dims | undefined) => (dims ? `[${dims.join(', ')}]` : NONE);
    const differences = [...new Set([...wanted.keys(), ...this.tensors.keys()])].flatMap((name) => {
      const [expected, found] = [told(wanted.get(name)), told(this.tensors.get(name)?.shape)];
      return expected === found ? [] : [`${name}: ${found} ≠ ${expected}`];
    });
    if (differences.length > 0) throw this.mismatch(differences);
  }

  /** 1 + the largest number that follows `prefix` in a name: how many layers of a kind there are. */
  countLayers(prefix: string): number {
    const numbers = this.names.flatMap((name) => {
      const digits = name.startsWith(prefix) ? /^\d+/.exec(name.slice(prefix.length))?.[0] : undefined;
      return digits === undefined ? [] : [Number(digits)];
    });
    return 1 + Math.max(-1, ...numbers);
  }

  /** @param differences in the form "name: what is there ≠ what should be" */
  mismatch(differences: readonly string[]): StudioError {
    const more = differences.length - MOST_DIFFERENCES;
    const { file, part } = this;
    return new StudioError('checkpoint-mismatch', {
      file,
      part,
      differences: differences.slice(0, MOST_DIFFERENCES).join('; '),
      ...(more > 0 ? { more } : {}),
    });
  }

  private find(name: string): StoredTensor {
    const tensor = this.tensors.get(name);
    if (tensor) return tensor;
    throw this.mismatch([`${name}: ${NONE}`]);
  }

  private refuseOther(names: readonly string[]): void {
    const { file, part } = this;
    const found = Object.keys(signs).find((kind) => names.some((name) => signs[kind]!.test(name)));
    if (found === undefined || found === part) return;
    throw new StudioError('checkpoint-mismatch', { file, part, found });
  }
}
