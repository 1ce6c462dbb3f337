import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Asks a terminal for one line that it does not show. Ctrl-C ends the process as it always does, with the terminal as it was.
 * @returns the line without its end; empty after Ctrl-D
 */
export function askHidden(
  question: string,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<string> {
  output.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const editor = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  return new Promise((resolve) => {
    const end = (line: string) => {
      editor.removeAllListeners('close');
      editor.close();
      output.write('\n');
      resolve(line);
    };
    editor.once('line', end);
    editor.once('close', () => end(''));
    editor.once('SIGINT', () => {
      editor.removeAllListeners('close');
      editor.close();
      output.write('\n');
      // the terminal sent no signal for the key, as its raw mode leaves keys to the reader
      process.kill(process.pid, 'SIGINT');
    });
  });
}
