import { randomUUID } from 'node:crypto';
import { copyFile, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { INBOX, type Take, type TakeRequest } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { waitingStages } from '#contract/stages';
import type { EngineProgress } from './flight/flight-recorder';
import { ensureFolder, makeFolder, readWhole, requireSpace } from './files';
import { binnedTake, type StudioFolders } from './folders';
import type { Instructions } from './instructions';
import { countCharacters } from './characters';
import { codeOf, storageError } from './storage-errors';
import { freeOutputName } from './take-file';
import { checkRequest, resolveMode } from './take-request';
import { TakeRun, type TakeRunParts } from './take-run';
import { interrupted, interruption, type StoredTake } from './take-store';
import type { Voices } from './voices';
import { readMonoWav } from './wav-parts';

export interface TakesParts extends TakeRunParts {
  readonly folders: StudioFolders;
  readonly voices: Voices;
  readonly instructions: Instructions;
  readonly appVersion: string;
  readonly onDeleted: (takeId: string) => void;
  /** The queue or what runs has changed. */
  readonly onQueue: () => void;
}

interface Waiting {
  readonly take: Take;
  readonly request: TakeRequest;
}

/** The take queue, one at a time, and the takes that came out of it. */
export class Takes {
  private waiting: Waiting[] = [];
  private running: TakeRun | undefined;
  private runningDone: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(private readonly parts: TakesParts) {}

  get queueLength(): number {
    return this.waiting.length;
  }

  get runningTakeId(): string | undefined {
    return this.running?.takeId;
  }

  /**
   * Checks a request and puts it in the queue.
   * @returns the take, queued; the rest is told by events
   * @throws StudioError for every input that cannot work, and 'disk-full' or 'folder-not-writable'
   */
  async start(request: TakeRequest): Promise<Take> {
    const { parts } = this;
    const written = (request.instruction ?? '').trim();
    const preset =
      request.instructionId === undefined ? '' : await parts.instructions.textOf(request.instructionId);
    // words that a person wrote say more than the preset they started from
    const instruction = written === '' ? preset : written;
    const warnings = checkRequest(request, instruction);
    const voice = parts.voices.require(request.voiceId);
    const take: Take = {
      id: randomUUID(),
      createdAt: new Date().toISOString(),
      state: 'queued',
      recipe: {
        text: request.text,
        normalizedText: '',
        engine: parts.chooseEngine(request),
        mode: resolveMode(request.mode, { instruction, transcript: voice.transcript }),
        instruction,
        ...(request.instructionId === undefined ? {} : { instructionId: request.instructionId }),
        seed: request.seed,
        speed: request.speed ?? 1,
        ...(isEmpty(request.advanced) ? {} : { advanced: request.advanced }),
        voiceId: voice.id,
        voiceName: voice.name,
        promptSha256: voice.promptSha256,
        promptId: voice.promptId,
        transcript: voice.transcript,
        ...(voice.consent ? { consent: voice.consent.kind } : {}),
        appVersion: parts.appVersion,
        runtimeVersion: '',
      },
      understood: { instruction, directions: [], ignored: [] },
      stages: waitingStages(),
      segments: [],
      warnings,
      projectId: request.projectId ?? INBOX,
      ...{ name: '', favourite: false, rating: 0, note: '' },
    };
    const { engine, mode, seed, speed } = take.recipe;
    const facts = { takeId: take.id, voice: voice.name, engine, mode, seed, speed };
    parts.log.info(`Received synthesis request for text: ${take.recipe.text}`, facts);
    for (const { code, message } of warnings) parts.log.warn(message, { takeId: take.id, code });
    await ensureFolder(parts.outputsFolder());
    await requireSpace(parts.outputsFolder(), expectedBytes(take));
    if (this.closed) throw new StudioError('cancelled', 'The studio is closing.');
    parts.store.insert(take);
    parts.voices.used(voice.id, take.createdAt);
    this.waiting.push({ take, request });
    parts.onChange(take);
    this.next();
    return take;
  }

  /** Ends a waiting or running take; one that is over stays as it is. @throws StudioError 'take-not-found' */
  cancel(takeId: string): void {
    if (this.running?.takeId === takeId) return this.running.stop(cancellation());
    const at = this.waiting.findIndex(({ take }) => take.id === takeId);
    const [entry] = at < 0 ? [] : this.waiting.splice(at, 1);
    if (!entry) return void this.parts.store.require(takeId);
    const cancelled: Take = { ...entry.take, state: 'cancelled' };
    this.parts.store.update(cancelled);
    this.parts.log.info('Take cancelled', { takeId });
    this.parts.onChange(cancelled);
    this.parts.onQueue();
  }

  progress(progress: EngineProgress): void {
    if (this.running?.takeId === progress.takeId) this.running.progress(progress);
  }

  list(limit: number, beforeTakeId?: string): Take[] {
    return this.parts.store.list(limit, beforeTakeId);
  }

  /** @throws StudioError 'take-not-found' */
  get(takeId: string): Take {
    return this.requirePresent(takeId).take;
  }

  /** @throws StudioError 'take-not-found', 'take-has-no-audio', 'file-not-found' */
  async audio(takeId: string): Promise<Audio> {
    return readMonoWav((await this.file(takeId)).bytes);
  }

  /** @returns the bytes on disk. @throws StudioError 'take-not-found', 'take-has-no-audio', 'file-not-found' */
  async file(takeId: string): Promise<{ name: string; type: string; bytes: Uint8Array }> {
    const { path, name } = this.fileOf(this.requirePresent(takeId));
    return {
      name,
      type: 'audio/wav',
      bytes: await readWhole(path, `The audio of take ${takeId.slice(0, 8)}`),
    };
  }

  /** @throws StudioError 'take-not-found', 'take-has-no-audio', 'file-not-found' */
  path(takeId: string): string {
    const { path } = this.fileOf(this.requirePresent(takeId));
    if (existsSync(path)) return path;
    throw new StudioError(
      'file-not-found',
      `The audio of take ${takeId.slice(0, 8)} is no longer at ${path}.`,
      {
        repair: 'Put the file back, or make the take again with the same seed.',
        values: { path },
      },
    );
  }

  /** Takes it out of the list and its file out of the outputs folder; `restore` undoes both. */
  async remove(takeId: string): Promise<void> {
    const stored = this.requirePresent(takeId);
    if (this.running?.takeId === takeId) {
      this.running.stop(cancellation());
      await this.runningDone;
    }
    if (stored.take.state === 'queued') this.cancel(takeId);
    this.parts.store.setDeleted(takeId, true);
    const { take, folder } = this.parts.store.require(takeId);
    if (take.file !== undefined && folder !== undefined)
      await moveIfThere(join(folder, take.file), binnedTake(this.parts.folders, takeId));
    this.parts.log.info('Take deleted', { takeId, file: take.file });
    this.parts.onDeleted(takeId);
  }

  /** @throws StudioError 'take-not-found', 'folder-not-writable' */
  async restore(takeId: string): Promise<Take> {
    const { take, folder, deleted } = this.parts.store.require(takeId);
    if (!deleted) return take;
    let restored = take;
    if (take.file !== undefined && folder !== undefined) {
      const isTaken = (name: string) => existsSync(join(folder, name));
      const file = isTaken(take.file) ? freeOutputName(new Date(take.createdAt), isTaken) : take.file;
      if (await moveIfThere(binnedTake(this.parts.folders, takeId), join(folder, file)))
        restored = { ...take, file };
    }
    this.parts.store.update(restored);
    this.parts.store.setDeleted(takeId, false);
    this.parts.log.info('Take restored', { takeId, file: restored.file });
    this.parts.onChange(restored);
    return restored;
  }

  /** Ends what runs and what waits; both are kept as interrupted. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { take } of this.waiting.splice(0)) this.parts.store.update(interrupted(take));
    this.running?.stop(interruption('running'));
    await this.runningDone;
  }

  private next(): void {
    const entry = this.running || this.closed ? undefined : this.waiting.shift();
    if (entry) {
      const run = new TakeRun(entry.take, entry.request, this.parts);
      this.running = run;
      this.runningDone = run.run().then((take) => {
        this.running = undefined;
        this.parts.onChange(take);
        this.next();
      });
    }
    this.parts.onQueue();
  }

  private requirePresent(takeId: string): StoredTake {
    const stored = this.parts.store.require(takeId);
    if (!stored.deleted) return stored;
    throw new StudioError('take-not-found', `The take ${takeId} was deleted.`, {
      repair: 'Restore it first.',
      values: { takeId },
    });
  }

  private fileOf({ take, folder }: StoredTake): { readonly name: string; readonly path: string } {
    if (take.file !== undefined && folder !== undefined)
      return { name: take.file, path: join(folder, take.file) };
    throw new StudioError('take-has-no-audio', `The take ${take.id.slice(0, 8)} is ${take.state}.`, {
      repair: take.state === 'failed' ? 'Make it again.' : 'Wait until it is done.',
      values: { takeId: take.id, state: take.state },
    });
  }
}

const isEmpty = (options: object = {}): boolean => Object.keys(options).length === 0;

function cancellation(): StudioError {
  return new StudioError('cancelled', 'The take was cancelled.');
}

/** More than any voice needs: 0.5 s a character at normal speed, 16 bit at 24 kHz, and room for tags. */
function expectedBytes({ recipe }: Take): number {
  const audioSec = (countCharacters(recipe.text) * 0.5) / recipe.speed + 1;
  return Math.ceil(audioSec * 24_000 * 2) + 1_000_000;
}

/** @returns false when there was nothing to move */
async function moveIfThere(from: string, to: string): Promise<boolean> {
  if (!existsSync(from)) return false;
  try {
    await makeFolder(dirname(to));
    await rename(from, to).catch(async (thrown: unknown) => {
      // the outputs folder may lie on another disk
      if (codeOf(thrown) !== 'EXDEV') throw thrown;
      await copyFile(from, to);
      await rm(from);
    });
    return true;
  } catch (thrown) {
    throw storageError(thrown, { folder: dirname(to) });
  }
}
