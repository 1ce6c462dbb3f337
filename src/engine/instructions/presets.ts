import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { instructionPresetSchema, type InstructionPreset } from '#contract/domain';
import { StudioError } from '#contract/errors';

/** @throws StudioError 'file-not-found' when the resources are not where they should be */
export function loadPresets(resourcesFolder: string): readonly InstructionPreset[] {
  const file = join(resourcesFolder, 'instructs.json');
  try {
    return z.array(instructionPresetSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new StudioError('file-not-found', { why: 'own-file', path: file }, cause);
  }
}
