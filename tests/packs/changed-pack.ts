import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

interface ManifestShape {
  files: Record<string, { path: string; bytes: number | null; sha256: string | null }>;
  [name: string]: unknown;
}

export interface PackChange {
  /** New content by path inside the pack; null takes the file away. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>;
  /** Without it the manifest forgets size and hash of changed files, as if they had been published so. */
  readonly keepSizes?: boolean;
  readonly manifest?: (manifest: ManifestShape) => unknown;
  /** Leaves the manifest out. */
  readonly withoutManifest?: boolean;
}

/** A copy of a pack in a temporary folder: links to its files, except those that the test changes. @returns its folder */
export function changedPack(pack: string, change: PackChange): string {
  const dir = mkdtempSync(join(tmpdir(), 'changed-pack-'));
  const changed = change.files ?? {};
  for (const entry of readdirSync(pack, { recursive: true, withFileTypes: true })) {
    const path = relative(pack, join(entry.parentPath, entry.name));
    if (!entry.isFile() || path === 'manifest.json' || path in changed) continue;
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    symlinkSync(join(pack, path), join(dir, path));
  }
  for (const [path, content] of Object.entries(changed)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    if (content !== null) writeFileSync(join(dir, path), content);
  }
  if (change.withoutManifest) return dir;
  const manifest = JSON.parse(readFileSync(join(pack, 'manifest.json'), 'utf8')) as ManifestShape;
  for (const file of Object.values(manifest.files)) {
    if (!(file.path in changed) || change.keepSizes) continue;
    file.bytes = null;
    file.sha256 = null;
  }
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(change.manifest?.(manifest) ?? manifest));
  return dir;
}

export function removeFolder(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}
