import { sep } from 'node:path';

/**
 * An installed application is an archive, which only Electron's own file calls look into. What other programs and native
 * code open, or what is started, lies beside it; see `asarUnpack` in electron-builder.yml.
 * @returns where the file or folder really is; the same path where there is no archive
 */
export const outsideArchive = (path: string): string =>
  path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
