import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { errorCodes, StudioError, type ErrorCode } from '#contract/errors';
import { outOfMemory } from '#contract/out-of-memory';
import type { CodeWords } from './code-words';
import { errorWords } from './error-words';
import { languageTags, wordsOf } from './index';

/** Functions that make an error of a reason: the codes that it may have, and the place of the reason. */
const makers: Readonly<Record<string, { readonly codes: readonly ErrorCode[]; readonly at: number }>> = {
  usageError: { codes: ['usage'], at: 0 },
  checkpointError: { codes: ['checkpoint-unreadable', 'checkpoint-unsupported'], at: 1 },
};
/** Those that take the reason among the values, each with a code of its own. */
const makersOfValues = new Set(['mismatch', 'outOfMemory']);

interface Thrown {
  readonly at: string;
  readonly codes: readonly string[];
  readonly prose: boolean;
  /** Names of its values; undefined when they are not all written there. */
  readonly names: readonly string[] | undefined;
  readonly whys: readonly string[];
}

const quoted = (text: string) => [...text.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);
const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.|testing/.test(file),
);
const thrown = files.flatMap((file) => thrownIn(join('src', file)));

function thrownIn(file: string): Thrown[] {
  const text = readFileSync(file, 'utf8');
  if (!/Error\(|mismatch\(|outOfMemory\(/.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Thrown[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'StudioError') {
      const [code, values] = node.arguments ?? [];
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const codes = code && ts.isStringLiteral(code) ? [code.text] : [];
      found.push({ at: `${file}:${line}`, codes, ...readValues(values) });
    }
    const maker = ts.isCallExpression(node) ? makers[node.expression.getText()] : undefined;
    if (ts.isCallExpression(node) && maker) {
      const [why, values] = node.arguments.slice(maker.at);
      const whys = why ? quoted(why.getText()) : [];
      if (whys.length > 0) found.push({ ...readValues(values), at: file, codes: maker.codes, whys });
    }
    if (ts.isCallExpression(node) && makersOfValues.has(node.expression.getText()))
      found.push({ ...readValues(node.arguments[0]), at: file, codes: [], names: undefined });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function readValues(node: ts.Expression | undefined): Pick<Thrown, 'prose' | 'names' | 'whys'> {
  if (!node) return { prose: false, names: [], whys: [] };
  if (!ts.isObjectLiteralExpression(node))
    return { prose: ts.isStringLiteral(node) || /^[`(]/.test(node.getText()), names: undefined, whys: [] };
  const named = node.properties.flatMap((each) =>
    each.name && !ts.isComputedPropertyName(each.name)
      ? [{ name: each.name.getText(), text: each.getText() }]
      : [],
  );
  const why = named.find(({ name }) => name === 'why')?.text ?? '';
  return {
    prose: false,
    names: named.length < node.properties.length ? undefined : named.map(({ name }) => name),
    whys: quoted(why),
  };
}

const saysIt = (template: string, names: readonly string[]) =>
  template
    .split('\n')
    .some((line) => [...line.matchAll(/\{\{(\w+)\}\}/g)].every(([, name = '']) => names.includes(name)));

describe.each(languageTags)('the words for an error in %s', (language) => {
  const codes: Readonly<Record<ErrorCode, CodeWords>> = wordsOf(language).errors.codes;

  test('exist for every code, and leave no gap where values are missing', () => {
    for (const code of errorCodes) {
      const words = errorWords(new StudioError(code), language);
      for (const each of Object.values(words)) expect(each, code).toMatch(/^[^{]+$/);
    }
  });

  test('say every reason that is given where an error is thrown', () => {
    const missing = thrown.flatMap(({ at, codes: [...its], whys }) =>
      whys
        .filter(
          (why) => !(its.length > 0 ? its : errorCodes).some((code) => codes[code as ErrorCode].why?.[why]),
        )
        .map((why) => `${at} ${its.join()} ${why}`),
    );
    expect(missing).toEqual([]);
  });

  test('have a sentence for the values of every error that is thrown', () => {
    const silent = thrown.filter(({ codes: [code, ...others], names, whys }) => {
      if (!names || code === undefined || others.length > 0) return false;
      const { detail, why } = codes[code as ErrorCode];
      return (whys.length === 0 ? [undefined] : whys).some(
        (one) => !saysIt(why?.[one ?? '']?.detail ?? detail, names),
      );
    });
    expect(silent.map(({ at, codes: [code] }) => `${at} ${code}`)).toEqual([]);
  });
});

test('an error brings a code and values, no words', () => {
  expect(thrown.filter(({ prose }) => prose).map(({ at }) => at)).toEqual([]);
});

test('numbers are said in the language of the reader, and bytes in units that people read', () => {
  const short = new StudioError('prompt-too-short', { speechSec: 1.8, minSec: 3 });
  expect(errorWords(short, 'zh-CN').detail).toBe('参考音频只有 1.8 秒语音，至少需要 3 秒。');
  const memory = new StudioError('out-of-memory', { neededBytes: 512_000_000 });
  expect(errorWords(memory, 'zh-CN').detail).toBe('申请 512 MB 失败。');
  const load = outOfMemory(
    { why: 'load', role: 'flow_estimator' },
    { neededBytes: 512 * 2 ** 20 },
    undefined,
  );
  // the line that people search for
  expect(errorWords(load, 'en').detail).toBe(
    'Memory ran out while trying to load flow_estimator: 512 MiB were asked for and not available.',
  );
});

test('a reason has its own words, and the code those that it leaves out', () => {
  const deleted = new StudioError('take-not-found', { why: 'deleted', takeId: 't1' });
  expect(errorWords(deleted, 'en')).toMatchObject({
    detail: 'The take t1 was deleted.',
    repair: 'Restore it first.',
  });
  expect(errorWords(new StudioError('cancelled', { why: 'closing' }), 'en')).toMatchObject({
    title: 'Cancelled',
    detail: 'The studio is closing.',
    repair: 'Start it again when you like.',
  });
});
