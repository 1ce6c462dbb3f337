import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { StudioError } from '#contract/errors';
import { isFileName } from '#contract/file-names';

/**
 * The only way from a name that came from elsewhere (a call, a row, an archive, a manifest) to a path.
 * @param names each the name of one file or folder, the outermost first
 * @returns a path below `folder`
 * @throws StudioError 'file-name-invalid' for whatever is no plain name: empty, `..`, absolute, a device, too long
 */
export function inside(folder: string, ...names: readonly [string, ...string[]]): string {
  for (const name of names) if (!isFileName(name)) throw fileNameInvalid(name);
  return join(folder, ...names);
}

/** As `inside`, for a relative path with forward slashes. */
export function insideByPath(folder: string, path: string): string {
  const [first = '', ...rest] = path.split('/');
  return inside(folder, first, ...rest);
}

/** @returns whether one path lies below another; a folder does not lie in itself */
export function isInside(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return (
    way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way) && dirname(inner) !== inner
  );
}

function fileNameInvalid(name: string): StudioError {
  // it may be a megabyte, or hold what a terminal obeys
  const shown = JSON.stringify(Array.from(name).slice(0, 60).join(''));
  return new StudioError('file-name-invalid', { name: shown });
}
