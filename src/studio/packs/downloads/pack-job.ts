import { rm, stat } from 'node:fs/promises';
import { StudioError } from '#contract/errors';
import type { PackFileSpec, PackManifest } from '#contract/pack-manifest';
import { inside, insideByPath } from '../../storage/files/inside';
import { requireSpace } from '../../storage/files/files';
import { hashOf, linkOrCopy } from './copy-file';
import { Allowance } from './allowance';
import { fetchFile, type FetchedFile } from './fetch-file';
import type { HttpGet } from './http';
import { keptBytes } from './part-file';
import type { RetryPolicy } from './retry-policy';
import type { DownloadProgress } from './progress';
import { typedHosts } from './public-address';
import { following, type FollowingGet } from './redirects';
import { pinRevisions } from './revision';
import { hubBases, sourcesOf, type FileSource, type SourceSettings } from './sources';
import type { Staged, Staging } from './staging';

export interface PackJobParts {
  readonly staging: Staging;
  readonly modelsDir: string;
  /** Every manifest the studio knows: other packs may publish, or have here, the very same file. */
  readonly known: readonly PackManifest[];
  readonly progress: DownloadProgress;
  readonly get: HttpGet;
  readonly sources: SourceSettings;
  readonly retryPolicy: RetryPolicy;
  readonly signal: AbortSignal;
  /** Files of this pack that lie elsewhere on this computer, by their path in the pack. */
  readonly local?: ReadonlyMap<string, string> | undefined;
  readonly how?: 'link' | 'copy' | undefined;
}

type File = PackFileSpec;

/** Brings the files of one pack into its staging folder: what is there and right stays, what is not comes. */
export class PackJob {
  private readonly left = new Map<string, number>();
  private readonly allowance: Allowance;
  private readonly get: FollowingGet;
  private staged: Staged;

  constructor(
    private readonly parts: PackJobParts,
    manifest: PackManifest,
    before: Staged | undefined,
  ) {
    this.allowance = new Allowance(parts.staging.folder, parts.retryPolicy);
    this.get = following(parts.get, typedHosts(parts.sources));
    // an earlier download goes on with the revisions it was pinned to, as long as the manifest is the same otherwise
    const goesOn = before !== undefined && sameButRevisions(before.manifest, manifest);
    this.staged = {
      version: 1,
      wanted: 'running',
      manifest: goesOn ? before.manifest : manifest,
      done: before?.done ?? {},
    };
  }

  /** @throws StudioError 'disk-full', 'download-…', and the signal's reason */
  async run(): Promise<void> {
    const { staging, progress, signal, retryPolicy } = this.parts;
    await staging.write(this.staged);
    const missing = await this.missingFiles();
    await requireSpace(
      staging.folder,
      (await this.bytesToCome(missing)) + (missing.length > 0 ? retryPolicy.spareBytes : 0),
    );
    const elsewhere = await this.fromThisComputer(missing);
    if (elsewhere.length > 0 && this.parts.local === undefined) await this.fetchAll(elsewhere);
    signal.throwIfAborted();
    if (elsewhere.length > 0 && this.parts.local !== undefined)
      throw incomplete(this.staged.manifest, elsewhere);
    await staging.finish(this.filledManifest());
    for (const { path, bytes } of this.files())
      progress.done(path, bytes ?? this.staged.done[path]?.bytes ?? 0);
  }

  private files(): File[] {
    return filesOf(this.staged.manifest);
  }

  /** Looks at what is there: right files stay, wrong ones go. */
  private async missingFiles(): Promise<File[]> {
    const missing: File[] = [];
    for (const file of this.files()) {
      const bytes = await this.verifiedBytes(file);
      if (bytes === undefined) {
        missing.push(file);
        continue;
      }
      this.parts.progress.done(file.path, bytes);
      this.allowance.note(file.path, bytes, file.bytes !== null);
    }
    return missing;
  }

  private async verifiedBytes(file: File): Promise<number | undefined> {
    const path = this.parts.staging.path(file.path);
    const found = await stat(path).catch(() => undefined);
    if (!found) return undefined;
    const before = this.staged.done[file.path];
    const wanted = file.sha256 ?? before?.sha256;
    if (before?.sha256 === wanted && before?.bytes === found.size && before.mtimeMs === found.mtimeMs)
      return found.size;
    this.parts.progress.move(file.path, { state: 'checking' });
    if (wanted !== undefined && (file.bytes === null || file.bytes === found.size)) {
      const sha256 = await hashOf(path, this.parts.signal);
      if (sha256 === wanted) {
        await this.record(file.path, { bytes: found.size, sha256 });
        return found.size;
      }
    }
    await rm(path, { force: true });
    return undefined;
  }

  private async bytesToCome(missing: readonly File[]): Promise<number> {
    let bytes = 0;
    for (const file of missing) {
      const kept = await keptBytes(this.parts.staging.path(file.path), file);
      this.parts.progress.move(file.path, { doneBytes: kept });
      if (this.parts.how !== 'link') bytes += Math.max(0, (file.bytes ?? 0) - kept);
    }
    return bytes;
  }

  /** What lies in the folder to import, or in another installed pack, needs no network. @returns what is still missing */
  private async fromThisComputer(missing: readonly File[]): Promise<File[]> {
    const { local, how = 'link', progress, signal, staging } = this.parts;
    const rest: File[] = [];
    for (const file of missing) {
      const from = local?.get(file.path) ?? (await this.twinOf(file));
      const copied =
        from === undefined
          ? undefined
          : await linkOrCopy({
              from,
              to: staging.path(file.path),
              wanted: file,
              how,
              signal,
              onBytes: (newBytes, doneBytes) =>
                progress.move(file.path, { state: 'running', newBytes, doneBytes, source: from }),
            });
      if (copied === undefined) {
        progress.wait(file.path, from === undefined);
        rest.push(file);
        continue;
      }
      await this.record(file.path, copied);
      progress.done(file.path, copied.bytes);
      progress.note('already-here', `${file.path} was on this computer already.`, { file: file.path });
    }
    return rest;
  }

  private async twinOf({ sha256, bytes }: File): Promise<string | undefined> {
    if (sha256 === null) return undefined;
    for (const other of this.parts.known) {
      const twin = Object.values(other.files).find((each) => each.sha256 === sha256);
      if (!twin || other.id === this.staged.manifest.id) continue;
      const path = insideByPath(inside(this.parts.modelsDir, other.id), twin.path);
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile() === true && (bytes === null || found.size === bytes)) return path;
    }
    return undefined;
  }

  private async fetchAll(missing: readonly File[]): Promise<void> {
    const { retryPolicy, signal, sources, staging } = this.parts;
    const pinned = await pinRevisions(this.staged.manifest, hubBases(sources), {
      ...{ get: this.get, signal },
      stallMs: retryPolicy.stallMs,
    });
    this.staged = { ...this.staged, manifest: pinned };
    await staging.write(this.staged);
    // the largest first: at the end no connection is left alone with it
    const queue = [...missing].sort((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0));
    const failures: unknown[] = [];
    const worker = async () => {
      for (let file = queue.shift(); file && !signal.aborted; file = queue.shift()) {
        try {
          await this.fetchOne(file);
        } catch (thrown) {
          this.parts.progress.failed(file.path);
          failures.push(thrown);
          // a full disk is full for every file
          if (thrown instanceof StudioError && !thrown.code.startsWith('download-')) queue.length = 0;
        }
      }
    };
    await Promise.all(Array.from({ length: retryPolicy.filesAtOnce }, worker));
    signal.throwIfAborted();
    if (failures.length > 0) throw failures[0];
  }

  private async fetchOne(file: File): Promise<void> {
    const { known, progress, staging, sources } = this.parts;
    const fetched = await fetchFile({
      ...this.parts,
      get: this.get,
      claim: (claim) => this.allowance.claim(file.path, claim),
      path: staging.path(file.path),
      label: file.path,
      wanted: { sha256: file.sha256, bytes: file.bytes },
      sources: () => this.inOrder(sourcesOf(this.staged.manifest, file, known, sources)),
      onLeft: ({ name }) => this.left.set(name, (this.left.get(name) ?? 0) + 1),
      onNote: (code, message, values) => progress.note(code, message, values),
      onProgress: (change) => progress.move(file.path, change),
    });
    await this.record(file.path, fetched);
    if (file.sha256 === null)
      progress.note('recorded-hash', `${file.path}: nobody published a hash; recorded ${fetched.sha256}.`, {
        file: file.path,
        sha256: fetched.sha256,
      });
    progress.done(file.path, fetched.bytes);
  }

  /** Servers that were left before come last. */
  private inOrder(sources: readonly FileSource[]): FileSource[] {
    return [...sources].sort((a, b) => (this.left.get(a.name) ?? 0) - (this.left.get(b.name) ?? 0));
  }

  private async record(path: string, { bytes, sha256 }: FetchedFile): Promise<void> {
    const { mtimeMs } = await stat(this.parts.staging.path(path));
    this.staged = { ...this.staged, done: { ...this.staged.done, [path]: { bytes, mtimeMs, sha256 } } };
    await this.parts.staging.write(this.staged);
  }

  /** What was nobody's to publish is recorded: from here on it is compared with what came first. */
  private filledManifest(): PackManifest {
    const { manifest, done } = this.staged;
    const files = Object.entries(manifest.files).map(([id, file]) => {
      const { bytes, sha256 } = done[file.path] ?? file;
      return [id, { ...file, bytes: file.bytes ?? bytes, sha256: file.sha256 ?? sha256 }] as const;
    });
    return { ...manifest, files: Object.fromEntries(files) };
  }
}

/** Every file that belongs to a pack, each path once. */
export function filesOf(manifest: PackManifest): File[] {
  const byPath = new Map(Object.values(manifest.files).map((file) => [file.path, file]));
  return [...byPath.values()].filter(({ optional }) => !optional);
}

function sameButRevisions(a: PackManifest, b: PackManifest): boolean {
  const bare = ({ repos, ...rest }: PackManifest) =>
    JSON.stringify([rest, Object.entries(repos).map(([id, { host, repo }]) => [id, host, repo])]);
  const pinnedAlike = Object.entries(b.repos).every(
    ([id, { revision }]) => revision === null || revision === a.repos[id]?.revision,
  );
  return pinnedAlike && bare(a) === bare(b);
}

function incomplete({ id }: PackManifest, missing: readonly File[]): StudioError {
  const names = missing.map(({ path }) => path).join(', ');
  return new StudioError('pack-file-missing', {
    why: 'import',
    pack: id,
    files: names,
    count: missing.length,
  });
}
