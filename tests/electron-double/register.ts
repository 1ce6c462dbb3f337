import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** `node --import register.js out/main/index.js`: from here on `electron` is the double. */
const double = pathToFileURL(join(import.meta.dirname, 'electron.js')).href;
register(
  `data:text/javascript,${encodeURIComponent(`
    export const resolve = (name, context, next) =>
      name === 'electron' ? { url: ${JSON.stringify(double)}, shortCircuit: true } : next(name, context);
  `)}`,
);
Object.assign(process, { type: 'browser' });
