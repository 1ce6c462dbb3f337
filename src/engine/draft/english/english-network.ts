import { join } from 'node:path';
import { readModelFile } from '../../onnx/model-file';
import { openOnCpu, type GraphSession } from '../../onnx/session';
import { float32Tensor, floatsOf, int64Tensor } from '../../onnx/tensors';

const TEXT = 'en-text';
const MELODY = 'en-melody';
const DECODER = 'en-decoder';
const TEXT_SIZE = 128;
const RHYTHM_SIZE = 192;

/** A unit of duration is two frames of 12.5 ms. */
export const FRAMES_PER_UNIT = 2;

/** What the first part of the network says about phones. */
export interface Rhythm {
  /** How long each phone would last, in units of duration, not rounded. */
  readonly lengths: Float32Array;
  /** For the next part, shapes (1, 128, phones) and (1, 192, phones). */
  readonly text: Float32Array;
  readonly rhythm: Float32Array;
}

/** What the second part says about them once their durations are chosen. */
export interface Melody {
  /** One value a frame, about 0 where unvoiced. */
  readonly f0Hz: Float32Array;
  /** For the last part, shapes (1, 128, frames) and (1, frames). */
  readonly frames: Float32Array;
  readonly energy: Float32Array;
}

/** The English network in three parts, so that rhythm and melody can be changed between them. */
export class EnglishNetwork {
  private constructor(private readonly parts: Readonly<Record<string, GraphSession>>) {}

  /** @param folder holds the files that `scripts/split-english-voice.py` writes  @throws StudioError 'out-of-memory', 'pack-…' */
  static async open(folder: string): Promise<EnglishNetwork> {
    const open = async (role: string) => {
      const model = readModelFile(join(folder, `${role}.onnx`));
      return openOnCpu({ role, model, providers: [], optimizationLevel: 'all', memoryPattern: false });
    };
    return new EnglishNetwork({
      [TEXT]: await open(TEXT),
      [MELODY]: await open(MELODY),
      [DECODER]: await open(DECODER),
    });
  }

  async read(phoneIds: readonly number[]): Promise<Rhythm> {
    const values = await this.run(TEXT, { ids: int64Tensor(phoneIds, [1, phoneIds.length]) });
    return { lengths: values('lengths'), text: values('text'), rhythm: values('rhythm') };
  }

  /** @param durations whole units, one value a phone */
  async move({ text, rhythm }: Rhythm, durations: Float32Array): Promise<Melody> {
    const phones = durations.length;
    const values = await this.run(MELODY, {
      durations: float32Tensor(durations, [phones]),
      text: float32Tensor(text, [1, TEXT_SIZE, phones]),
      rhythm: float32Tensor(rhythm, [1, RHYTHM_SIZE, phones]),
    });
    return { f0Hz: values('f0'), frames: values('frames'), energy: values('energy') };
  }

  /** @returns what `soundOf` draws, shape (frames, 3005) */
  async draw({ frames, energy }: Melody, f0Hz: Float32Array): Promise<Float32Array> {
    const values = await this.run(DECODER, {
      frames: float32Tensor(frames, [1, TEXT_SIZE, f0Hz.length]),
      f0: float32Tensor(f0Hz, [1, f0Hz.length]),
      energy: float32Tensor(energy, [1, f0Hz.length]),
    });
    return values('spectrum');
  }

  async release(): Promise<void> {
    for (const part of Object.values(this.parts)) await part.release();
  }

  private async run(role: string, feeds: Parameters<GraphSession['run']>[0]) {
    const answer = await this.parts[role]!.run(feeds);
    return (name: string) => floatsOf(answer[name]!, role);
  }
}
