/** Device names that Windows opens instead of a file, whatever ending follows. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/** What some file system takes for something else than a letter of a name; a colon is a drive or a second stream. */
const FOREIGN = /[\p{Cc}\\:<>"|?*]/u;

const MAX_CHARACTERS = 200;

/**
 * Names in an archive are data of a stranger. Only plain relative paths with forward slashes are taken, the same on
 * every system: nothing absolute, no `..`, no drive, no backslash, no name that Windows reads as a device.
 */
export function isSafeName(name: string): boolean {
  if (name.length === 0 || name.length > MAX_CHARACTERS || FOREIGN.test(name)) return false;
  return name.split('/').every(isSafePart);
}

function isSafePart(part: string): boolean {
  // "." and ".." and an empty part (a leading or doubled slash) climb or stay; a dot or blank at the end is lost on Windows
  return part !== '' && !/^\.+$/.test(part) && !/[. ]$/.test(part) && !RESERVED.test(part);
}

/** Two names that one file system may take for the same file. */
export function sameFileKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
