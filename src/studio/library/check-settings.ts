import { z } from 'zod';
import { storedSettings } from '../storage/database/settings';
import type { CheckContext, Discrepancy } from './check';
import { settingColumns } from '../storage/database/stored-tables';

/** A setting whose value is JSON and yet none that it can have: the default holds in its place. */
export async function* checkSettings({ db, quarantine }: CheckContext): AsyncGenerator<Discrepancy> {
  for (const { key, value } of db.readable(z.object(settingColumns), 'SELECT key, value FROM settings')) {
    const schema = Object.hasOwn(storedSettings, key) ? storedSettings[key] : undefined;
    if (schema === undefined || schema.safeParse(value).success) continue;
    const shown = JSON.stringify(value).slice(0, 60);
    yield {
      code: 'setting-unreadable',
      severity: 'problem',
      values: { setting: key, text: shown },
      repair: async () => {
        await quarantine.keepRow('settings', { key, value });
        db.run('DELETE FROM settings WHERE key = ?', key);
      },
    };
  }
}
