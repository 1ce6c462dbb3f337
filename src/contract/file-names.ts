import { z } from 'zod';

/** The one rule for the name of a file or folder: what Windows, macOS and Linux all take, and take as a name. */

/** File systems count bytes of UTF-8. */
const MAX_BYTES = 255;

/** Separators, drives, streams and patterns of some system, control characters, halves of a character. */
const FOREIGN = /[\p{Cc}\p{Cs}/\\:<>"|?*]/u;

/** Device names that Windows opens instead of a file, whatever ending follows. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)/i;

/** @returns whether it names one file of a folder: no path, nothing that climbs out, the same file on every system */
export function isFileName(name: string): boolean {
  // a dot or blank at the end is lost on Windows, which also makes "..", "." and blanks no name at all
  if (name === '' || /[. ]$/.test(name) || FOREIGN.test(name) || isDeviceName(name)) return false;
  return name.length <= MAX_BYTES && new TextEncoder().encode(name).length <= MAX_BYTES;
}

export function isDeviceName(name: string): boolean {
  return DEVICE.test(name);
}

export const fileNameSchema = z.string().refine(isFileName, 'a plain file name');
