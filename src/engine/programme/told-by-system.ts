import { dirname } from 'node:path';
import { type ErrorCode, StudioError } from '#contract/errors';

const codes: Readonly<Record<string, ErrorCode>> = {
  ...{ ENOSPC: 'disk-full', EDQUOT: 'disk-full' },
  ...{ EACCES: 'folder-not-writable', EPERM: 'folder-not-writable', EROFS: 'folder-not-writable' },
  ENOENT: 'file-not-found',
};

/** What the system says of a file, in words of the studio: its own do not leave the process. */
export function toldBySystem(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return thrown;
  const code = codes[thrown.code];
  const path = 'path' in thrown && typeof thrown.path === 'string' ? thrown.path : '';
  return code ? new StudioError(code, { path, folder: dirname(path), reason: thrown.code }, thrown) : thrown;
}
