/** npm run -s studio -- COMMAND: builds when needed, then is the built command line. Says nothing on stdout itself. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded, root } from './lib/build.mjs';

await buildIfNeeded();
const cli = join(root, 'out/main/cli.js');
process.argv[1] = cli;
await import(pathToFileURL(cli).href);
