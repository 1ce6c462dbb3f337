import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join, sep } from 'node:path';
import { knownManifests } from '#contract/known-packs';
import { packManifestSchema, type PackFileSpec, type PackManifest } from '#contract/pack-manifest';
import type { FoundPack, ImportWay } from '#contract/packs';
import { filesOf } from './downloads/pack-job';
import { readNote } from '../storage/files/regular-file';

/** A pack's files where they lie on this computer. */
export interface LocatedPack {
  readonly found: FoundPack;
  readonly manifest: PackManifest;
  /** Absolute paths by path in the pack. */
  readonly files: ReadonlyMap<string, string>;
  /** The folder that could be used in place. */
  readonly root: string | undefined;
}

/** A folder that someone names is looked through no further than this. */
const MOST_DEPTH = 8;
const MOST_ENTRIES = 20_000;
/** Files that every pack shares (tokenizer, enrolment) are no pack yet. */
const LEAST_SHARE = 0.1;

interface Seen {
  readonly path: string;
  readonly bytes: number;
}

/** @returns the packs of which at least a tenth lies in a folder, the most complete first */
export async function findPacksIn(
  folder: string,
  known: readonly PackManifest[],
  place: FoundPack['place'],
): Promise<LocatedPack[]> {
  const seen: Seen[] = [];
  await walk(folder, 0, seen);
  const own = await ownManifest(folder);
  // a manifest that lies there adds a pack; it never replaces hashes that ship with the studio
  const manifests = own && !known.some(({ id }) => id === own.id) ? [own, ...known] : known;
  return manifests
    .flatMap((manifest) => locate(manifest, folder, seen, place))
    .sort((a, b) => a.found.missingBytes - b.found.missingBytes);
}

/** Repositories of known packs in the cache that the hub's own tools keep. */
export async function findInHubCache(
  known: readonly PackManifest[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<LocatedPack[]> {
  const cache =
    env.HF_HUB_CACHE ??
    env.HUGGINGFACE_HUB_CACHE ??
    join(env.HF_HOME ?? join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'huggingface'), 'hub');
  const repos = new Set(known.flatMap(({ repos }) => Object.values(repos).map(({ repo }) => repo)));
  const found: LocatedPack[] = [];
  for (const repo of repos) {
    const snapshots = join(cache, `models--${repo.replace('/', '--')}`, 'snapshots');
    for (const revision of await readdir(snapshots).catch(() => []))
      found.push(...(await findPacksIn(join(snapshots, revision), known, 'hugging-face-cache')));
  }
  // the same pack may be there in several revisions: the most complete one is enough
  const best = new Map<string, LocatedPack>();
  for (const each of found.sort((a, b) => a.found.missingBytes - b.found.missingBytes))
    if (!best.has(each.found.packId)) best.set(each.found.packId, each);
  return [...best.values()];
}

function locate(
  manifest: PackManifest,
  folder: string,
  seen: readonly Seen[],
  place: FoundPack['place'],
): LocatedPack[] {
  const wanted = filesOf(manifest);
  const located = wanted.flatMap((file) => {
    const path = candidate(file, folder, seen);
    return path === undefined ? [] : [[file, path] as const];
  });
  const sum = (files: readonly PackFileSpec[]) => files.reduce((total, { bytes }) => total + (bytes ?? 0), 0);
  const totalBytes = sum(wanted);
  const foundBytes = sum(located.map(([file]) => file));
  if (located.length === 0 || foundBytes < totalBytes * LEAST_SHARE) return [];
  const root = located.length === wanted.length ? commonRoot(located, manifest, seen) : undefined;
  const ways: ImportWay[] = root === undefined ? ['link', 'copy'] : ['link', 'copy', 'in-place'];
  const found: FoundPack = {
    foundId: createHash('sha256').update(`${manifest.id}\n${folder}`).digest('hex').slice(0, 16),
    packId: manifest.id,
    name: manifest.name,
    ...{ place, folder, ways, foundBytes },
    foundFiles: located.length,
    files: wanted.length,
    missingBytes: totalBytes - foundBytes,
  };
  return [{ found, manifest, root, files: new Map(located.map(([{ path }, at]) => [path, at])) }];
}

/** By size, then by name; a file whose size nobody published only by its name. The hash is compared on import. */
function candidate(file: PackFileSpec, folder: string, seen: readonly Seen[]): string | undefined {
  const local = file.path.split('/').join(sep);
  const fits = seen.filter(({ path, bytes }) =>
    file.bytes === null ? basename(path) === basename(local) : bytes === file.bytes,
  );
  const best =
    fits.find(({ path }) => path === join(folder, local)) ??
    fits.find(({ path }) => path.endsWith(sep + local)) ??
    fits.find(({ path }) => basename(path) === basename(local)) ??
    (file.bytes === null ? undefined : fits[0]);
  return best?.path;
}

/** The one folder in which every file lies where the pack expects it, if the engine would know the pack there. */
function commonRoot(
  located: readonly (readonly [PackFileSpec, string])[],
  manifest: PackManifest,
  seen: readonly Seen[],
): string | undefined {
  const roots = new Set(
    located.map(([file, path]) => {
      const tail = sep + file.path.split('/').join(sep);
      return path.endsWith(tail) ? path.slice(0, -tail.length) : undefined;
    }),
  );
  const [root] = roots;
  if (roots.size !== 1 || root === undefined) return undefined;
  const recognised =
    knownManifests.some(({ id }) => id === manifest.id) ||
    seen.some(({ path }) => path === join(root, 'manifest.json'));
  return recognised ? root : undefined;
}

async function walk(folder: string, depth: number, seen: Seen[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (seen.length >= MOST_ENTRIES) return;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth < MOST_DEPTH) await walk(path, depth + 1, seen);
      continue;
    }
    // a cache keeps links to its files; links to folders could lead anywhere, and in circles
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() === true) seen.push({ path, bytes: found.size });
  }
}

/** A folder that was a pack of this studio brings its manifest, with the hashes that were recorded there. */
async function ownManifest(folder: string): Promise<PackManifest | undefined> {
  try {
    const text = await readNote(join(folder, 'manifest.json'));
    const manifest = packManifestSchema.parse(JSON.parse(text));
    return manifest.kind === 'pack' ? manifest : undefined;
  } catch {
    return undefined;
  }
}
