#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { StudioError } from '#contract/errors';
import { version } from '../../package.json';
import { addBench } from './commands/bench';
import { addCoach } from './commands/coach';
import { addDoctor } from './commands/doctor';
import { addExport } from './commands/export';
import { addImport } from './commands/import';
import { addLexicon } from './commands/lexicon';
import { addLibrary } from './commands/library';
import { addLog } from './commands/log';
import { addPacks } from './commands/packs';
import { addReadings } from './commands/readings';
import { addReproduce } from './commands/reproduce';
import { addSettings } from './commands/settings';
import { addServe } from './commands/serve';
import { addSpoken } from './commands/spoken';
import { addSpeak } from './commands/speak';
import { terminalText } from '#contract/terminal-text';
import { addSupportBundle } from './commands/support-bundle';
import { addProjects } from './commands/projects';
import { addTakes } from './commands/takes';
import { addVoices } from './commands/voices';
import { exitCodes, printError, say } from './output';

/** The command line: the same studio as the window, one command a run. Exit 0, 1 failed, 2 wrong usage. */
const json = process.argv.includes('--json');

const program = new Command('cosyvoice-studio')
  .description('CosyVoice Studio: zero-shot voice cloning, from the terminal')
  .version(version)
  .exitOverride()
  .configureOutput({
    // with --json the error is told as JSON below
    writeErr: (text) => json || process.stderr.write(terminalText(text)),
  });
for (const add of [
  addSpeak,
  addSpoken,
  addVoices,
  addTakes,
  addProjects,
  addImport,
  addLexicon,
  addLibrary,
  addReproduce,
  addExport,
  addCoach,
  addReadings,
  addLog,
  addPacks,
  addServe,
  addSettings,
  addDoctor,
  addSupportBundle,
  addBench,
])
  add(program);
inheritSettings(program);

// whoever reads may leave before the end: that is no failure
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  say('stderr', message);
  process.exitCode = exitCodes.failed;
});

try {
  await program.parseAsync();
} catch (thrown) {
  process.exitCode = exitCodeOf(thrown);
}

function exitCodeOf(thrown: unknown): number {
  if (!(thrown instanceof CommanderError)) return printError({ json }, thrown);
  if (thrown.exitCode === 0) return exitCodes.ok;
  if (json) {
    const message = thrown.message.replace(/^error: /, '');
    printError({ json }, new StudioError('usage', message, { repair: 'See --help.' }));
  }
  return exitCodes.wrongUsage;
}

/** Commander copies exitOverride and configureOutput only to commands made after them, not to a nested command's. */
function inheritSettings(command: Command): void {
  for (const each of command.commands) {
    each.copyInheritedSettings(command);
    inheritSettings(each);
  }
}
