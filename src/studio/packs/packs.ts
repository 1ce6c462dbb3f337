import { access, symlink } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { StudioError } from '#contract/errors';
import { packWord } from '#contract/known-packs';
import type { Logger } from '#contract/logger';
import type { MakeOptions } from '#contract/compiled-pack';
import type { PackManifest } from '#contract/pack-manifest';
import type {
  Download,
  FoundPack,
  ImportWay,
  InstalledPack,
  KeptReport,
  ModelsFolder,
  Pack,
} from '#contract/packs';
import { personal } from '#contract/personal';
import { inside } from '../storage/files/inside';
import { hashOf } from './downloads/copy-file';
import { Downloads } from './downloads/downloads';
import type { HttpGet } from './downloads/http';
import type { RetryPolicy } from './downloads/retry-policy';
import { filesOf } from './downloads/pack-job';
import { isFetchable } from './downloads/sources';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import { freeBytes, makeFolder } from '../storage/files/files';
import type { Catalogue } from './catalogue';
import { PackMaking, type PackMakingParts } from './making/pack-making';
import { findInHubCache, findPacksIn, type LocatedPack } from './find-packs';
import { clearBin, listBin, removeToBin, restoreFromBin } from './pack-bin';
import { throttle } from '../lib/throttle';
import { listEveryPack } from './pack-list';
import type { PackReports } from './pack-reports';
import { errorLine } from '../log/english';

export interface PacksParts {
  readonly modelsDir: () => string;
  readonly catalogue: Catalogue;
  readonly reports: PackReports;
  readonly engine: EngineSupervisor;
  readonly compile: PackMakingParts['compile'];
  /** The voice that stored networks are compared over. */
  readonly prompt: PackMakingParts['prompt'];
  readonly get: HttpGet;
  readonly retryPolicy: RetryPolicy;
  /** Mirror of one's own, as set. */
  readonly mirror: () => string;
  readonly log: Logger;
  readonly onChange: (packId: string) => void;
  readonly onDownload: (download: Download) => void;
  /** Whether a pack that just came is checked at once. */
  readonly mayCheck: () => boolean;
  readonly takeRuns: () => boolean;
}

const TELL_EVERY_MS = 250;

/** The packs of this computer: what there is, what can be had, and how each comes and goes. */
export class Packs {
  private readonly downloads: Downloads;
  private readonly making: PackMaking;
  private readonly located = new Map<string, LocatedPack>();
  private readonly checking = new Set<string>();
  private restored = Promise.resolve();

  constructor(private readonly parts: PacksParts) {
    const { modelsDir, catalogue, get, retryPolicy, mirror, log, onDownload, onChange } = parts;
    this.downloads = new Downloads({
      ...{ modelsDir, get, retryPolicy, log, onChange },
      known: () => catalogue.all(),
      sources: () => ({ mirror: mirror(), endpoint: process.env.HF_ENDPOINT }),
      onDownload: (download) => {
        if (!this.making.heard(download)) onDownload(download);
      },
      // parts are no pack to speak with
      onInstalled: (packId) => void (catalogue.find(packId) ? this.welcome(packId) : onChange(packId)),
    });
    const { compile, prompt } = parts;
    this.making = new PackMaking({
      ...{ modelsDir, compile, prompt, log, onDownload, onChange, downloads: this.downloads },
      known: () => catalogue.all(),
      check: async (packId) => {
        await this.changed(packId);
        return (await this.verify(packId)).passed;
      },
    });
  }

  /** Takes up what an earlier run left; everything else waits for it. */
  restore(resume: boolean): void {
    const both = this.downloads.restore(resume).then(() => this.making.restore(resume));
    this.restored = both.catch((thrown: unknown) => {
      this.parts.log.warn(
        `Downloads of an earlier run could not be read: ${errorLine(StudioError.from(thrown))}`,
      );
    });
  }

  /** @param goOn whether what is on its way goes on with the next start of a window */
  async close(goOn: boolean): Promise<void> {
    await this.making.close(goOn);
    await this.downloads.close(goOn);
  }

  async list(): Promise<Pack[]> {
    await this.restored;
    return listEveryPack({
      modelsDir: this.parts.modelsDir(),
      known: this.parts.catalogue.all(),
      installed: await this.installed(),
      download: (packId) => this.making.find(packId) ?? this.downloads.find(packId),
      report: (pack) => this.parts.reports.of(pack),
      checking: this.checking,
    });
  }

  async folder(): Promise<ModelsFolder> {
    const folder = this.parts.modelsDir();
    const free = await freeBytes(folder).catch(() => undefined);
    const removed = await listBin(folder);
    return { folder, memoryBytes: totalmem(), removed, ...(free === undefined ? {} : { freeBytes: free }) };
  }

  /**
   * @param make how a pack that is made here is to be made; what an earlier start said when absent
   * @throws StudioError 'pack-not-found', 'pack-not-fetchable', 'pack-busy', 'disk-full'
   */
  async download(packId: string, make?: MakeOptions): Promise<Download> {
    const manifest = this.manifestOf(packId);
    if (manifest.kind === 'made') {
      await this.restored;
      // a damaged one would be taken for the pack that is to be made
      const here = (await this.list()).find(({ id }) => id === packId);
      if (here?.state === 'broken') await removeToBin(this.parts.modelsDir(), here.folderName ?? packId);
      return this.making.start(manifest, make);
    }
    if (!isFetchable(manifest)) {
      throw new StudioError('pack-not-fetchable', { pack: packId });
    }
    await this.restored;
    await makeFolder(this.parts.modelsDir());
    return this.downloads.start(manifest);
  }

  /** A pack is being downloaded or copied at this moment. */
  get isFetching(): boolean {
    return this.downloads.isActive || this.making.isActive;
  }

  async pause(packId: string): Promise<void> {
    await this.making.pause(packId);
    await this.downloads.pause(packId);
  }

  async cancel(packId: string): Promise<void> {
    await this.making.cancel(packId);
    await this.downloads.cancel(packId);
  }

  /** Waits until a pack's download or copy is over, however it ends. */
  async settled(packId: string): Promise<void> {
    await this.making.settled(packId);
    await this.downloads.settled(packId);
  }

  /** @param folder to look in; the Hugging Face cache when absent */
  async find(folder: string | undefined): Promise<FoundPack[]> {
    const known = this.parts.catalogue.packs();
    const located = await (folder === undefined
      ? findInHubCache(known)
      : findPacksIn(folder, known, 'folder'));
    for (const each of located) this.located.set(each.found.foundId, each);
    return located.map(({ found }) => found);
  }

  /**
   * Takes a found pack over. A link or a copy answers with its progress; in place it is done when this returns.
   * @throws StudioError 'pack-not-found', 'pack-busy', 'pack-file-corrupt', 'pack-folder-gone'
   */
  async import(foundId: string, how: ImportWay): Promise<Download | undefined> {
    const located = this.located.get(foundId);
    if (!located?.found.ways.includes(how)) {
      throw new StudioError('pack-not-found', { why: 'not-located', pack: located?.found.packId ?? '' });
    }
    await makeFolder(this.parts.modelsDir());
    if (how !== 'in-place') return this.downloads.start(located.manifest, { files: located.files, how });
    await this.useInPlace(located);
    return undefined;
  }

  /** @throws StudioError 'pack-not-found', 'bad-request' while a take runs */
  async remove(packId: string): Promise<void> {
    const packs = await this.list();
    const pack = packs.find(({ id, state }) => id === packId && state !== 'not-installed');
    if (!pack) throw unknownPack(packId, packs);
    if (this.parts.takeRuns()) {
      throw new StudioError('bad-request', { why: 'pack-in-use', pack: packId });
    }
    if (pack.download) await this.cancel(packId);
    // open model files hold a folder where it is on some systems
    await this.parts.engine.use((api) => api.unload()).catch(() => undefined);
    await removeToBin(this.parts.modelsDir(), pack.folderName ?? packId);
    this.parts.log.info(
      pack.inPlace === undefined
        ? `Pack ${packWord(packId)} moved to the bin`
        : `Pack ${packWord(packId)} let go of; its folder stays`,
      { pack: packWord(packId), ...(pack.inPlace === undefined ? {} : { folder: personal(pack.inPlace) }) },
    );
    await this.changed(packId);
  }

  async restoreRemoved(packId: string): Promise<void> {
    await restoreFromBin(this.parts.modelsDir(), packId);
    this.parts.log.info(`Pack ${packWord(packId)} restored`, { pack: packWord(packId) });
    await this.changed(packId);
  }

  async clearBin(): Promise<number> {
    const freedBytes = await clearBin(this.parts.modelsDir());
    this.parts.log.info('Removed packs deleted for good', { freedBytes });
    return freedBytes;
  }

  async verify(packId?: string): Promise<KeptReport> {
    if (packId !== undefined) this.checking.add(packId);
    try {
      if (packId !== undefined) this.parts.onChange(packId);
      return await this.parts.reports.verify(packId);
    } finally {
      if (packId !== undefined) this.checking.delete(packId);
      this.parts.onChange(packId ?? '');
    }
  }

  private async useInPlace({ manifest, files, root, found }: LocatedPack): Promise<void> {
    const packId = manifest.id;
    if (root === undefined)
      throw new StudioError('internal', { reason: 'A pack without a root cannot be used in place.' });
    const tell = this.tellChecking(manifest);
    for (const { path, sha256 } of filesOf(manifest)) {
      const at = files.get(path) ?? '';
      await access(at).catch((cause: unknown) => {
        throw new StudioError('pack-folder-gone', { pack: packId, folder: found.folder }, cause);
      });
      if (sha256 !== null && (await hashOf(at, undefined, tell)) !== sha256) {
        throw new StudioError('pack-file-corrupt', { why: 'in-place', file: path, pack: packId });
      }
    }
    const target = inside(this.parts.modelsDir(), packId);
    await removeToBin(this.parts.modelsDir(), packId);
    // a junction needs no special right on Windows; elsewhere the kind is ignored
    await symlink(root, target, 'junction');
    this.parts.log.info(`Pack ${packWord(packId)} is used in place`, {
      pack: packWord(packId),
      folder: personal(root),
    });
    await this.welcome(packId);
  }

  /** @returns counts bytes of the pack's files as they are read */
  private tellChecking(manifest: PackManifest): (bytes: number) => void {
    const totalBytes = filesOf(manifest).reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
    const onward = throttle(TELL_EVERY_MS, (doneBytes: number) =>
      this.parts.onDownload({
        ...{ packId: manifest.id, state: 'running', kind: 'checking', totalBytes, doneBytes },
        ...{ bytesPerSec: 0, files: [], notes: [] },
      }),
    );
    let doneBytes = 0;
    return (bytes) => onward.push((doneBytes += bytes));
  }

  /** A pack has come: the engine looks at it, and it is checked when nothing else needs the engine. */
  private async welcome(packId: string): Promise<void> {
    await this.changed(packId);
    if (!this.parts.mayCheck()) return;
    await this.verify(packId).catch((thrown: unknown) => {
      this.parts.log.warn(
        `Pack ${packWord(packId)} could not be checked: ${errorLine(StudioError.from(thrown))}`,
        {
          pack: packWord(packId),
        },
      );
    });
  }

  private async changed(packId: string): Promise<void> {
    await this.parts.engine.look().catch(() => undefined);
    this.parts.onChange(packId);
  }

  /** The engine knows which folders can speak; what the studio knows of packs is shown without it, too. */
  private async installed(): Promise<InstalledPack[]> {
    return this.parts.engine.use((api) => api.listPacks()).catch(() => []);
  }

  private manifestOf(packId: string): PackManifest {
    const manifest = this.parts.catalogue.find(packId);
    if (manifest) return manifest;
    throw unknownPack(packId, this.parts.catalogue.packs());
  }
}

function unknownPack(packId: string, packs: readonly { readonly id: string }[]): StudioError {
  const ids = packs.map(({ id }) => id).join(', ');
  return new StudioError('pack-not-found', { why: 'unknown', pack: packId, ids });
}
