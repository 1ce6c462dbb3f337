#!/usr/bin/env node
import { exitCodes, say } from './output';
import { createProgram, exitCodeOf } from './program';

const json = process.argv.includes('--json');

// whoever reads may leave before the end: that is no failure
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  say('stderr', message);
  process.exitCode = exitCodes.failed;
});

try {
  await createProgram({ json }).parseAsync();
} catch (thrown) {
  process.exitCode = exitCodeOf(thrown, { json });
}
