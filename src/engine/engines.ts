import type { ApiOf } from '#contract/contract';
import type { HostContract } from '#contract/helper-api';
import type { SpeechEngine } from './engine';
import { CosyVoice3Engine } from './cosyvoice3/cosyvoice3-engine';
import { DraftEngine } from './draft/draft-engine';
import { isEspeakInstalled, Synthesizers } from './draft/synthesizers';
import { loadPresets } from './instructions/presets';

/**
 * Every engine of the studio.
 * @param resourcesFolder where the files that ship with the studio are
 * @param host starts the processes that engines need
 */
export function createEngines(resourcesFolder: string, host: ApiOf<HostContract>): readonly SpeechEngine[] {
  const presets = loadPresets(resourcesFolder);
  const synthesizers = new Synthesizers(resourcesFolder, isEspeakInstalled() ? host.espeak : undefined);
  return [new DraftEngine(presets, synthesizers), new CosyVoice3Engine({ presets })];
}
