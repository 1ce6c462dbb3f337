import { StudioError, type ErrorValues } from '#contract/errors';

/** What an archive can be refused for. Each says which entry, so that its maker can find it. */

const repair = 'Ask for the file again from where it came; nothing was taken from it.';

/** Not an archive, cut short, or its directory tells sizes and places that are not true. */
export function unreadable(what: string, cause?: unknown): StudioError {
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  return new StudioError('archive-unreadable', `${what} cannot be read as an archive${reason}.`, {
    ...(cause === undefined ? {} : { cause }),
    repair,
    values: { file: what },
  });
}

type Unsafe = 'path' | 'duplicate' | 'encrypted' | 'link' | 'type' | 'unnamed';

const unsafeWords: Record<Unsafe, (name: string) => string> = {
  path: (name) => `The archive names a file "${name}", which is no plain relative path.`,
  duplicate: (name) => `The archive holds "${name}" more than once.`,
  encrypted: (name) => `"${name}" in the archive is encrypted.`,
  link: (name) => `"${name}" in the archive is a link or a device, not a file.`,
  type: (name) => `"${name}" is of a kind that does not belong in this archive; only WAV and JSON do.`,
  unnamed: (name) => `The manifest does not name "${name}".`,
};

/** An entry that no honest maker writes. */
export function unsafe(why: Unsafe, name: string): StudioError {
  const shown = printable(name);
  // one member a kind of refusal: the window picks its sentence by the member it finds
  return new StudioError('archive-unsafe', unsafeWords[why](shown), { repair, values: { [why]: shown } });
}

export function tooLarge(message: string, values: ErrorValues): StudioError {
  return new StudioError('archive-too-large', message, { repair: 'Export fewer voices at a time.', values });
}

/** The manifest promises what the archive does not hold. */
export function fileMissing(name: string): StudioError {
  const missing = printable(name);
  return new StudioError('archive-damaged', `The archive has no "${missing}".`, {
    repair,
    values: { missing },
  });
}

/** The bytes are not the ones that were packed. */
export function fileChanged(name: string): StudioError {
  const changed = printable(name);
  return new StudioError('archive-damaged', `"${changed}" is not what was packed: its SHA-256 differs.`, {
    repair,
    values: { changed },
  });
}

export function manifestInvalid(file: string, reason: string): StudioError {
  return new StudioError('archive-damaged', `The ${file} of the archive makes no sense: ${reason}`, {
    repair,
    values: { manifest: file, reason },
  });
}

export function newer(version: number, known: number): StudioError {
  return new StudioError(
    'archive-newer',
    `The archive has version ${version}; this studio knows versions up to ${known}.`,
    { repair: 'Bring this studio up to date, then import it again.', values: { version, known } },
  );
}

/** A stranger's name without what would move the cursor of a terminal. */
function printable(name: string): string {
  return name.slice(0, 120).replace(/\p{Cc}/gu, '\u{fffd}');
}
