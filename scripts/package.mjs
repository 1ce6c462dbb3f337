/** npm run package: installers of this platform in release/; with -- --dir the unpacked folder. Options go to electron-builder. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildIfNeeded, root } from './lib/build.mjs';
import { drawIcons } from './package/icons.mjs';

await buildIfNeeded();
mkdirSync(join(root, 'release'), { recursive: true });
drawIcons(join(root, 'packaging/icon.svg'), join(root, 'release/icons'));
await run([join(root, 'out/main/cli.js'), 'notices', '--full'], {
  into: join(root, 'release/third-party-licences.txt'),
});
const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js');
// a folder with another Electron, instead of the one that would be fetched
const dist = process.env.COSYVOICE_STUDIO_ELECTRON_DIST;
await run([
  builder,
  '--publish=never',
  ...(dist === undefined ? [] : [`-c.electronDist=${dist}`]),
  ...process.argv.slice(2),
]);

/** Runs a Node program and ends with it when it fails. */
async function run(args, { into } = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', into === undefined ? 'inherit' : 'pipe', 'inherit'],
  });
  if (into !== undefined) child.stdout.pipe(createWriteStream(into));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) process.exit(code ?? 1);
}
