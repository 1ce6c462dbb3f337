import type { SpeechEngine } from './engine';
import { CosyVoice3Engine } from './cosyvoice3/cosyvoice3-engine';
import { DraftEngine } from './draft/draft-engine';
import { Synthesizers } from './draft/synthesizers';
import { loadPresets } from './instructions/presets';

/** Every engine of the studio. @param resourcesFolder where the files that ship with the studio are */
export function createEngines(resourcesFolder: string): readonly SpeechEngine[] {
  const presets = loadPresets(resourcesFolder);
  return [new DraftEngine(presets, new Synthesizers(resourcesFolder)), new CosyVoice3Engine({ presets })];
}
