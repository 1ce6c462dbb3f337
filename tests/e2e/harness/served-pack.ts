import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMisbehavingServer, type MisbehavingServer } from '../../downloads/misbehaving-server';
import { root } from './paths';

export interface ServedManifest {
  id: string;
  name: string;
  repos: object;
  files: Record<string, { path: string; repo?: string; bytes: number; sha256: string }>;
}

export interface ServedPack {
  readonly server: MisbehavingServer;
  readonly manifest: ServedManifest;
}

/**
 * The synthetic pack at a server of our own, laid out like the hub, and the manifest with its hashes. Its language model
 * is narrow: with a text table of 78 MB in place of 545 MB the way over the net is the same.
 */
export async function servePack(id: string): Promise<ServedPack> {
  const builder = join(root, 'tests/packs/build.mjs');
  const folder = execFileSync(process.execPath, [builder, '--hidden', '128'], { encoding: 'utf8' }).trim();
  const bare = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as ServedManifest;
  const served: Record<string, Uint8Array> = {};
  for (const file of Object.values(bare.files)) {
    const bytes = readFileSync(join(folder, file.path));
    served[file.path] = bytes;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    Object.assign(file, { repo: 'main', bytes: bytes.length, sha256 });
  }
  const main = { host: 'huggingface', repo: 'tests/synthetic', revision: 'abc123' };
  const manifest = { ...bare, id, name: 'Synthetic pack by net', repos: { main } };
  return { manifest, server: await startMisbehavingServer(served) };
}
