import { fullDisk } from './full-disk';
import { fuzz } from './fuzz';
import { hostileFiles } from './hostile-files';
import { kill } from './kill';
import type { SessionName } from './options';
import { race } from './race';
import type { Session } from './session';

export const sessions: Readonly<Record<SessionName, Session>> = {
  kill,
  'full-disk': fullDisk,
  race,
  fuzz,
  'hostile-files': hostileFiles,
};
