import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { faultWords } from '#contract/fault-words';
import { StudioError } from '#contract/errors';
import { knownManifests } from '#contract/known-packs';
import { manifestOfLayout } from './local-layout';
import { packManifestSchema, type PackManifest } from '#contract/pack-manifest';
import { rolesOf, rolesOfPart } from '../topologies/roles';

const MANIFEST_FILE = 'manifest.json';

/**
 * The manifest of a pack folder: its own manifest.json, else the known pack whose files lie there, else one made from
 * usual file names.
 * @throws StudioError 'pack-not-found' for a folder without a pack, 'pack-invalid' for a manifest that cannot be read
 */
export function findManifest(dir: string): PackManifest {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StudioError('pack-not-found', { why: 'no-folder', dir });
  }
  const own = readOwnManifest(dir);
  const manifest = own ?? knownManifests.find((known) => isThisPack(known, dir)) ?? manifestOfLayout(dir);
  if (manifest) return manifest;
  throw new StudioError('pack-not-found', { why: 'no-graphs', dir });
}

/** Files without which the engine cannot speak: the graphs of the topology, their external data, tables, the tokenizer. */
export function neededFiles(manifest: PackManifest): string[] {
  const graphs = Object.keys(rolesOf(manifest)).map((role) => manifest.graphs[role]);
  const ids = graphs.flatMap((graph) => [graph?.file, ...(graph?.externalData ?? [])]);
  const tables = Object.values(manifest.tables).map(({ file }) => file);
  const needed = [...ids, ...tables, manifest.tokenizer?.vocab, manifest.tokenizer?.merges];
  return [...new Set(needed.filter((id) => id !== undefined))];
}

function readOwnManifest(dir: string): PackManifest | undefined {
  const path = join(dir, MANIFEST_FILE);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  try {
    return packManifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (thrown) {
    throw new StudioError(
      'pack-invalid',
      { why: 'manifest', file: path, reason: faultWords(thrown) },
      thrown,
    );
  }
}

/** Parts whose files differ from pack to pack; tokenizer and enrolment files are the official ones everywhere. */
const distinctive = ['llm', 'flow', 'vocoder'] as const;

/**
 * Whether the folder holds this published pack, perhaps damaged: at least half of its distinctive files that are there
 * have their published size. With other sizes throughout it is somebody's own export instead.
 */
function isThisPack(manifest: PackManifest, dir: string): boolean {
  if (manifest.kind !== 'pack') return false;
  const roles = distinctive.flatMap((part) => Object.keys(rolesOfPart(manifest, part)));
  const files = roles.map((role) => manifest.files[manifest.graphs[role]?.file ?? '']);
  const found = files.flatMap((file) => {
    const size = file?.bytes ? statSync(join(dir, file.path), { throwIfNoEntry: false })?.size : undefined;
    return size === undefined ? [] : [size === file?.bytes];
  });
  const right = found.filter(Boolean).length;
  return right > 0 && right * 2 >= found.length;
}
