import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { isFileName } from '#contract/file-names';
import { inside, insideByPath } from './inside';
import { mulberry32 } from '#audio/mulberry32';

const FOLDER = join('data', 'models');

test.each([
  ['', '.', '..', '...', ' ', 'x.', 'x '],
  ['../x', 'a/b', '/etc', '\\\\host\\share', 'C:', 'C:x', 'a\\b', 'file:stream'],
  ['x\0', 'x\n', '\u0085', '\ud800', 'a\udc00b'],
  ['con', 'NUL.txt', 'Com1', 'lpt².wav', 'aux .wav', 'conin$'],
  ['n'.repeat(256), '名'.repeat(86)],
])('refuses what is no name on some system: %j', (...names) => {
  for (const name of names) {
    expect(() => inside(FOLDER, name), JSON.stringify(name)).toThrow(
      expect.objectContaining({ code: 'file-name-invalid' }),
    );
    expect(() => inside(FOLDER, 'a', name), JSON.stringify(name)).toThrow();
  }
});

test.each(['take.wav', '名'.repeat(85), '.hidden', 'a b (2)', 'console', 'cosyvoice3-int4', '__proto__'])(
  'joins a plain name: %s',
  (name) => {
    expect(inside(FOLDER, name)).toBe(join(FOLDER, name));
  },
);

test('joins a relative path part by part', () => {
  expect(insideByPath(FOLDER, 'onnx/llm.onnx')).toBe(join(FOLDER, 'onnx', 'llm.onnx'));
  for (const path of ['', '/', 'onnx/', '/onnx', 'onnx//llm', 'onnx/../llm', './llm'])
    expect(() => insideByPath(FOLDER, path), path).toThrow();
});

test('nothing of ten thousand random names leaves the folder', () => {
  const random = mulberry32(20_261_130);
  const alphabet = ['.', '..', '/', '\\', ':', '\0', ' ', 'a', 'é', '名', '~', '%2e', '\ud83d', 'nul', '-'];
  const pick = () => alphabet[Math.floor(random() * alphabet.length)]!;
  let joined = 0;
  for (let turn = 0; turn < 10_000; turn++) {
    const name = Array.from({ length: Math.floor(random() * 6) }, pick).join('');
    if (!isFileName(name)) continue;
    joined++;
    expect(relative(FOLDER, inside(FOLDER, name))).toBe(name);
    expect(name).not.toMatch(/[/\\]|^\.\.?$/);
  }
  expect(joined).toBeGreaterThan(500);
});
