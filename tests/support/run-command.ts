import { vi } from 'vitest';
import { createProgram, exitCodeOf } from '../../src/cli/program';

const codeLeft = () => Number(process.exitCode ?? 0);

export interface RunCommand {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** For tests: a command as the program runs it, in this process. */
export async function runCommand(call: readonly string[], json: boolean): Promise<RunCommand> {
  const told = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      told[stream] += String(text);
      return true;
    });
  process.exitCode = undefined;
  let code: number;
  try {
    await createProgram({ json }).parseAsync([...call, ...(json ? ['--json'] : [])], { from: 'user' });
    code = codeLeft();
  } catch (thrown) {
    code = exitCodeOf(thrown, { json });
  } finally {
    process.exitCode = undefined;
    vi.restoreAllMocks();
  }
  return { ...told, code };
}
