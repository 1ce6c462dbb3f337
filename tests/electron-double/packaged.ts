import { cpSync, realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { extractAll } from '@electron/asar';

/**
 * What the stand-in's executable runs: the application that was packaged beside it. Plain Node cannot look into an
 * archive, so a folder of the archive's name stands in its place, somewhere else.
 */
const { ELECTRON_DOUBLE_UNPACK: into } = process.env;
if (into === undefined) throw new Error('ELECTRON_DOUBLE_UNPACK names no folder');
const installed = join(dirname(realpathSync(process.argv[2] ?? '')), 'resources');
const app = join(into, 'app.asar');
await mkdir(into, { recursive: true });
extractAll(join(installed, 'app.asar'), app);
cpSync(join(installed, 'app.asar.unpacked'), `${app}.unpacked`, { recursive: true });

process.argv.splice(1, 2, app);
process.chdir(app);
Object.assign(process, { resourcesPath: installed });
await import('./register');
await import(/* @vite-ignore */ pathToFileURL(join(app, 'out/main/index.js')).href);
