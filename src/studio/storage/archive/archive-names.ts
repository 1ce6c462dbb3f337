import { isFileName } from '#contract/file-names';

const MAX_CHARACTERS = 200;

/**
 * Names in an archive are data of a stranger. Only plain relative paths with forward slashes are taken, the same on
 * every system: nothing absolute, no `..`, no drive, no backslash, no name that Windows reads as a device.
 */
export function isSafeName(name: string): boolean {
  return name.length <= MAX_CHARACTERS && name.split('/').every(isFileName);
}

/** Two names that one file system may take for the same file. */
export function sameFileKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
