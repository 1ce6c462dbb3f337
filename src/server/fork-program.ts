import { fork } from 'node:child_process';
import { createPortEnd } from '#contract/port-end';
import type { Programs, StartProgram } from '#studio/programs/programs';
import { paths } from './paths';

type Exit = [code: number | null, signal: string | null];

/** How long the last words may take to drain once the process is gone; a grandchild may hold the pipe open. */
const LAST_WORDS_MS = 200;

/** Runs a program as a child process of Node; typed arrays cross as structured clones. */
export const forkProgram: StartProgram = ({ entry, env }) => {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // a debugger or a loader of the host is not the program's
    execArgv: [],
    env,
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  const end = createPortEnd({
    // a message to a process that just died is not an error here: onExit tells the supervisor
    send: (message) => child.connected && child.send(message as object, () => undefined),
    hangUp: () => child.connected && child.disconnect(),
  });
  child.on('message', (message) => end.deliver(message));
  child.on('disconnect', () => end.broken());

  let exit: Exit | undefined;
  const exitListeners = new Set<(...exit: Exit) => void>();
  const tellExit = (...how: Exit) => {
    if (exit) return;
    exit = how;
    process.off('exit', kill);
    end.broken();
    for (const listener of [...exitListeners]) listener(...how);
  };
  child.once('close', tellExit);
  child.once('exit', (code, signal) => setTimeout(() => tellExit(code, signal), LAST_WORDS_MS));
  // a process that could not be started has no exit
  child.once('error', () => {
    if (child.pid === undefined) tellExit(null, null);
  });

  const words = [child.stdout?.setEncoding('utf8'), child.stderr?.setEncoding('utf8')];
  return {
    port: end.port,
    ...(child.pid === undefined ? {} : { pid: child.pid }),
    onStderr: (listener) => {
      words.forEach((stream) => stream?.on('data', listener));
      return () => words.forEach((stream) => stream?.off('data', listener));
    },
    onExit: (listener) => {
      if (exit) listener(...exit);
      else exitListeners.add(listener);
      return () => exitListeners.delete(listener);
    },
    kill,
  };
};

/** The programs of this installation. */
export const forkedPrograms: Programs = { start: forkProgram, helperEntry: paths.helperEntry };
