import { join } from 'node:path';
import { z } from 'zod';
import { sampleSchema, type Recording, type Sample } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { readWhole } from './files';
import type { Recordings } from './recordings';
import { readMonoWav } from './wav-parts';

const samplesFileSchema = z.array(sampleSchema.extend({ file: z.string() }));

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
      throw new StudioError('recording-not-found', `There is no sample ${sampleId}.`, {
        repair: 'Choose a sample from the list.',
        values: { sampleId },
      });
    }
    const name = sample.name[language];
    const audio = await readMonoWav(await readWhole(join(this.folder, sample.file), `The sample "${name}"`));
    return this.recordings.add({ name, audio, channels: 1, format: 'wav pcm16', synthetic: true });
  }

  private async read(): Promise<z.output<typeof samplesFileSchema>> {
    const bytes = await readWhole(join(this.folder, 'samples.json'), 'The list of samples');
    return samplesFileSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  }
}
