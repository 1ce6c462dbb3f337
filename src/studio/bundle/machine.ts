import {
  arch,
  availableParallelism,
  cpus,
  freemem,
  homedir,
  hostname,
  platform,
  release,
  totalmem,
  userInfo,
} from 'node:os';
import type { Aliases } from './redact';

/** The machine in numbers. */
export function machineFacts() {
  return {
    platform: platform(),
    release: release(),
    arch: arch(),
    cpuModel: cpus()[0]?.model ?? '',
    cpuCount: availableParallelism(),
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    node: process.versions.node,
    electron: (process.versions as Readonly<Record<string, string | undefined>>).electron ?? null,
  };
}

/** @param folders of the studio, the inner ones first */
export function machineAliases(folders: Aliases): Aliases {
  return [...folders, [homedir(), '<home>'], [hostname(), '<machine>'], ...userAlias()];
}

function userAlias(): [string, string][] {
  try {
    const { username } = userInfo();
    // a name that is a word of the log itself would spoil it
    return username.length < 3 || username === 'root' ? [] : [[username, '<user>']];
  } catch {
    return [];
  }
}
