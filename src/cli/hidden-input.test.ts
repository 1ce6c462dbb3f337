import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { askHidden } from './hidden-input';

const SECRET = 'a-token-of-my-own-choice';

afterEach(() => vi.restoreAllMocks());

describe('a hidden question', () => {
  const ask = () => {
    const modes: boolean[] = [];
    const terminal = Object.assign(new PassThrough(), {
      isTTY: true,
      setRawMode: (raw: boolean) => modes.push(raw),
    });
    const shown = new PassThrough();
    const answer = askHidden('Token: ', terminal, shown);
    return { terminal, answer, modes, shown: () => String(shown.read()) };
  };

  test('shows nothing of what is typed, and gives the terminal back', async () => {
    const { terminal, answer, modes, shown } = ask();
    terminal.write(`${SECRET}x`);
    terminal.write('\x7f\r');
    expect(await answer).toBe(SECRET);
    expect(shown()).toBe('Token: \n');
    expect(modes).toEqual([true, false]);
  });

  test('takes one line of several that were pasted', async () => {
    const { terminal, answer, modes } = ask();
    terminal.write(`${SECRET}\nmore\n`);
    expect(await answer).toBe(SECRET);
    expect(modes).toEqual([true, false]);
  });

  test('is answered with nothing by Ctrl-D', async () => {
    const { terminal, answer, modes } = ask();
    terminal.write('\x04');
    expect(await answer).toBe('');
    expect(modes).toEqual([true, false]);
  });

  test('gives the terminal back before Ctrl-C ends the process', async () => {
    const { terminal, answer, modes, shown } = ask();
    const answered = vi.fn();
    void answer.then(answered);
    const modesAtEnd = new Promise((resolve) =>
      vi.spyOn(process, 'kill').mockImplementation((...signal) => {
        resolve([...modes, ...signal]);
        return true;
      }),
    );
    terminal.write(`${SECRET.slice(0, 5)}\x03`);
    expect(await modesAtEnd).toEqual([true, false, process.pid, 'SIGINT']);
    expect(shown()).toBe('Token: \n');
    expect(answered).not.toHaveBeenCalled();
  });
});
