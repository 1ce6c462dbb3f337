import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readWav } from '#audio/wav';
import { engineContract, type EngineContract, type PromptAudio } from '#contract/engine-api';
import { connect, type Connection } from '#contract/rpc';
import { forkProgram } from '#server/fork-program';
import { engineLauncher } from '#studio/engines/engine-launcher';
import type { EngineEntry } from '#studio/engines/engine-launcher';
import type { Bench } from '../benchmark';

export interface BenchEngine extends Connection<EngineContract> {
  readonly pid: number;
}

/** The engine process as the hosts start it, with the pack of the bench. */
export function engineEntry({ entries, resourcesDir, packDir }: Bench): EngineEntry {
  const dir = packDir();
  return { entry: entries.engine, resourcesDir, modelsDir: dirname(dir), packDir: dir };
}

/** Gives `work` a fresh engine process, started as the hosts start it, and ends it afterwards. */
export async function withEngine<T>(bench: Bench, work: (engine: BenchEngine) => Promise<T>): Promise<T> {
  const child = engineLauncher(forkProgram, engineEntry(bench)).launch();
  const words: string[] = [];
  child.onStderr((text) => words.push(text));
  const connection = connect(engineContract, child.port);
  try {
    return await work({ ...connection, pid: child.pid! });
  } catch (thrown) {
    throw new Error(`the engine process failed; its last words: ${words.join('').slice(-500)}`, {
      cause: thrown,
    });
  } finally {
    child.kill();
    await connection.closed;
  }
}

/** A sample prompt that ships with the studio. */
export function samplePrompt(resourcesDir: string): PromptAudio {
  const { sampleRateHz, channels } = readWav(readFileSync(join(resourcesDir, 'samples/sample-a.wav')));
  return {
    sampleRateHz,
    samples: channels[0]!,
    transcript: 'Good morning, and welcome to the studio. This is a low voice, made by a computer.',
  };
}
