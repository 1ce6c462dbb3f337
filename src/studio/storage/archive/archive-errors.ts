import { StudioError, type ErrorValues } from '#contract/errors';

/** What an archive can be refused for. Each says which entry, so that its maker can find it. */

/** Not an archive, cut short, or its directory tells sizes and places that are not true. */
export function unreadable(file: string, cause?: unknown): StudioError {
  return new StudioError('archive-unreadable', { file }, cause);
}

type Unsafe = 'path' | 'duplicate' | 'encrypted' | 'link' | 'type' | 'unnamed';

/** An entry that no honest maker writes; a member for each kind of refusal. */
export function unsafe(kind: Unsafe, name: string): StudioError {
  return new StudioError('archive-unsafe', { [kind]: printable(name) });
}

export function tooLarge(values: ErrorValues): StudioError {
  return new StudioError('archive-too-large', values);
}

/** The manifest promises what the archive does not hold. */
export function fileMissing(name: string): StudioError {
  return new StudioError('archive-damaged', { missing: printable(name) });
}

/** The bytes are not the ones that were packed. */
export function fileChanged(name: string): StudioError {
  return new StudioError('archive-damaged', { changed: printable(name) });
}

export function manifestInvalid(manifest: string, values: ErrorValues, cause?: unknown): StudioError {
  return new StudioError('archive-damaged', { ...values, manifest }, cause);
}

export function newer(version: number, known: number): StudioError {
  return new StudioError('archive-newer', { version, known });
}

/** A stranger's name without what would move the cursor of a terminal. */
function printable(name: string): string {
  return name.slice(0, 120).replace(/\p{Cc}/gu, '\u{fffd}');
}
