import { join } from 'node:path';
import { z } from 'zod';
import { sampleSchema, type Recording, type Sample } from '#contract/domain';
import type { Audio, PromptAudio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { readWhole } from '../storage/files/files';
import type { Recordings } from './recordings';
import { readMonoWav } from '../storage/files/wav-parts';

const samplesFileSchema = z.array(sampleSchema.extend({ file: z.string() }));
type SamplesFile = z.output<typeof samplesFileSchema>;

/** The synthetic prompts that ship with the studio, so that nobody needs a microphone to hear a take. */
export class Samples {
  private readonly folder: string;

  constructor(
    resourcesDir: string,
    private readonly recordings: Recordings,
  ) {
    this.folder = join(resourcesDir, 'samples');
  }

  async list(): Promise<Sample[]> {
    return z.array(sampleSchema).parse(await this.read());
  }

  /** @throws StudioError 'recording-not-found' */
  async open(sampleId: string, language: 'en' | 'zh'): Promise<Recording> {
    const sample = (await this.read()).find(({ id }) => id === sampleId);
    if (!sample) {
      throw new StudioError('recording-not-found', { sampleId });
    }
    const name = sample.name[language];
    const audio = await this.audioOf(sample.file);
    return this.recordings.add({ name, audio, channels: 1, format: 'wav pcm16', synthetic: true });
  }

  /** The first sample in a language, else the first of all, as a prompt to speak with; no recording is made. */
  async prompt(language: string): Promise<PromptAudio> {
    const sample = sampleIn(await this.read(), language);
    const audio = await this.audioOf(sample.file);
    return { ...audio, transcript: sample.transcript };
  }

  private async audioOf(file: string): Promise<Audio> {
    return readMonoWav(await readWhole(join(this.folder, file)));
  }

  private read(): Promise<SamplesFile> {
    return readSamples(this.folder);
  }
}

/** The file of that prompt, for a process that reads it itself. @throws StudioError 'file-not-found' */
export async function samplePromptFile(
  resourcesDir: string,
  language: string,
): Promise<{ wav: string; transcript: string }> {
  const folder = join(resourcesDir, 'samples');
  const { file, transcript } = sampleIn(await readSamples(folder), language);
  return { wav: join(folder, file), transcript };
}

async function readSamples(folder: string): Promise<SamplesFile> {
  const bytes = await readWhole(join(folder, 'samples.json'));
  return samplesFileSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

function sampleIn(samples: SamplesFile, language: string): SamplesFile[number] {
  const sample = samples.find((each) => each.language.startsWith(language)) ?? samples[0];
  if (sample) return sample;
  throw new StudioError('file-not-found', { why: 'samples' });
}
