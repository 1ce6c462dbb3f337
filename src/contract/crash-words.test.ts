import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { reasonLine } from './crash-words';

/** What Node writes of a program that ends by itself. */
function written(program: string): string {
  try {
    execFileSync(process.execPath, ['-e', program], { stdio: ['ignore', 'ignore', 'pipe'] });
    return '';
  } catch (thrown) {
    return String((thrown as { stderr: Buffer }).stderr);
  }
}

test.each([
  ['an error', "throw new Error('the driver is too old')", 'Error: the driver is too old'],
  ['one of a kind', 'null.provider', /^TypeError: Cannot read properties of null/],
  ['one with a code', "require('/nowhere/at/all')", /^Error: Cannot find module/],
  ['a rejection', "Promise.reject(new RangeError('no card'))", 'RangeError: no card'],
  ['one with a cause', "throw new Error('outer', { cause: new Error('inner') })", /outer|inner/],
])('a Node program that ends by %s says it in one line', (_, program, reason) => {
  const text = written(program);
  expect(text).toMatch(/Node\.js v\d/);
  if (typeof reason === 'string') expect(reasonLine(text)).toBe(reason);
  else expect(reasonLine(text)).toMatch(reason);
});

test.each([
  ['a\nlibcudart.so.12: cannot open shared object file\nNode.js v20.19.5\n', /^libcudart/],
  [
    "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc\n",
    'what():  std::bad_alloc',
  ],
  [
    'FATAL ERROR: Reached heap limit\n----- Native stack trace -----\n 1: 0xb7a940 node::Abort()\n',
    /heap limit/,
  ],
  ['loading\nthe end\n', 'the end'],
])('%j', (text, reason) => {
  if (typeof reason === 'string') expect(reasonLine(text)).toBe(reason);
  else expect(reasonLine(text)).toMatch(reason);
});

test.each(['', '\n \n', 'Node.js v20.19.5\n', '    at main (a.js:1:2)\n\nNode.js v24.0.0\n'])(
  '%j gives no reason',
  (text) => expect(reasonLine(text)).toBeUndefined(),
);
