import { LogPrivacy } from './log-privacy';
import type { SettingsStore } from '../settings';

/** What the settings and the environment want of the log; the key is made where the library may be written. */
export function openLogPrivacy(settings: SettingsStore, readOnly: boolean): LogPrivacy {
  if (!readOnly) settings.makeLogKey();
  return new LogPrivacy({
    key: settings.logKey(),
    wanted: settings.get().privateLog,
    forced: isSet(process.env.COSYVOICE_STUDIO_PRIVATE_LOG),
  });
}

const isSet = (value: string | undefined) => value !== undefined && !['', '0', 'false'].includes(value);
