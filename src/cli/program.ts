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
import { addNotices } from './commands/notices';
import { addPacks } from './commands/packs';
import { addShelf } from './commands/shelf';
import { addReadings } from './commands/readings';
import { addReproduce } from './commands/reproduce';
import { addScript } from './commands/script';
import { addKeys } from './commands/keys';
import { addSettings } from './commands/settings';
import { addServe } from './commands/serve';
import { addSpoken } from './commands/spoken';
import { addSpeak } from './commands/speak';
import { terminalText } from '#contract/terminal-text';
import { addSupportBundle } from './commands/support-bundle';
import { addProjects } from './commands/projects';
import { addTakes } from './commands/takes';
import { addVoices } from './commands/voices';
import { exitCodes, printError } from './output';
import { standAlone } from './with-studio';

const adders = [
  addSpeak,
  addSpoken,
  addVoices,
  addShelf,
  addTakes,
  addProjects,
  addScript,
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
  addKeys,
  addSettings,
  addDoctor,
  addSupportBundle,
  addNotices,
  addBench,
];

/**
 * The command line: the same studio as the window, one command a run.
 * @param json errors are told as JSON, not by the parser
 */
export function createProgram({ json }: { readonly json: boolean }): Command {
  const program = new Command('cosyvoice-studio')
    .description('CosyVoice Studio: zero-shot voice cloning, from the terminal')
    .version(version)
    .option('--standalone', 'a studio of its own for this command, refused while another one has the library')
    .hook('preAction', (_program, command) => standAlone(command.optsWithGlobals().standalone === true))
    .exitOverride()
    .configureOutput({
      // with --json the error is told as JSON below
      writeErr: (text) => json || process.stderr.write(terminalText(text)),
    });
  for (const add of adders) add(program);
  inheritSettings(program);
  return program;
}

/** @returns the exit code of what a command threw, once it is told: 0, 1 failed, 2 wrong usage */
export function exitCodeOf(thrown: unknown, { json }: { readonly json: boolean }): number {
  if (!(thrown instanceof CommanderError)) return printError({ json }, thrown);
  if (thrown.exitCode === 0) return exitCodes.ok;
  if (json) {
    const message = thrown.message.replace(/^error: /, '');
    printError({ json }, new StudioError('usage', { reason: message }));
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
