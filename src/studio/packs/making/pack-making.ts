import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CompileProgress, CompileReport, CompileRequest } from '#contract/compilation';
import { makeOptionsSchema, type MakeOptions } from '#contract/compiled-pack';
import { loggedFacts, reportError, reviveError, StudioError } from '#contract/errors';
import { packWord } from '#contract/known-packs';
import type { Logger } from '#contract/logger';
import type { PackManifest } from '#contract/pack-manifest';
import type { Download } from '#contract/packs';
import { errorLine } from '../../log/english';
import { throttle } from '../../lib/throttle';
import { inside, insideByPath } from '../../storage/files/inside';
import { makeFolder, requireSpace, writeWhole } from '../../storage/files/files';
import { readNote } from '../../storage/files/regular-file';
import type { Downloads } from '../downloads/downloads';
import { bytesMissing, chosenParts } from './sources';

/** Runs the compiler, in a process of its own where there is one. */
export type Compile = (
  request: CompileRequest,
  how: { readonly onProgress: (progress: CompileProgress) => void; readonly signal: AbortSignal },
) => Promise<CompileReport>;

export interface PackMakingParts {
  readonly modelsDir: () => string;
  readonly downloads: Downloads;
  /** Every manifest the studio knows, those of parts among them. */
  readonly known: () => readonly PackManifest[];
  readonly compile: Compile;
  /** The voice that stored networks are compared over. */
  readonly prompt: () => Promise<CompileRequest['prompt']>;
  /** The pack is there: looks at it and checks it. @returns whether it passed */
  readonly check: (packId: string) => Promise<boolean>;
  readonly log: Logger;
  readonly onDownload: (download: Download) => void;
  readonly onChange: (packId: string) => void;
}

type Stop = 'pause' | 'cancel' | 'close';

interface Active {
  readonly partsId: string;
  readonly stop: (why: Stop) => void;
  readonly ended: Promise<void>;
  last: Download;
}

/** What outlives the studio: what a person asked for, and whether what it is made of came for this alone. */
const noteSchema = z.object({
  version: z.literal(1),
  wanted: z.enum(['running', 'paused']),
  options: makeOptionsSchema,
  brought: z.boolean(),
});
type Note = z.output<typeof noteSchema>;

const TELL_EVERY_MS = 250;

/** Packs that are made here: their checkpoints come like any download, are compiled, checked, and dropped unless they are kept. */
export class PackMaking {
  private readonly active = new Map<string, Active>();
  private readonly resting = new Map<string, Download>();

  constructor(private readonly parts: PackMakingParts) {}

  /** @returns what is known of a pack's making, running or not; undefined when there is none */
  find(packId: string): Download | undefined {
    return this.active.get(packId)?.last ?? this.resting.get(packId);
  }

  get isActive(): boolean {
    return this.active.size > 0;
  }

  /** A download of parts is told as that of the pack that is made of them. @returns whether it was one */
  heard(download: Download): boolean {
    for (const [packId, making] of this.active) {
      if (making.partsId !== download.packId) continue;
      making.last = { ...download, packId, state: 'running' };
      this.parts.onDownload(making.last);
      return true;
    }
    return false;
  }

  /** Finds what an earlier run left. @param resume go on with what was running when that run ended */
  async restore(resume: boolean): Promise<void> {
    for (const manifest of this.parts.known().filter(({ kind }) => kind === 'made')) {
      const note = await this.readNote(manifest.id);
      if (!note) continue;
      const { parts } = this.sourcesOf(manifest, note.options);
      const left = this.parts.downloads.find(parts.id);
      this.resting.set(manifest.id, left ? { ...left, packId: manifest.id } : resting(manifest.id));
      if (resume && note.wanted === 'running') await this.start(manifest);
    }
  }

  /**
   * Starts, or goes on with what an earlier start left; options of that one hold unless others are given.
   * @throws StudioError 'disk-full', 'pack-not-found', 'folder-not-writable'
   */
  async start(manifest: PackManifest, asked?: MakeOptions): Promise<Download> {
    const packId = manifest.id;
    const running = this.active.get(packId);
    if (running) return running.last;
    const before = await this.readNote(packId);
    const options = asked ?? before?.options ?? makeOptionsSchema.parse({});
    const { parts, madeOf } = this.sourcesOf(manifest, options);
    const missing = await bytesMissing(inside(this.parts.modelsDir(), parts.id), parts);
    const arrived = this.parts.downloads.find(parts.id)?.doneBytes ?? 0;
    await makeFolder(this.parts.modelsDir());
    if (missing > 0)
      await requireSpace(
        this.parts.modelsDir(),
        Math.max(0, missing - arrived) + madeOf.writtenBytes + madeOf.comparingBytes,
      );
    const note: Note = {
      ...{ version: 1, wanted: 'running', options },
      brought: before?.brought === true || missing > 0,
    };
    await this.writeNote(packId, note);
    const abort = new AbortController();
    let why: Stop | undefined;
    const stop = (asked: Stop) => {
      why ??= asked;
      abort.abort(new StudioError('cancelled', { why: 'making', pack: packId }));
    };
    const made = Promise.resolve()
      .then(() => this.make(manifest, parts, note, abort.signal))
      .then(
        () => this.arrive(packId),
        (thrown: unknown) => this.rest(packId, parts, note, why, thrown),
      )
      .catch((thrown: unknown) => this.tell(packId, thrown));
    const ended = made.finally(() => {
      this.active.delete(packId);
      const left = this.resting.get(packId);
      if (left) this.parts.onDownload(left);
      if (why !== 'close') this.parts.onChange(packId);
    });
    this.resting.delete(packId);
    const last: Download = { ...resting(packId), state: 'running', kind: 'downloading' };
    this.active.set(packId, { partsId: parts.id, stop, ended, last });
    this.parts.log.info(`Pack ${packWord(packId)}: making it started`, {
      pack: packWord(packId),
      ...options,
    });
    this.parts.onChange(packId);
    return last;
  }

  pause(packId: string): Promise<void> {
    return this.end(packId, 'pause');
  }

  /** Stops and throws away what has come and what was written. */
  async cancel(packId: string): Promise<void> {
    if (this.active.has(packId)) return this.end(packId, 'cancel');
    const [note, manifest] = [
      await this.readNote(packId),
      this.parts.known().find(({ id }) => id === packId),
    ];
    if (!note || !manifest) return;
    await this.throwAway(packId, this.sourcesOf(manifest, note.options).parts, note);
    this.resting.delete(packId);
    this.parts.onChange(packId);
  }

  /** @param goOn whether what was running goes on with the next start of a window */
  async close(goOn: boolean): Promise<void> {
    await Promise.all([...this.active.keys()].map((packId) => this.end(packId, goOn ? 'close' : 'pause')));
  }

  async settled(packId: string): Promise<void> {
    await this.active.get(packId)?.ended;
  }

  private async end(packId: string, why: Stop): Promise<void> {
    const running = this.active.get(packId);
    running?.stop(why);
    await running?.ended;
  }

  private async make(
    manifest: PackManifest,
    parts: PackManifest,
    { options }: Note,
    signal: AbortSignal,
  ): Promise<void> {
    const { modelsDir, compile, check } = this.parts;
    const source = inside(modelsDir(), parts.id);
    if ((await bytesMissing(source, parts)) > 0) await this.fetch(parts, signal);
    const onward = throttle(TELL_EVERY_MS, (progress: CompileProgress) =>
      this.say(manifest.id, compiling(manifest.id, progress)),
    );
    const { reinforced, keepSources, llm, flow } = options;
    const report = await compile(
      {
        ...{ source, target: modelsDir(), packId: manifest.id, reinforced, precisions: { llm, flow } },
        prompt: await this.parts.prompt(),
      },
      { onProgress: (progress) => onward.push(progress), signal },
    );
    onward.flush();
    signal.throwIfAborted();
    await rm(this.workFolder(manifest.id), { recursive: true, force: true });
    const { llm: usedLlm, flow: usedFlow } = report.precisions;
    this.parts.log.info(`Pack ${packWord(manifest.id)} compiled: ${usedLlm} + ${usedFlow}`, {
      ...{ pack: packWord(manifest.id), bytes: report.bytes, seconds: report.seconds },
    });
    this.say(manifest.id, { ...resting(manifest.id), state: 'running', kind: 'checking' });
    // a pack that fails here keeps what it can be made of again
    if ((await check(manifest.id)) && !keepSources) await rm(source, { recursive: true, force: true });
  }

  private async fetch(parts: PackManifest, signal: AbortSignal): Promise<void> {
    const { downloads } = this.parts;
    await downloads.start(parts);
    const pause = () => void downloads.pause(parts.id);
    signal.addEventListener('abort', pause, { once: true });
    if (signal.aborted) pause();
    await downloads.settled(parts.id);
    signal.removeEventListener('abort', pause);
    signal.throwIfAborted();
    const left = downloads.find(parts.id);
    if (left?.error) throw reviveError(left.error);
    if (left) throw new StudioError('cancelled', { why: 'download-paused', pack: parts.id });
  }

  private say(packId: string, download: Download): void {
    const making = this.active.get(packId);
    if (making) making.last = download;
    this.parts.onDownload(download);
  }

  private async arrive(packId: string): Promise<void> {
    await rm(this.noteFile(packId), { force: true });
  }

  private async rest(
    packId: string,
    parts: PackManifest,
    note: Note,
    why: Stop | undefined,
    thrown: unknown,
  ): Promise<void> {
    const pack = packWord(packId);
    const last = this.active.get(packId)?.last ?? resting(packId);
    if (why === 'cancel') {
      await this.throwAway(packId, parts, note);
      this.parts.log.info(`Pack ${pack}: making it was cancelled, what had come was deleted`, { pack });
      return;
    }
    if (why === undefined) {
      const error = StudioError.from(thrown);
      this.parts.log.warn(`Pack ${pack}: ${errorLine(error)}`, { pack, ...loggedFacts(error) });
      this.resting.set(packId, { ...last, state: 'failed', bytesPerSec: 0, error: reportError(error) });
    } else {
      this.parts.log.info(`Pack ${pack}: making it was paused`, { pack });
      this.resting.set(packId, { ...last, state: 'paused', bytesPerSec: 0 });
    }
    if (why !== 'close') await this.writeNote(packId, { ...note, wanted: 'paused' });
  }

  private async throwAway(packId: string, parts: PackManifest, { brought }: Note): Promise<void> {
    await this.parts.downloads.cancel(parts.id);
    if (brought) await rm(inside(this.parts.modelsDir(), parts.id), { recursive: true, force: true });
    await rm(this.workFolder(packId), { recursive: true, force: true });
    await rm(this.noteFile(packId), { force: true });
  }

  private sourcesOf(manifest: PackManifest, options: MakeOptions) {
    const { madeOf } = manifest;
    const found = this.parts.known().find(({ id }) => id === madeOf?.parts);
    if (found && madeOf) return { parts: chosenParts(found, options), madeOf };
    throw new StudioError('pack-not-found', {
      why: 'no-parts',
      pack: manifest.id,
      parts: madeOf?.parts ?? '',
      ids: '',
    });
  }

  /** Where the compiler puts a pack of this id together. */
  private workFolder(packId: string): string {
    return insideByPath(this.parts.modelsDir(), `.compiling/${packId}`);
  }

  private noteFile(packId: string): string {
    return join(this.parts.modelsDir(), '.incoming', `${packId}.making.json`);
  }

  private async readNote(packId: string): Promise<Note | undefined> {
    try {
      return noteSchema.parse(JSON.parse(await readNote(this.noteFile(packId))));
    } catch {
      // none, or of another version: nothing was asked for
      return undefined;
    }
  }

  private async writeNote(packId: string, note: Note): Promise<void> {
    await makeFolder(join(this.parts.modelsDir(), '.incoming'));
    await writeWhole(this.noteFile(packId), [new TextEncoder().encode(JSON.stringify(note))]);
  }

  private tell(packId: string, thrown: unknown): void {
    const error = StudioError.from(thrown);
    this.parts.log.warn(`Pack ${packWord(packId)}: ${errorLine(error)}`, { pack: packWord(packId) });
  }
}

/** Whether nothing of it is on its way, and nothing is known. */
const resting = (packId: string): Download => ({
  ...{ packId, state: 'paused', kind: 'compiling', totalBytes: 0, doneBytes: 0, bytesPerSec: 0 },
  ...{ files: [], notes: [] },
});

const compiling = (packId: string, { doneBytes, totalBytes, secondsLeft }: CompileProgress): Download => ({
  ...resting(packId),
  ...{ state: 'running', doneBytes, totalBytes },
  ...(secondsLeft === undefined ? {} : { secondsLeft }),
});
