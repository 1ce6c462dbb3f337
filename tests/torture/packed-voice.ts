import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestStudio, temporaryFolder } from '../support/studio/test-studio';

/** @returns the path of a voice pack to import */
export async function packedVoice(): Promise<string> {
  const studio = await openTestStudio();
  const { id } = await studio.makeVoice('Packed');
  const pack = join(temporaryFolder(), 'packed.cvvoice');
  writeFileSync(pack, (await studio.api.exportVoices({ voiceIds: [id] })).bytes);
  await studio.close();
  return pack;
}
