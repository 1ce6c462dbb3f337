import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { settingsSchema, type Settings } from '#contract/studio-state';
import type { Db } from './db';
import { LOG_MEGABYTES } from './log-files';

const defaults: Settings = {
  language: 'system',
  theme: 'system',
  engine: 'auto',
  memoryMode: 'auto',
  microphoneId: '',
  seed: 12_345,
  seedLocked: false,
  logDockOpen: false,
  concurrency: 1,
  queuePaused: false,
  privateLog: false,
  logMegabytes: LOG_MEGABYTES.usual,
  savedLogFilters: [],
  welcomed: false,
  packOffered: false,
  packMirror: '',
};

const OUTPUTS_FOLDER = 'outputsFolder';
const LOG_KEY = 'logKey';

const row = z.object({ key: z.string(), value: z.string() });

/** What a person chose, one row a setting. */
export class SettingsStore {
  constructor(private readonly db: Db) {}

  get(): Settings {
    const kept = new Map(
      this.db.all(row, 'SELECT key, value FROM settings').map((each) => [each.key, each.value]),
    );
    const known = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
      const text = kept.get(key);
      if (text === undefined) return [];
      // a value that an older or newer studio wrote differently falls back to the default
      const value = schema.safeParse(JSON.parse(text));
      return value.success ? [[key, value.data] as const] : [];
    });
    return { ...defaults, ...(Object.fromEntries(known) as Partial<Settings>) };
  }

  update(change: Readonly<Record<string, unknown>>): Settings {
    this.db.transaction(() => {
      for (const [key, value] of Object.entries(change)) if (value !== undefined) this.put(key, value);
    });
    return this.get();
  }

  /** @returns the folder that takes are written to, if a person chose one */
  outputsFolder(): string | undefined {
    const kept = this.db.get(row, 'SELECT key, value FROM settings WHERE key = ?', OUTPUTS_FOLDER);
    return kept && z.string().parse(JSON.parse(kept.value));
  }

  setOutputsFolder(folder: string): void {
    this.put(OUTPUTS_FOLDER, folder);
  }

  /** @returns the secret that a private log makes its hashes with; made at the first use, where the library can be written */
  logKey(): string {
    const kept = this.db.get(row, 'SELECT key, value FROM settings WHERE key = ?', LOG_KEY);
    return kept ? z.string().parse(JSON.parse(kept.value)) : '';
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
