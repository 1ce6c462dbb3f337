import { reportError, type StudioError } from '#contract/errors';
import type { Download, DownloadFile, DownloadNote } from '#contract/packs';
import type { FileProgress } from './fetch-file';
import { SpeedMeter } from './speed';

const MOST_NOTES = 60;

interface FileState extends Omit<DownloadFile, 'bytesPerSec'> {
  readonly speed: SpeedMeter;
}

export interface ProgressListener {
  readonly onChange: () => void;
  readonly onNote: (note: DownloadNote) => void;
}

/** What is told of a download while it runs, and after it stopped. */
export class DownloadProgress {
  private readonly files = new Map<string, FileState>();
  private readonly notes: DownloadNote[] = [];
  private readonly speed = new SpeedMeter();
  private state: Download['state'] = 'running';
  private error: StudioError | undefined;

  constructor(
    readonly packId: string,
    private readonly kind: Download['kind'],
    files: readonly { readonly path: string; readonly bytes: number | null; readonly firstUse: boolean }[],
    private readonly listener: ProgressListener,
  ) {
    for (const { path, bytes, firstUse } of files)
      this.files.set(path, {
        ...{ path, bytes, firstUse, doneBytes: 0, state: 'waiting', source: '' },
        speed: new SpeedMeter(),
      });
  }

  move(path: string, { newBytes = 0, totalBytes, ...change }: Partial<FileProgress>): void {
    const file = this.files.get(path);
    if (!file) return;
    const bytes = totalBytes ?? file.bytes;
    this.files.set(path, { ...file, ...change, bytes });
    file.speed.add(newBytes);
    this.speed.add(newBytes);
    this.listener.onChange();
  }

  /** Its turn is still to come. @param keepsPart whether what came before still counts */
  wait(path: string, keepsPart: boolean): void {
    const file = this.files.get(path);
    if (!file) return;
    const doneBytes = keepsPart ? file.doneBytes : 0;
    this.files.set(path, { ...file, state: 'waiting', doneBytes, source: '' });
    this.listener.onChange();
  }

  done(path: string, bytes: number): void {
    const file = this.files.get(path);
    if (file) this.files.set(path, { ...file, state: 'done', bytes, doneBytes: bytes });
    this.listener.onChange();
  }

  failed(path: string): void {
    const file = this.files.get(path);
    if (file) this.files.set(path, { ...file, state: 'failed' });
    this.listener.onChange();
  }

  note(code: DownloadNote['code'], message: string, values: DownloadNote['values']): void {
    const note = { at: new Date().toISOString(), code, message, values };
    this.notes.push(note);
    this.listener.onNote(note);
    if (this.notes.length > MOST_NOTES) this.notes.shift();
    this.listener.onChange();
  }

  stop(state: 'paused' | 'failed', error?: StudioError): void {
    this.state = state;
    this.error = error;
    for (const [path, file] of this.files)
      if (file.state !== 'done' && file.state !== 'failed')
        this.files.set(path, { ...file, state: 'waiting', source: '' });
    this.listener.onChange();
  }

  snapshot(): Download {
    const runs = this.state === 'running';
    const files = [...this.files.values()].map(({ speed, ...file }) => ({
      ...file,
      bytesPerSec: runs && file.state === 'running' ? Math.round(speed.bytesPerSec()) : 0,
    }));
    const sum = (of: (file: (typeof files)[number]) => number) =>
      files.reduce((total, file) => total + of(file), 0);
    const doneBytes = sum((file) => file.doneBytes);
    const totalBytes = sum((file) => Math.max(file.bytes ?? 0, file.doneBytes));
    const bytesPerSec = runs ? Math.round(this.speed.bytesPerSec()) : 0;
    return {
      packId: this.packId,
      state: this.state,
      kind: this.kind,
      totalBytes,
      doneBytes,
      bytesPerSec,
      ...(bytesPerSec > 0 ? { secondsLeft: Math.round((totalBytes - doneBytes) / bytesPerSec) } : {}),
      files,
      notes: [...this.notes],
      ...(this.error ? { error: reportError(this.error) } : {}),
    };
  }
}
