import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { doubleDir } from './build';

/** Ahead of a binary's fuses; then the version of their list and how many there are. See @electron/fuses. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 8;

/**
 * Writes a folder that a packager takes for Electron: its executable is the double in plain Node. It has fuses to switch,
 * which nobody obeys.
 */
export async function writeDistribution(folder: string): Promise<void> {
  const electron = createRequire(import.meta.url)('electron/package.json') as unknown;
  const { version } = z.object({ version: z.string() }).parse(electron);
  await mkdir(join(folder, 'resources'), { recursive: true });
  const start = `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(join(doubleDir, 'packaged.js'))} "$0" "$@"\n`;
  const wire = Buffer.from([1, FUSES, ...Array.from({ length: FUSES }, () => 0x31)]);
  await writeFile(
    join(folder, 'electron'),
    Buffer.concat([Buffer.from(`${start}# ${SENTINEL}`), wire, Buffer.from('\n')]),
  );
  await chmod(join(folder, 'electron'), 0o755);
  await writeFile(join(folder, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) await writeFile(join(folder, name), '');
}

const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`)}'`;
