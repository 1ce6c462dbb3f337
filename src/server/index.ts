import { realpathSync } from 'node:fs';
import { StudioError } from '#contract/errors';
import { terminalText } from '#contract/terminal-text';
import { errorWords } from '#i18n/error-words';
import { defaultHome } from '#studio/storage/files/folders';
import { runServer } from './run';

export { runServer } from './run';
export { defaultHome } from '#studio/storage/files/folders';

/** @returns what happened and what to do, as two lines for a terminal. */
export function describeFailure(thrown: unknown): string {
  const { detail, repair } = errorWords(StudioError.from(thrown), 'en');
  return terminalText(`${detail}\n${repair}`);
}

/** As an entry of its own (`node out/main/server.js`): the studio on a free port of 127.0.0.1. */
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) {
  if (process.argv.length > 2) {
    process.stderr.write(
      'This entry takes no arguments. For a port, a token or other machines: npm run -s studio -- serve --help\n',
    );
    process.exit(2);
  }
  try {
    const print = (link: string) => process.stdout.write(`${link}\n`);
    await runServer({ home: defaultHome(), elseLook: true }, (_server, link) => print(link), print);
  } catch (thrown) {
    process.stderr.write(`${describeFailure(thrown)}\n`);
    process.exitCode = 1;
  }
}
