import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWav } from '#audio/wav';
import { isOver, type Take, type TakeRequest, type Voice } from '#contract/domain';
import { createStudio } from '#studio/studio';
import type { Studio, StudioOptions } from '#studio/studio-options';
import { tone } from './test-engine';
import { memoryEngine } from './test-launchers';

/** For tests: a studio on a real library in a temporary folder, and short ways to a voice and a finished take. */
export interface TestStudio extends Studio {
  readonly home: string;
  /** A voice made from four seconds of tone. */
  readonly makeVoice: (name?: string, transcript?: string) => Promise<Voice>;
  /** Starts a take and waits until it is over, however it ends. */
  readonly speak: (request: Partial<TakeRequest> & { readonly voiceId: string }) => Promise<Take>;
  /** @returns the take once `fits`, from now on */
  readonly when: (takeId: string, fits: (take: Take) => boolean) => Promise<Take>;
}

const folders: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cosyvoice-studio-'));
  folders.push(folder);
  return folder;
}

/** Give this to `afterAll`. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export { isOver };

/** Over, and its file closed: a cancelled take is over before that. */
export const isClosed = (take: Take): boolean =>
  isOver(take) && (take.segments.length === 0 || take.pcmSha256 !== undefined);

/** A folder of what ships with the studio, as small as it can be. */
export function testResources(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'samples'));
  const sample = {
    id: 'sample-a',
    language: 'en',
    transcript: 'a steady tone',
    durationSec: 4,
    file: 'a.wav',
  };
  const name = { en: 'Sample voice A (synthetic)', zh: '示例音色 A（合成）' };
  writeFileSync(join(folder, 'samples', 'samples.json'), JSON.stringify([{ ...sample, name }]));
  const wav = writeWav({ sampleRateHz: 24_000, channels: [tone(96_000, 120)], bitDepth: 16 });
  writeFileSync(join(folder, 'samples', 'a.wav'), wav);
  const preset = { id: 'emotion.happy', kind: 'emotion', instruction: '请非常开心地说一句话。' };
  writeFileSync(join(folder, 'instructs.json'), JSON.stringify([{ ...preset, en: 'Happy', zh: '开心' }]));
  return folder;
}

export async function openTestStudio(options: Partial<StudioOptions> = {}): Promise<TestStudio> {
  const home = options.home ?? temporaryFolder();
  const studio = await createStudio({
    home,
    resourcesDir: testResources(),
    version: '1.2.3',
    host: 'test',
    engine: memoryEngine,
    ...options,
  });
  const when: TestStudio['when'] = async (takeId, fits) => {
    const changed = new Promise<Take>((resolve) => {
      const stop = studio.on('takeChanged', (take) => {
        if (take.id !== takeId || !fits(take)) return;
        stop();
        resolve(take);
      });
    });
    const now = await studio.api.getTake({ takeId });
    return fits(now) ? now : changed;
  };
  return {
    ...studio,
    home,
    when,
    makeVoice: async (name = 'Anna', transcript = 'hello there') => {
      const recording = await studio.api.addRecording({
        name: 'microphone',
        sampleRateHz: 48_000,
        channels: [tone(4 * 48_000, 120, 48_000)],
        format: 'microphone',
      });
      return studio.api.saveVoice({
        recordingId: recording.id,
        startSec: 0.2,
        endSec: 3.4,
        name,
        transcript,
      });
    },
    speak: async (request) => {
      const take = await studio.api.startTake({ text: 'Hello world', seed: 7, ...request });
      return when(take.id, isOver);
    },
  };
}
