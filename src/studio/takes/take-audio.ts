import { isOver } from '#contract/domain';
import { existsSync } from 'node:fs';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { inside } from '../storage/files/inside';
import { readWhole } from '../storage/files/files';
import { cleared } from './take-errors';
import type { StoredTake } from './take-row';
import type { TakeStore } from './take-store';
import { readMonoWav } from '../storage/files/wav-parts';

/**
 * The sound of finished takes, where it was written. Each call throws 'take-not-found', 'take-has-no-audio',
 * 'take-folder-not-chosen' or 'file-not-found'.
 */
export class TakeAudio {
  constructor(private readonly store: TakeStore) {}

  async samples(takeId: string): Promise<Audio> {
    return readMonoWav((await this.file(takeId)).bytes);
  }

  /** @returns the bytes on disk */
  async file(takeId: string): Promise<{ name: string; type: string; bytes: Uint8Array }> {
    const { path, name } = fileOf(this.store.requirePresent(takeId));
    const bytes = await readWhole(path);
    return { name, type: 'audio/wav', bytes };
  }

  /** @returns the path of a file that is there */
  path(takeId: string): string {
    const { path } = fileOf(this.store.requirePresent(takeId));
    if (existsSync(path)) return path;
    throw new StudioError('file-not-found', { path });
  }
}

function fileOf({ take, folder }: StoredTake): { readonly name: string; readonly path: string } {
  if (take.clearedAt !== undefined) throw cleared(take.id, take.clearedAt);
  if (take.file !== undefined && folder !== undefined)
    return { name: take.file, path: inside(folder, take.file) };
  if (take.file !== undefined)
    throw new StudioError('take-folder-not-chosen', { takeId: take.id, file: take.file });
  throw new StudioError('take-has-no-audio', {
    ...(isOver(take) ? {} : { why: 'unfinished' }),
    takeId: take.id,
    state: take.state,
  });
}
