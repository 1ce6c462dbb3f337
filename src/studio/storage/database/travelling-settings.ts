import { z } from 'zod';
import type { Settings } from '#contract/studio-state';
import type { Db } from './db';
import { defaultSettings, folderKeys, LOG_KEY, storedSettings } from './settings';
import { settingColumns } from './stored-tables';

/**
 * Whether a setting comes with a restored library, said for each. What deletes, opens a door, or points to something of one
 * computer stays: there the present library's choice holds on, else the default. A log that is private stays private.
 */
const travel: Readonly<Record<keyof Settings, 'comes' | 'stays' | 'comes when on'>> = {
  language: 'comes',
  theme: 'comes',
  engine: 'comes',
  memoryMode: 'comes',
  microphoneId: 'stays',
  seed: 'comes',
  seedLocked: 'comes',
  logDockOpen: 'comes',
  playAtOnce: 'comes',
  concurrency: 'comes',
  queuePaused: 'comes',
  privateLog: 'comes when on',
  // the oldest lines of this computer's log go
  logMegabytes: 'stays',
  savedLogFilters: 'comes',
  // lines of another log
  logBookmarks: 'stays',
  logHighlights: 'comes',
  welcomed: 'comes',
  packOffered: 'comes',
  packMirror: 'stays',
  providers: 'stays',
  retrySmaller: 'comes',
  unloadAfterMinutes: 'comes',
  // the sound of older takes goes to the bin
  keepTakesDays: 'stays',
  developerTools: 'stays',
  speechTakesKept: 'stays',
  speechVoices: 'stays',
  speechOrigins: 'stays',
};

const row = z.object(settingColumns);
const isFolder = (key: string) => Object.values(folderKeys).includes(key);
const isSetting = (key: string): key is keyof Settings => Object.hasOwn(travel, key);

/** What a library has of the settings that no restore replaces, by key. */
export function ownSettings(present: Db): Map<string, unknown> {
  const own = new Map<string, unknown>();
  for (const { key, value } of present.readable(row, 'SELECT key, value FROM settings')) {
    const stays = key === LOG_KEY || isFolder(key) || (isSetting(key) && travel[key] !== 'comes');
    if (stays && fits(key, value)) own.set(key, value);
  }
  return own;
}

/**
 * @param own as `ownSettings`
 * @returns what becomes of a setting of a backup: `same` holds already, a `folder` is a path, `unreadable` says nothing
 */
export function fateOf(
  key: string,
  value: unknown,
  own: ReadonlyMap<string, unknown>,
): 'comes' | 'stays' | 'same' | 'folder' | 'unreadable' {
  if (key === LOG_KEY) return 'same';
  if (Object.hasOwn(storedSettings, key) && !fits(key, value)) return 'unreadable';
  if (isFolder(key)) return own.get(key) === value ? 'same' : 'folder';
  if (!isSetting(key)) return 'stays';
  const holds = own.get(key) ?? defaultSettings[key];
  if (travel[key] === 'comes' || (travel[key] === 'comes when on' && value === true)) return 'comes';
  return JSON.stringify(holds) === JSON.stringify(value) ? 'same' : 'stays';
}

const fits = (key: string, value: unknown) => storedSettings[key]?.safeParse(value).success === true;
