import { createRequire } from 'node:module';
import { z } from 'zod';
import { StudioError } from '#contract/errors';
import { ESPEAK_PACKAGE, type EspeakRequest, type EspeakSpeech } from '#contract/helper-api';
import { outsideArchive } from '../storage/files/outside-archive';
import { hearLastWords } from './last-words';
import type { ProgramProcess, StartProgram } from './programs';

const NAME = 'eSpeak NG';

const answerSchema = z.object({
  id: z.number(),
  sampleRateHz: z.number().positive().optional(),
  phonemes: z.number().int().optional(),
  pcm: z.instanceof(Int16Array).optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

interface Waiting {
  readonly resolve: (speech: EspeakSpeech) => void;
  readonly reject: (error: StudioError) => void;
}

/** eSpeak NG in a process of its own, started with the first request and again after it died. */
export class Espeak {
  private child: ProgramProcess | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;

  constructor(private readonly start: StartProgram) {}

  /** @throws StudioError 'engine-crashed' when the process ends before it answers, 'internal' when it refuses */
  speak(request: EspeakRequest): Promise<EspeakSpeech> {
    const child = (this.child ??= this.launch());
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      child.port.post({ id, ...request });
    });
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  stop(): void {
    this.child?.kill();
    this.child = undefined;
  }

  private launch(): ProgramProcess {
    const entry = outsideArchive(createRequire(import.meta.url).resolve(ESPEAK_PACKAGE));
    const child = this.start({ entry, name: NAME, env: process.env });
    const lastWords = hearLastWords(child);
    child.port.onMessage((message) => {
      const answer = answerSchema.safeParse(message);
      if (answer.success) this.settle(answer.data);
    });
    child.onExit((code, signal) => {
      if (this.child === child) this.child = undefined;
      const values = { how: signal ?? `exit code ${code ?? 0}`, ...lastWords() };
      for (const each of this.waiting.values()) each.reject(new StudioError('engine-crashed', values));
      this.waiting.clear();
    });
    return child;
  }

  private settle({ id, error, sampleRateHz, phonemes = 0, pcm }: z.output<typeof answerSchema>): void {
    const request = this.waiting.get(id);
    this.waiting.delete(id);
    if (!request) return;
    if (error) request.reject(new StudioError('internal', { reason: `eSpeak NG: ${error.message}` }));
    else if (sampleRateHz !== undefined && pcm)
      request.resolve({ sampleRateHz, samples: Float32Array.from(pcm, (each) => each / 32_768), phonemes });
  }
}
