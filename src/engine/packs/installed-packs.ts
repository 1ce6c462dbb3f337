import { reportError } from '#contract/errors';
import { findManifest } from './find-manifest';
import { packFolders } from './local-layout';
import type { PackManifest } from './manifest';
import { checkFiles } from './open-pack';
import { rolesOf } from './roles';

export interface InstalledPack {
  readonly dir: string;
  readonly manifest: PackManifest;
}

const preference: readonly PackManifest['status'][] = ['established', 'experimental', 'discouraged'];

/**
 * The best pack of the models folder whose files are there. Looks at names and sizes only, so it may be asked often.
 * @returns a reason, one sentence, when nothing there can speak
 */
export function findInstalledPack(
  modelsDir: string | undefined,
): InstalledPack | { readonly reason: string } {
  const usable: InstalledPack[] = [];
  let reason = 'No CosyVoice 3 pack is installed.';
  for (const dir of modelsDir === undefined ? [] : packFolders(modelsDir)) {
    try {
      const manifest = findManifest(dir);
      if (manifest.kind !== 'pack') continue;
      rolesOf(manifest);
      checkFiles(manifest, dir);
      usable.push({ dir, manifest });
    } catch (thrown) {
      const { code, message } = reportError(thrown);
      if (code !== 'pack-not-found') reason = message;
    }
  }
  const rank = ({ manifest }: InstalledPack) => preference.indexOf(manifest.status);
  return usable.sort((a, b) => rank(a) - rank(b))[0] ?? { reason };
}
