import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

/** Builds the synthetic pack, if it is not built yet, and prints its folder. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    'eos-bias': { type: 'string' },
    'silent-bias': { type: 'string' },
    hidden: { type: 'string' },
  },
});
const builder = resolve(import.meta.dirname, 'synthetic/build-synthetic-pack.ts');
const { module } = await runnerImport(builder, { configFile: false, logLevel: 'error' });
const number = (name) => (values[name] === undefined ? {} : { [camel(name)]: Number(values[name]) });
const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
console.log(
  module.syntheticPack({
    ...number('seed'),
    ...number('eos-bias'),
    ...number('silent-bias'),
    ...number('hidden'),
  }),
);
