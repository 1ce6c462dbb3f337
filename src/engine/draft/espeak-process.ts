import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createRequire } from 'node:module';
import { sep } from 'node:path';
import { z } from 'zod';
import { StudioError } from '#contract/errors';

const PACKAGE = 'cosyvoice-studio-espeak-voice';

/** What the eSpeak NG process is asked; see packages/espeak-voice/README.md. */
export interface EspeakRequest {
  readonly voice: string;
  readonly text: string;
  readonly lowHz: number;
  readonly highHz: number;
  readonly formantPercent: number;
  readonly wordsPerMin: number;
  /** Which of its Klatt synthesizers, 1 to 6; 6 unless told, 0 for none. */
  readonly klatt?: number;
}

export interface EspeakSpeech {
  readonly sampleRateHz: number;
  readonly samples: Float32Array;
  /** How many phonemes were spoken; 0 means that the text meant nothing to the voice. */
  readonly phonemes: number;
}

const headerSchema = z.object({
  id: z.number().nullish(),
  ready: z.boolean().optional(),
  pcmBytes: z.number().int().min(0),
  sampleRateHz: z.number().optional(),
  phonemes: z.number().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
type Header = z.output<typeof headerSchema>;

interface Waiting {
  readonly resolve: (speech: EspeakSpeech) => void;
  readonly reject: (error: StudioError) => void;
}

/**
 * Where the eSpeak NG package's program is.
 * @throws StudioError 'engine-unavailable' when it is not installed: it is optional
 */
export function findEspeak(): string {
  try {
    const file = createRequire(import.meta.url).resolve(PACKAGE);
    // a process cannot be started from inside an archive; the packager leaves this package outside
    return file.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
  } catch (cause) {
    throw new StudioError(
      'engine-unavailable',
      `The optional package ${PACKAGE} is not installed: the draft voice speaks English and Mandarin only.`,
      { cause, repair: 'Run npm install again without --omit=optional.' },
    );
  }
}

/**
 * eSpeak NG in a process of its own, started with the first request and again after it died. It ends by itself when its
 * input closes, so it cannot outlive this process.
 */
export class EspeakProcess {
  private child: ChildProcessWithoutNullStreams | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;

  constructor(private readonly program: string) {}

  /** @throws StudioError 'engine-crashed' when the process ends before it answers, 'internal' when it refuses */
  async speak(request: EspeakRequest): Promise<EspeakSpeech> {
    const child = (this.child ??= this.start());
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    });
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  stop(): void {
    this.child?.stdin.end();
    this.child = undefined;
  }

  private start(): ChildProcessWithoutNullStreams {
    // inside Electron the executable is Electron: this makes it behave as Node
    const child = spawn(process.execPath, [this.program], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let lastWords = '';
    child.stderr.on('data', (bytes: Buffer) => {
      lastWords = `${lastWords}${bytes.toString()}`.slice(-2_000);
    });
    child.stdout.on(
      'data',
      frameReader((header, pcm) => this.settle(header, pcm)),
    );
    // writing to a process that has just died fails; its exit tells the same with a reason
    child.stdin.on('error', () => undefined);
    const gone = (cause: unknown, how: string) => {
      if (this.child === child) this.child = undefined;
      const error = new StudioError('engine-crashed', `The eSpeak NG process ended (${how}).`, {
        cause: lastWords === '' ? cause : new Error(lastWords, { cause }),
        repair: 'Generate again; the process is started anew.',
      });
      for (const each of this.waiting.values()) each.reject(error);
      this.waiting.clear();
    };
    child.once('error', (cause) => gone(cause, cause.message));
    child.once('exit', (code, signal) => gone(undefined, signal ?? `exit code ${code ?? 0}`));
    return child;
  }

  private settle(header: Header, pcm: Buffer): void {
    if (header.id === null || header.id === undefined) return;
    const request = this.waiting.get(header.id);
    this.waiting.delete(header.id);
    if (!request) return;
    const { error, sampleRateHz, phonemes = 0 } = header;
    if (error) request.reject(new StudioError('internal', `eSpeak NG: ${error.message}`, { values: error }));
    else if (sampleRateHz !== undefined) {
      const samples = Float32Array.from(
        { length: pcm.length / 2 },
        (_, at) => pcm.readInt16LE(2 * at) / 32_768,
      );
      request.resolve({ sampleRateHz, samples, phonemes });
    }
  }
}

/** Cuts the stream into frames: header size, header, PCM. */
function frameReader(onFrame: (header: Header, pcm: Buffer) => void): (bytes: Buffer) => void {
  const parts: Buffer[] = [];
  let have = 0;
  let need = 4;
  return (bytes) => {
    parts.push(bytes);
    have += bytes.length;
    while (have >= need) {
      // joined only once a frame may be complete: PCM arrives in many small pieces
      const all = Buffer.concat(parts.splice(0));
      const headerEnd = 4 + (all.length >= 4 ? all.readUInt32LE(0) : 0);
      let frameEnd = headerEnd;
      if (all.length >= headerEnd && headerEnd > 4) {
        const header = headerSchema.parse(JSON.parse(all.toString('utf8', 4, headerEnd)));
        frameEnd += header.pcmBytes;
        if (all.length >= frameEnd) {
          onFrame(header, all.subarray(headerEnd, frameEnd));
          parts.push(all.subarray(frameEnd));
          have = all.length - frameEnd;
          need = 4;
          continue;
        }
      }
      parts.push(all);
      need = frameEnd;
    }
  };
}
