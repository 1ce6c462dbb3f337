import { randomBytes } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { AUTO_ENGINE } from '#contract/engines';
import { folderMoveSchema, type FolderKind } from '#contract/disk';
import { LOG_MEGABYTES, settingsSchema, type Settings } from '#contract/studio-state';
import type { Db } from './db';
import { settingColumns } from './stored-tables';
import { onlyLooking } from './read-only';

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  engine: AUTO_ENGINE,
  memoryMode: 'auto',
  microphoneId: '',
  seed: 12_345,
  seedLocked: false,
  logDockOpen: false,
  playAtOnce: true,
  concurrency: 1,
  queuePaused: false,
  privateLog: false,
  logMegabytes: LOG_MEGABYTES.usual,
  savedLogFilters: [],
  logBookmarks: [],
  logHighlights: [],
  welcomed: false,
  packOffered: false,
  packMirror: '',
  providers: { enroll: 'auto', llm: 'auto', flow: 'auto', vocoder: 'auto' },
  retrySmaller: true,
  unloadAfterMinutes: 10,
  keepTakesDays: 0,
  developerTools: false,
  speechTakesKept: true,
  speechVoices: {},
  speechOrigins: [],
};

/** Under which key the folder of a kind is kept. */
export const folderKeys: Readonly<Record<FolderKind, string>> = {
  outputs: 'outputsFolder',
  models: 'modelsFolder',
};
const FOLDER_MOVE = 'folderMove';
const folderSchema = z.string().refine(isAbsolute, 'is no whole path');

const keptMoveSchema = folderMoveSchema.pick({ kind: true, from: true, to: true });
type KeptMove = z.output<typeof keptMoveSchema>;
/** Holds the secret that a private log makes its hashes with. */
export const LOG_KEY = 'logKey';

/** Every setting that this studio writes, as its row holds it; rows of other studios are left alone. */
export const storedSettings: Readonly<Record<string, z.ZodType>> = {
  ...settingsSchema.shape,
  ...Object.fromEntries(Object.values(folderKeys).map((key) => [key, folderSchema])),
  [FOLDER_MOVE]: keptMoveSchema,
  [LOG_KEY]: z.string(),
};

/** What concerns a window and nothing that it makes. */
const windowKeys: ReadonlySet<string> = new Set<keyof Settings>([
  'language',
  'theme',
  'logDockOpen',
  'playAtOnce',
  'savedLogFilters',
  'logHighlights',
  'welcomed',
  'packOffered',
  'microphoneId',
]);

const row = z.object(settingColumns);

/**
 * What a person chose, one row a setting. Beside a library that is open for looking only, what concerns the window holds
 * until the studio is closed, and is kept nowhere.
 */
export class SettingsStore {
  private readonly held = new Map<string, unknown>();

  constructor(
    private readonly db: Db,
    private readonly readOnly: boolean,
  ) {}

  get(): Settings {
    const rows = this.db.readable(row, 'SELECT key, value FROM settings');
    const kept = new Map([...rows.map(({ key, value }) => [key, value] as const), ...this.held]);
    const known = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
      if (!kept.has(key)) return [];
      // a value that an older or newer studio wrote differently falls back to the default
      const value = schema.safeParse(kept.get(key));
      return value.success ? [[key, value.data] as const] : [];
    });
    return { ...defaultSettings, ...(Object.fromEntries(known) as Partial<Settings>) };
  }

  /** @throws StudioError 'library-read-only' */
  update(change: Readonly<Record<string, unknown>>): Settings {
    if (this.readOnly) return this.hold(change);
    this.db.transaction(() => {
      for (const [key, value] of Object.entries(change)) if (value !== undefined) this.put(key, value);
    });
    return this.get();
  }

  /** @returns the folder that a person chose for takes or packs, if one did */
  folder(kind: FolderKind): string | undefined {
    return this.own(folderKeys[kind], folderSchema);
  }

  setFolder(kind: FolderKind, folder: string): void {
    this.put(folderKeys[kind], folder);
  }

  /** @returns the move of a folder that is not over yet, also one that an earlier studio began */
  keptMove(): KeptMove | undefined {
    return this.own(FOLDER_MOVE, keptMoveSchema);
  }

  keepMove(move: KeptMove | undefined): void {
    if (move) this.put(FOLDER_MOVE, move);
    else this.db.run('DELETE FROM settings WHERE key = ?', FOLDER_MOVE);
  }

  private hold(change: Readonly<Record<string, unknown>>): Settings {
    if (!Object.keys(change).every((key) => windowKeys.has(key))) throw onlyLooking('updateSettings');
    for (const [key, value] of Object.entries(change)) if (value !== undefined) this.held.set(key, value);
    return this.get();
  }

  /** A row that the window does not know of; one that makes no sense is as good as none. */
  private own<T>(key: string, schema: z.ZodType<T>): T | undefined {
    const [kept] = this.db.readable(row, 'SELECT key, value FROM settings WHERE key = ?', key);
    const value = schema.safeParse(kept?.value);
    return value.success ? value.data : undefined;
  }

  /** @returns the secret that a private log makes its hashes with; made at the first use, where the library can be written */
  logKey(): string {
    return this.own(LOG_KEY, z.string()) ?? '';
  }

  makeLogKey(): void {
    if (this.logKey() === '') this.put(LOG_KEY, randomBytes(16).toString('hex'));
  }

  private put(key: string, value: unknown): void {
    this.db.run(
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      JSON.stringify(value),
    );
  }
}
