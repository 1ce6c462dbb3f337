import { createHmac } from 'node:crypto';
import { hide, mapStrings, personal, type Personal } from '#contract/personal';
import { countCharacters } from '../lib/characters';
import type { SettingsStore } from '../storage/database/settings';

/** What a log wants of a person's marked words: kept as they are, or hidden. */
export interface LogPrivacy {
  /** Secret of this installation, so that short names cannot be guessed from their hash. */
  readonly key: string;
  /** The machine's owner decided, whatever the person chose. */
  readonly forced: boolean;
  on: boolean;
}

/** What the settings and the environment want of the log; the key is made where the library may be written. */
export function openLogPrivacy(settings: SettingsStore, readOnly: boolean): LogPrivacy {
  if (!readOnly) settings.makeLogKey();
  const forced = !['', '0', 'false'].includes(process.env.COSYVOICE_STUDIO_PRIVATE_LOG ?? '');
  let wanted = settings.get().privateLog;
  return {
    key: settings.logKey(),
    forced,
    get on() {
      return wanted || forced;
    },
    set on(value) {
      wanted = value;
    },
  };
}

/** Nothing is hidden: for a log of its own, as in tests. */
export const openly = (): LogPrivacy => ({ key: '', forced: false, on: false });

/** @returns what stands for words: equal ones have equal hashes, and only who has the key can tell which */
export function wordToken(key: string | Uint8Array): (words: string) => string {
  return (words) => {
    const hash = createHmac('sha256', key).update(words.trim()).digest('hex').slice(0, 8);
    const count = countCharacters(words.trim());
    return `[${count} ${count === 1 ? 'character' : 'characters'}, #${hash}]`;
  };
}

/** @returns the data without what is marked in it */
export function hideMarked<T>(value: T, token: (words: string) => string): T {
  return mapStrings(value, (text) => hide(text, token)) as T;
}

/** @returns the name of a take's file, marked unless it is the usual one, which is a date and a time */
export function fileWords(file = ''): Personal {
  return /^output_\d{8}_\d{6}(?:_\d+)?\.\w+$/u.test(file) ? (file as Personal) : personal(file);
}
