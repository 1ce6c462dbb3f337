import { existsSync } from 'node:fs';
import { lstat, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StudioError } from '#contract/errors';
import { idSchema } from '#contract/ids';
import { packManifestSchema, type PackManifest } from '#contract/pack-manifest';
import { inside, insideByPath } from '../../storage/files/inside';
import { lockFile, type FileLock } from '../../storage/file-lock';
import { makeFolder, syncFolder, writeWhole } from '../../storage/files/files';
import { removeToBin } from '../pack-bin';
import { readNote } from '../../storage/files/regular-file';

/** What is kept beside the files of a pack that is not whole yet. */
const stagedSchema = z.object({
  version: z.literal(1),
  /** What a person asked for last: a running one goes on when the studio starts again. */
  wanted: z.enum(['running', 'paused']),
  /** With the revisions that this download is pinned to. */
  manifest: packManifestSchema,
  /** Finished files by path; one that still has this size and time is not hashed again. */
  done: z.record(z.string(), z.object({ bytes: z.number(), mtimeMs: z.number(), sha256: z.string() })),
});
export type Staged = z.output<typeof stagedSchema>;

const STATE_FILE = 'download.json';
const MANIFEST_FILE = 'manifest.json';

/** Packs on their way; the leading dot keeps the engine from looking in. */
const incomingFolder = (modelsDir: string): string => join(modelsDir, '.incoming');

/** The folder in which one pack is put together, out of sight until it is whole. */
export class Staging {
  readonly folder: string;
  private writing = Promise.resolve();

  constructor(
    private readonly modelsDir: string,
    readonly packId: string,
  ) {
    this.folder = inside(incomingFolder(modelsDir), packId);
  }

  /** @param file path in the pack */
  path(file: string): string {
    return insideByPath(this.folder, file);
  }

  /** @throws StudioError 'pack-busy' while another studio works on the same pack */
  async lock(): Promise<FileLock> {
    await makeFolder(incomingFolder(this.modelsDir));
    const lock = lockFile(`${this.folder}.lock`);
    if (lock) return lock;
    throw new StudioError('pack-busy', { pack: this.packId, folder: this.modelsDir });
  }

  async read(): Promise<Staged | undefined> {
    try {
      return stagedSchema.parse(JSON.parse(await readNote(this.path(STATE_FILE))));
    } catch {
      // none, or of another version: the files are looked at anew
      return undefined;
    }
  }

  /** One at a time: files finish at once, and the newest state must be the last one written. */
  write(staged: Staged): Promise<void> {
    const turn = this.writing.then(() =>
      writeWhole(this.path(STATE_FILE), [new TextEncoder().encode(JSON.stringify(staged))]),
    );
    this.writing = turn.catch(() => undefined);
    return turn;
  }

  /** Takes a damaged pack apart for repair: what is right in it need not come again. */
  async takeIn(): Promise<void> {
    const installed = inside(this.modelsDir, this.packId);
    const found = await lstat(installed).catch(() => undefined);
    // what is used in place is somebody else's folder: it is only let go of
    if (found?.isSymbolicLink()) await rm(installed);
    else if (found?.isDirectory() && !(await stat(this.folder).catch(() => undefined)))
      await rename(installed, this.folder);
  }

  /** The pack is whole: its manifest is written last, then the folder appears among the installed ones at once. */
  async finish(manifest: PackManifest): Promise<void> {
    const installed = inside(this.modelsDir, this.packId);
    await this.sweep();
    await writeWhole(this.path(MANIFEST_FILE), [
      new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`),
    ]);
    if (await lstat(installed).catch(() => undefined)) await removeToBin(this.modelsDir, this.packId);
    await rename(this.folder, installed);
    await syncFolder(this.modelsDir);
    await rm(join(installed, STATE_FILE), { force: true });
  }

  /** Whether anything of the pack is on its way, from this run or an earlier one. */
  get isThere(): boolean {
    return existsSync(this.folder);
  }

  async discard(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Half files of an older manifest are in nobody's way any more. */
  private async sweep(): Promise<void> {
    for (const name of await readdir(this.folder, { recursive: true }))
      if (name.endsWith('.part') || name.endsWith('.part.json'))
        await rm(join(this.folder, name), { force: true });
  }
}

/** Ids of packs on their way, from this run or an earlier one. */
export async function stagedIds(modelsDir: string): Promise<string[]> {
  const entries = await readdir(incomingFolder(modelsDir), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && idSchema.safeParse(entry.name).success)
    .map(({ name }) => name);
}
