import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { PackManifest } from '#contract/pack-manifest';
import {
  packIdOfFolder,
  type Download,
  type InstalledPack,
  type KeptReport,
  type Pack,
} from '#contract/packs';
import { filesOf } from './downloads/pack-job';
import { isFetchable } from './downloads/sources';
import { bytesMissing, chosenParts } from './making/sources';
import { freeBytes } from '../storage/files/files';
import { advise, type Machine } from './advice';
import { folderBytes } from './pack-bin';

export interface ListParts {
  readonly modelsDir: string;
  readonly known: readonly PackManifest[];
  readonly installed: readonly InstalledPack[];
  readonly download: (packId: string) => Download | undefined;
  readonly report: (pack: InstalledPack) => KeptReport | undefined;
  readonly checking: ReadonlySet<string>;
}

/** Every pack that the studio knows or has: the recommended one first, then what is installed, then the rest. */
export async function listEveryPack(parts: ListParts): Promise<Pack[]> {
  const { modelsDir, installed } = parts;
  // parts are listed where they lie: their room can be had back
  const known = parts.known.filter(
    ({ id, kind }) => kind !== 'parts' || installed.some((each) => each.id === id),
  );
  const machine: Machine = {
    memoryBytes: totalmem(),
    freeBytes: await freeBytes(modelsDir).catch(() => undefined),
  };
  const links = await linksIn(modelsDir);
  const best =
    installed.find((each) => isMade(known, each.id) && parts.report(each)?.passed === true)?.id ??
    known.find(({ kind, status }) => kind === 'pack' && status === 'established')?.id;
  const gone = links.filter(({ there, id }) => !there && !installed.some((pack) => pack.id === id));
  const ids = [...new Set([...known, ...installed, ...gone].map(({ id }) => id))];
  const packs = await Promise.all(
    ids.map(async (id): Promise<Pack> => {
      const manifest = known.find((each) => each.id === id);
      const here = pickUsable(installed.filter((each) => each.id === id));
      const link = links.find((each) => (here?.folderName ? each.name === here.folderName : each.id === id));
      const folderName = here?.folderName ?? link?.name;
      const download = parts.download(id);
      const verified = here && parts.report(here);
      const making = manifest && (await roomToMake(manifest, parts.known, modelsDir));
      const bytes =
        manifest && !(manifest.kind === 'made' && here)
          ? publishedBytes(manifest)
          : await folderBytes(join(modelsDir, folderName ?? id));
      const missingBytes = missingOf({ bytes: making?.downloadBytes ?? bytes, here, download });
      return {
        id,
        name: manifest?.name ?? here?.name ?? id,
        status: manifest?.status ?? here?.status ?? 'experimental',
        usable: here?.usable ?? false,
        ...(here?.problem && manifest?.kind !== 'parts' ? { problem: here.problem } : {}),
        inUse: here?.inUse ?? false,
        stamp: here?.stamp ?? '',
        ...(folderName === undefined ? {} : { folderName }),
        state: stateOf({
          here,
          download,
          verified,
          linkGone: link?.there === false,
          checking: parts.checking.has(id),
          isParts: manifest?.kind === 'parts',
        }),
        description: manifest?.description ?? '',
        precision: manifest?.precision ?? '',
        license: manifest?.license ?? '',
        modelCard: manifest?.modelCard ?? '',
        bytes,
        bytesKnown: !manifest || filesOf(manifest).every((file) => file.bytes !== null),
        missingBytes,
        unpublishedFiles: manifest ? filesOf(manifest).filter(({ sha256 }) => sha256 === null).length : 0,
        fetchable: manifest !== undefined && isFetchable(manifest),
        ...(link ? { inPlace: link.target } : {}),
        ...(making ? { making } : {}),
        advice: advise(
          manifest,
          here ? missingBytes : (making?.peakBytes ?? missingBytes),
          machine,
          id === best,
        ),
        ...(download ? { download } : {}),
        ...(verified ? { verified } : {}),
      };
    }),
  );
  return packs.sort((a, b) => rank(a) - rank(b));
}

/** Sum of the sizes that are published. */
function publishedBytes(manifest: PackManifest): number {
  if (manifest.kind === 'made') return manifest.totalBytes ?? 0;
  return filesOf(manifest).reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
}

const isMade = (known: readonly PackManifest[], packId: string): boolean =>
  known.some(({ id, kind }) => id === packId && kind === 'made');

/** Of a pack that is made here: what must come, most that is there at once, and what stays. */
async function roomToMake(
  manifest: PackManifest,
  known: readonly PackManifest[],
  modelsDir: string,
): Promise<Pack['making']> {
  const { madeOf, totalBytes = 0 } = manifest;
  const found = known.find(({ id }) => id === madeOf?.parts);
  if (!madeOf || !found) return undefined;
  const parts = chosenParts(found, { reinforced: false });
  const sourceBytes = publishedBytes(parts);
  return {
    downloadBytes: await bytesMissing(join(modelsDir, parts.id), parts),
    peakBytes: sourceBytes + madeOf.writtenBytes + madeOf.comparingBytes,
    keptBytes: totalBytes,
    sourceBytes,
  };
}

function missingOf(pack: {
  readonly bytes: number;
  readonly here: InstalledPack | undefined;
  readonly download: Download | undefined;
}): number {
  if (pack.download) return Math.max(0, pack.download.totalBytes - pack.download.doneBytes);
  return pack.here?.usable === true ? 0 : pack.bytes;
}

function stateOf(pack: {
  readonly here: InstalledPack | undefined;
  readonly download: Download | undefined;
  readonly verified: KeptReport | undefined;
  readonly linkGone: boolean;
  readonly checking: boolean;
  readonly isParts: boolean;
}): Pack['state'] {
  const { here, download, verified } = pack;
  if (download) return download.state === 'running' ? 'downloading' : 'paused';
  if (pack.linkGone) return 'broken';
  if (!here) return 'not-installed';
  if (pack.checking) return 'checking';
  if (pack.isParts) return 'installed';
  if (!here.usable) return 'broken';
  if (!verified) return 'installed';
  return verified.passed ? 'verified' : 'broken';
}

function rank({ advice, state, status }: Pack): number {
  if (advice.code === 'recommended') return 0;
  if (state !== 'not-installed') return 1;
  return status === 'established' ? 2 : status === 'experimental' ? 3 : 4;
}

function pickUsable(packs: readonly InstalledPack[]): InstalledPack | undefined {
  return packs.find(({ inUse }) => inUse) ?? packs.find(({ usable }) => usable) ?? packs[0];
}

interface Link {
  /** Of the pack that is there, or was while its folder was there. */
  readonly id: string;
  readonly name: string;
  readonly target: string;
  readonly there: boolean;
}

/** Packs that are used in place: links of the models folder, and whether what they lead to is there. */
async function linksIn(modelsDir: string): Promise<Link[]> {
  const names = await readdir(modelsDir).catch(() => []);
  const links = await Promise.all(
    names.map(async (name): Promise<Link[]> => {
      const path = join(modelsDir, name);
      if (!(await lstat(path).catch(() => undefined))?.isSymbolicLink()) return [];
      const there = (await stat(path).catch(() => undefined))?.isDirectory() === true;
      return [{ id: packIdOfFolder(name), name, target: await readlink(path), there }];
    }),
  );
  return links.flat();
}
