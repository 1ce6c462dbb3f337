import { createRequire } from 'node:module';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const { listPackage, statFile } = createRequire(import.meta.url)('@electron/asar');

const MB = 1e6;
/** What ships beside Electron itself. Linux brings the smallest runtime, macOS the largest. */
const BUDGET_MB = { linux: 160, win32: 190, darwin: 200 };
const TOLD = 12;

/** Called by electron-builder when a folder is complete: tells how large each part is, and refuses one that grew too large. */
export default function afterPack({ packager, appOutDir, electronPlatformName }) {
  const folder = packager.getResourcesDir(appOutDir);
  const parts = sizesOf(folder);
  const total = [...parts.values()].reduce((sum, bytes) => sum + bytes, 0);
  const largest = [...parts].sort(([, a], [, b]) => b - a).slice(0, TOLD);
  const line = (name, bytes) => `  ${(bytes / MB).toFixed(1).padStart(6)} MB  ${name}`;
  const budget = BUDGET_MB[electronPlatformName];
  console.log(
    [
      ...largest.map(([name, bytes]) => line(name, bytes)),
      line(`in all, beside Electron; the budget is ${budget} MB`, total),
    ].join('\n'),
  );
  if (total > budget * MB)
    throw new Error(
      `The package takes ${(total / MB).toFixed(1)} MB beside Electron; its budget is ${budget} MB.`,
    );
}

/** @returns bytes of each package, of what we built and of what ships with it, inside the archive and beside it */
function sizesOf(folder) {
  const sizes = new Map();
  const add = (path, bytes) => {
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [null, path.split('/')[0]];
    sizes.set(name, (sizes.get(name) ?? 0) + bytes);
  };
  const archive = join(folder, 'app.asar');
  for (const entry of listPackage(archive)) {
    const path = entry.replaceAll('\\', '/').slice(1);
    const { size, unpacked } = statFile(archive, path);
    if (size !== undefined && !unpacked) add(path, size);
  }
  for (const entry of readdirSync(join(folder, 'app.asar.unpacked'), {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    add(
      path.slice(folder.length + 'app.asar.unpacked/'.length + 1).replaceAll('\\', '/'),
      statSync(path).size,
    );
  }
  return sizes;
}
