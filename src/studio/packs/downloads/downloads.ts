import { stat } from 'node:fs/promises';
import { StudioError, loggedFacts } from '#contract/errors';
import { packWord } from '#contract/known-packs';
import type { Logger } from '#contract/logger';
import type { PackManifest } from '#contract/pack-manifest';
import type { Download, DownloadNote } from '#contract/packs';
import { personal } from '#contract/personal';
import type { FileLock } from '../../storage/file-lock';
import { throttle } from '../../lib/throttle';
import type { HttpGet } from './http';
import { keptBytes } from './part-file';
import type { RetryPolicy } from './retry-policy';
import { filesOf, PackJob } from './pack-job';
import { DownloadProgress } from './progress';
import type { SourceSettings } from './sources';
import { stagedIds, Staging } from './staging';
import { errorLine } from '../../log/english';

const TELL_EVERY_MS = 250;

export interface DownloadsParts {
  readonly modelsDir: () => string;
  readonly known: () => readonly PackManifest[];
  readonly get: HttpGet;
  readonly retryPolicy: RetryPolicy;
  readonly sources: () => SourceSettings;
  readonly log: Logger;
  readonly onDownload: (download: Download) => void;
  /** A pack appeared among the installed ones. */
  readonly onInstalled: (packId: string) => void;
  /** A download began, stopped, or was thrown away. */
  readonly onChange: (packId: string) => void;
}

/** Where the files of a pack were found on this computer. */
export interface LocalFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly how: 'link' | 'copy';
}

type Stop = 'pause' | 'cancel' | 'close';

interface Active {
  readonly progress: DownloadProgress;
  readonly stop: (why: Stop) => void;
  readonly ended: Promise<void>;
}

/** The packs on their way: each is started, paused, resumed, cancelled, and taken up again after a restart. */
export class Downloads {
  private readonly active = new Map<string, Active>();
  private readonly resting = new Map<string, Download>();

  constructor(private readonly parts: DownloadsParts) {}

  /** @returns what is known of a pack's download, running or not; undefined when there is none */
  find(packId: string): Download | undefined {
    return this.active.get(packId)?.progress.snapshot() ?? this.resting.get(packId);
  }

  get isActive(): boolean {
    return this.active.size > 0;
  }

  /** Finds what an earlier run left. @param resume go on with what was running when that run ended */
  async restore(resume: boolean): Promise<void> {
    for (const packId of await stagedIds(this.parts.modelsDir())) {
      const staged = await new Staging(this.parts.modelsDir(), packId).read();
      if (!staged || this.active.has(packId)) continue;
      this.resting.set(packId, await this.leftBehind(packId, staged.manifest));
      if (resume && staged.wanted === 'running')
        await this.start(staged.manifest).catch((thrown: unknown) => this.tell(packId, thrown));
    }
  }

  /**
   * Starts, or goes on with what an earlier start left.
   * @throws StudioError 'pack-busy' while another studio works on it, 'folder-not-writable'
   */
  async start(manifest: PackManifest, local?: LocalFiles): Promise<Download> {
    const packId = manifest.id;
    const running = this.active.get(packId);
    if (running) return running.progress.snapshot();
    const staging = new Staging(this.parts.modelsDir(), packId);
    const lock = await staging.lock();
    const files = filesOf(manifest).map(({ path, bytes, sha256 }) => ({
      path,
      bytes,
      firstUse: sha256 === null,
    }));
    const onward = throttle(TELL_EVERY_MS, (download: Download) => this.parts.onDownload(download));
    const progress: DownloadProgress = new DownloadProgress(
      packId,
      local ? 'copying' : 'downloading',
      files,
      {
        onChange: () => onward.push(progress.snapshot()),
        onNote: (note) => this.writeNote(packId, note),
      },
    );
    const abort = new AbortController();
    let why: Stop | undefined;
    const stop = (asked: Stop) => {
      why ??= asked;
      abort.abort(new StudioError('cancelled', { why: 'download', pack: packId }));
    };
    const work = this.work(manifest, { staging, progress, signal: abort.signal, local });
    const ended = work
      .then(
        () => this.arrive(packId),
        (thrown: unknown) => this.rest(packId, progress, staging, why, thrown),
      )
      .catch((thrown: unknown) => this.tell(packId, thrown))
      .finally(() => {
        lock.release();
        this.active.delete(packId);
        const left = this.resting.get(packId);
        onward.push(left ?? progress.snapshot());
        onward.flush();
        if (why !== 'close') this.parts.onChange(packId);
      });
    this.resting.delete(packId);
    this.active.set(packId, { progress, stop, ended });
    this.parts.log.info(`Pack ${packWord(packId)}: ${local ? 'copying' : 'download'} started`, {
      pack: packWord(packId),
      files: files.length,
      folder: personal(staging.folder),
    });
    this.parts.onChange(packId);
    return progress.snapshot();
  }

  /** Stops and keeps what has come. */
  async pause(packId: string): Promise<void> {
    await this.end(packId, 'pause');
  }

  /** Stops and throws away what has come. */
  async cancel(packId: string): Promise<void> {
    if (this.active.has(packId)) return this.end(packId, 'cancel');
    const staging = new Staging(this.parts.modelsDir(), packId);
    // a lock stays behind as a file, so that nobody holds one that is gone: where nothing is on its way none is made
    if (!staging.isThere) return;
    const lock: FileLock = await staging.lock();
    await staging.discard();
    lock.release();
    this.resting.delete(packId);
    this.parts.onChange(packId);
  }

  /** Stops everything. @param goOn whether what was running goes on with the next start of a window */
  async close(goOn: boolean): Promise<void> {
    const why: Stop = goOn ? 'close' : 'pause';
    await Promise.all([...this.active.keys()].map((packId) => this.end(packId, why)));
  }

  /** Waits until a pack's download is over, however it ends. */
  async settled(packId: string): Promise<void> {
    await this.active.get(packId)?.ended;
  }

  private async end(packId: string, why: Stop): Promise<void> {
    const running = this.active.get(packId);
    running?.stop(why);
    await running?.ended;
  }

  private async work(
    manifest: PackManifest,
    run: {
      readonly staging: Staging;
      readonly progress: DownloadProgress;
      readonly signal: AbortSignal;
      readonly local: LocalFiles | undefined;
    },
  ): Promise<void> {
    const { modelsDir, known, get, retryPolicy, sources } = this.parts;
    const { local, ...rest } = run;
    const before = await run.staging.read();
    if (!before) await run.staging.takeIn();
    const job = new PackJob(
      {
        ...{ ...rest, get, retryPolicy, modelsDir: modelsDir(), known: known(), sources: sources() },
        ...(local ? { local: local.files, how: local.how } : {}),
      },
      manifest,
      before,
    );
    await job.run();
  }

  private arrive(packId: string): void {
    this.parts.log.info(`Pack ${packWord(packId)} is installed`, { pack: packWord(packId) });
    this.parts.onInstalled(packId);
  }

  private async rest(
    packId: string,
    progress: DownloadProgress,
    staging: Staging,
    why: Stop | undefined,
    thrown: unknown,
  ): Promise<void> {
    if (why === 'cancel') {
      await staging.discard();
      this.parts.log.info(`Pack ${packWord(packId)}: download cancelled, what had come was deleted`, {
        pack: packWord(packId),
      });
      progress.stop('paused');
      return;
    }
    if (why === undefined) {
      const error = StudioError.from(thrown);
      this.parts.log.warn(`Pack ${packWord(packId)}: ${errorLine(error)}`, {
        pack: packWord(packId),
        ...loggedFacts(error),
      });
      progress.stop('failed', error);
    } else {
      this.parts.log.info(`Pack ${packWord(packId)}: download paused`, { pack: packWord(packId) });
      progress.stop('paused');
    }
    this.resting.set(packId, progress.snapshot());
    const staged = await staging.read();
    if (staged && why !== 'close') await staging.write({ ...staged, wanted: 'paused' });
  }

  private async leftBehind(packId: string, manifest: PackManifest): Promise<Download> {
    const staging = new Staging(this.parts.modelsDir(), packId);
    const files = filesOf(manifest);
    const progress = new DownloadProgress(
      packId,
      'downloading',
      files.map(({ path, bytes, sha256 }) => ({ path, bytes, firstUse: sha256 === null })),
      { onChange: () => undefined, onNote: () => undefined },
    );
    for (const file of files) {
      const whole = await stat(staging.path(file.path)).catch(() => undefined);
      if (whole) progress.done(file.path, whole.size);
      else progress.move(file.path, { doneBytes: await keptBytes(staging.path(file.path), file) });
    }
    progress.stop('paused');
    return progress.snapshot();
  }

  private writeNote(packId: string, note: DownloadNote): void {
    const { code } = note;
    const level = code === 'source-left' || code === 'wrong-bytes' ? 'warn' : 'info';
    this.parts.log[level](`Pack ${packWord(packId)}: ${personal(note.message)}`, {
      pack: packWord(packId),
      ...loggedFacts(note),
    });
  }

  private tell(packId: string, thrown: unknown): void {
    const error = StudioError.from(thrown);
    this.parts.log.warn(`Pack ${packWord(packId)}: ${errorLine(error)}`, {
      pack: packWord(packId),
      code: error.code,
    });
  }
}
