import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StudioError } from '#contract/errors';
import { SPEECH_RATE_HZ } from '#contract/speech';
import { SoundSink } from './sound-sink';

interface PlayerProgram {
  readonly name: string;
  /** What it is told to play raw sound from its input; undefined: it plays files only. */
  readonly fromInput: readonly string[] | undefined;
}

const RATE = String(SPEECH_RATE_HZ);

/** Those that play while a take is made come first. */
const programs: readonly PlayerProgram[] = [
  { name: 'aplay', fromInput: ['-q', '-t', 'raw', '-f', 'S16_LE', '-r', RATE, '-c', '1', '-'] },
  {
    name: 'ffplay',
    // its input has no end that a person could wait for: the window stays away, and it ends with the sound
    fromInput: ['-nodisp', '-autoexit', '-loglevel', 'error', '-f', 's16le', '-ar', RATE, '-i', 'pipe:0'],
  },
  { name: 'afplay', fromInput: undefined },
];

/** A program of this computer that plays sound. */
export interface FoundPlayer {
  readonly path: string;
  readonly program: PlayerProgram;
}

/** @param path folders of programs, as in PATH. @throws StudioError 'player-unavailable' */
export function findPlayer(path = process.env.PATH ?? ''): FoundPlayer {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  for (const program of programs)
    for (const folder of folders)
      for (const name of process.platform === 'win32' ? [`${program.name}.exe`] : [program.name]) {
        const file = join(folder, name);
        if (isProgram(file)) return { path: file, program };
      }
  throw new StudioError('player-unavailable', { players: programs.map(({ name }) => name).join(', ') });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Plays one take, and goes with this program. It is started with the first sound, so that it does not hold the
 * loudspeaker while models are loaded.
 */
export class Player {
  private child: ChildProcess | undefined;
  private sink: SoundSink | undefined;
  private ended: Promise<void> = Promise.resolve();
  private readonly kill = () => void this.child?.kill();

  constructor(private readonly found: FoundPlayer) {}

  /**
   * @returns false once the player has ended
   * @throws StudioError 'player-unavailable' when it ended because it cannot play
   */
  async hear(samples: Float32Array): Promise<boolean> {
    const { fromInput } = this.found.program;
    if (fromInput === undefined) return true;
    this.sink ??= this.start(fromInput);
    if (await this.sink.write(samples)) return true;
    await this.ended;
    return false;
  }

  /** Settles when all of it was heard. @param file of the whole take, for a player that reads no pipe */
  async finish(file: string): Promise<void> {
    if (this.found.program.fromInput === undefined) this.start([file]);
    this.child?.stdin?.end();
    await this.ended;
  }

  /** Ends it, whatever it is playing. */
  stop(): void {
    this.kill();
  }

  private start(args: readonly string[]): SoundSink {
    const child = spawn(this.found.path, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    this.child = child;
    // a killed terminal must not leave sound behind
    process.once('exit', this.kill);
    let words = '';
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (words = (words + text).slice(-MOST_WORDS)));
    this.ended = once(child, 'close')
      .then(([code]) => {
        if (code !== 0 && code !== null) throw this.failed(words, Number(code));
      })
      .catch((thrown: unknown) => {
        throw thrown instanceof StudioError ? thrown : this.failed(String(thrown), -1);
      })
      .finally(() => process.off('exit', this.kill));
    // heard where it is waited for
    this.ended.catch(() => undefined);
    return new SoundSink(child.stdin, 'raw');
  }

  private failed(words: string, exitCode: number): StudioError {
    const { name } = this.found.program;
    const said = words.trim().split('\n').at(-1) ?? '';
    return new StudioError(
      'player-unavailable',
      said === '' ? { why: 'ended', player: name, exitCode } : { why: 'said', player: name, exitCode, said },
    );
  }
}

/** Characters that are kept of what a player says. */
const MOST_WORDS = 2000;
