import { join } from 'node:path';

/** Where the built entries lie (out/main); the same two steps lead to the package's root from src/server. */
const here = import.meta.dirname;

export const paths = {
  engineEntry: join(here, 'engine.js'),
  helperEntry: join(here, 'helper.js'),
  rendererDir: join(here, '../renderer'),
  resourcesDir: join(here, '../../resources'),
} as const;
