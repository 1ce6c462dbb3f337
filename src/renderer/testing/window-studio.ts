import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudioError } from '#contract/errors';
import { connect, serve } from '#contract/rpc';
import { studioContract, type StudioApi, type StudioService } from '#contract/studio-api';
import type { Settings, Status } from '#contract/studio-state';
import type { StudioOptions } from '#studio/studio-options';
import { memoryPorts } from '../../../tests/support/memory-ports';
import { tone } from '../../../tests/support/studio/test-engine';
import { openTestStudio, temporaryFolder, type TestStudio } from '../../../tests/support/studio/test-studio';

/** The studio as a window has it: at the other end of a wire. */
export interface WindowStudio extends StudioService {
  /** The studio itself: what its host sees, and does to it. */
  readonly host: TestStudio;
  /** The host answers `call` with this error, until it is cleared with undefined. */
  readonly refuse: (call: keyof StudioApi, error: StudioError | undefined) => void;
}

interface Filling {
  /** Voices in the library; 3 when absent. */
  readonly voices?: number;
  /** Finished takes, each of the next voice; 4 when absent. */
  readonly takes?: number;
}

interface WindowStudioOptions extends Filling, Partial<StudioOptions> {
  readonly settings?: Partial<Settings>;
}

/** The newest first. */
export const voiceNames = ['小安，平静', 'Anna, narrator', '老王说书', 'Tom at the sea', 'Grandfather'];
export const takeTexts = ['你好世界，今天是个好日子。', 'The sea was almost flat this morning.'];
/** Of the newest take; each older one has the next. */
export const NEWEST_SEED = 12_345;

/** Opens a real studio on a library of its own, with the test engine, and connects a window to it. */
export async function openWindowStudio({
  voices = 3,
  takes = 4,
  settings,
  ...options
}: WindowStudioOptions = {}): Promise<WindowStudio> {
  const home = options.home ?? (await filledHome({ voices, takes }));
  const host = await openTestStudio({ ...options, home });
  if (settings) await host.api.updateSettings(settings);
  return windowOn(host);
}

export function windowOn(host: TestStudio): WindowStudio {
  const [here, there] = memoryPorts();
  serve(studioContract, { api: host.api, on: host.on }, there);
  const { api, on } = connect(studioContract, here);
  const refusals = new Map<string, StudioError>();
  const calls = api as unknown as Readonly<Record<string, (input: unknown) => unknown>>;
  const refusable = Object.keys(studioContract.calls).map((name) => [
    name,
    (input: unknown) => {
      const refusal = refusals.get(name);
      return refusal ? Promise.reject(refusal) : calls[name]!(input);
    },
  ]);
  return {
    ...{ host, on, api: Object.fromEntries(refusable) as StudioApi },
    refuse: (call, error) => {
      if (error) refusals.set(call, error);
      else refusals.delete(call);
    },
  };
}

/** The same studio with another status, now and later: of a machine that is not at hand. */
export function withStatus<Service extends StudioService>(
  service: Service,
  change: Partial<Status>,
): Service {
  const on: StudioService['on'] = (name, listener) =>
    service.on(name, (news) => listener(name === 'status' ? Object.assign({}, news, change) : news));
  const getStatus = async () => ({ ...(await service.api.getStatus()), ...change });
  return { ...service, on, api: { ...service.api, getStatus } };
}

const filled = new Map<string, Promise<string>>();

/** @returns a data folder of its own, with a library in it */
export async function filledHome({ voices = 3, takes = 4 }: Filling = {}): Promise<string> {
  const key = `${voices} voices, ${takes} takes`;
  const template = filled.get(key) ?? fill(voices, takes);
  filled.set(key, template);
  const home = temporaryFolder();
  cpSync(await template, home, { recursive: true });
  return home;
}

/** Made once in a worker and copied for each test; the folder of the run goes with it. */
async function fill(voices: number, takes: number): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'filled-'));
  const studio = await openTestStudio({ home });
  const { api } = studio;
  await api.updateSettings({ seed: NEWEST_SEED, welcomed: true });
  // on the shelf only where voices were made from it
  const recording =
    voices > 0 &&
    (await api.addRecording({
      ...{ name: 'microphone', sampleRateHz: 24_000, format: 'microphone' },
      channels: [tone(4 * 24_000, 120)],
    }));
  const recordingId = recording ? recording.id : '';
  const prompt = { recordingId, startSec: 0.2, endSec: 3.4, transcript: 'hello there' };
  const made: string[] = [];
  for (let index = voices - 1; index >= 0; index--) {
    const { id } = await api.saveVoice({ ...prompt, name: voiceNames[index] ?? `Voice ${index + 1}` });
    made.unshift(id);
  }
  for (let index = takes - 1; index >= 0; index--) {
    const text = takeTexts[index % takeTexts.length]!;
    await studio.speak({ text, voiceId: made[index % made.length]!, seed: NEWEST_SEED + index });
  }
  await studio.enrolled();
  await studio.close();
  return home;
}
