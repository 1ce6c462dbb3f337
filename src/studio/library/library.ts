import type { LibraryProgress, LibraryReport } from '#contract/library';
import { checkLibrary, type LibraryCheckParts } from './library-check';

export interface LibraryParts extends Omit<LibraryCheckParts, 'onProgress'> {
  readonly onProgress: (progress: LibraryProgress) => void;
}

/** The library as a whole. One long work at a time; a second caller gets the answer of the first. */
export class Library {
  private checking: Promise<LibraryReport> | undefined;

  constructor(private readonly parts: LibraryParts) {}

  verify(): Promise<LibraryReport> {
    return (this.checking ??= this.check(false).finally(() => (this.checking = undefined)));
  }

  async repair(): Promise<LibraryReport> {
    await this.checking?.catch(() => undefined);
    return this.check(true);
  }

  private check(repair: boolean): Promise<LibraryReport> {
    const onProgress = (done: number, total: number) =>
      this.parts.onProgress({ task: 'verify', done, total });
    return checkLibrary({ ...this.parts, onProgress }, { repair });
  }
}
