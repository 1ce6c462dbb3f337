/** node scripts/side-by-side.mjs NAME...: npm scripts at once, each one's words in one piece; fails when one of them does. */
import { spawn } from 'node:child_process';

/** @returns whether it succeeded */
function run(name) {
  const child = spawn('npm', ['run', name], {
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => words.push(chunk));
  return new Promise((resolve) =>
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(words));
      resolve(code === 0);
    }),
  );
}

const succeeded = await Promise.all(process.argv.slice(2).map(run));
process.exitCode = succeeded.every(Boolean) ? 0 : 1;
