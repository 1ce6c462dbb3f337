import { existsSync } from 'node:fs';
import { buildDouble } from '../../electron-double/build';
import useRunFolder from '../../support/run-folder';
import { writeMicrophoneFile } from './microphone';
import { built } from './paths';

/**
 * Once a run: what the specs need besides the built studio.
 * @returns the end of the run
 */
export default async function setUp(): Promise<() => void> {
  if (!existsSync(built.main)) throw new Error('The studio is not built; run npm run build first.');
  writeMicrophoneFile();
  await buildDouble();
  return useRunFolder();
}
