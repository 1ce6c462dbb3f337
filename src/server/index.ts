import { realpathSync } from 'node:fs';
import { StudioError } from '#contract/errors';
import { defaultHome } from '#studio/folders';
import { runServer } from './run';

export { runServer } from './run';
export { startServer } from './server';
export { defaultHome } from '#studio/folders';

/** As an entry of its own (`node out/main/server.js`): the studio on a free port of 127.0.0.1. */
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) {
  try {
    await runServer({ home: defaultHome() }, (server) => process.stdout.write(`${server.link()}\n`));
  } catch (thrown) {
    const error = StudioError.from(thrown);
    process.stderr.write(`${error.message}\n${error.repair ?? ''}\n`);
    process.exitCode = 1;
  }
}
