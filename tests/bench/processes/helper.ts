import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** @returns a running helper process that has said it is ready */
export async function startHelper(entry: string): Promise<ChildProcess> {
  const child = fork(entry, [], { serialization: 'advanced', execArgv: [] });
  await once(child, 'message');
  return child;
}

/** Sends one message and waits for the answer. */
export async function ask(child: ChildProcess, message: string | object): Promise<unknown> {
  const answer = once(child, 'message');
  child.send(message);
  return (await answer)[0] as unknown;
}
