import { describe, expect, test } from 'vitest';
import { createScope } from './scope';

describe('a scope', () => {
  test('frees what it owns, last first, and only once', () => {
    const freed: string[] = [];
    const scope = createScope();
    scope.own(() => freed.push('stream'));
    scope.own(() => freed.push('node'));
    scope.dispose();
    scope.dispose();
    expect(freed).toEqual(['node', 'stream']);
  });

  test('frees at once what arrives after the end', () => {
    const freed: string[] = [];
    const scope = createScope();
    scope.dispose();
    scope.own(() => freed.push('late stream'));
    expect(freed).toEqual(['late stream']);
    expect(scope.disposed).toBe(true);
  });

  test('stops listening', () => {
    const target = new EventTarget();
    const scope = createScope();
    let heard = 0;
    scope.listen(target, 'ended', () => heard++);
    target.dispatchEvent(new Event('ended'));
    scope.dispose();
    target.dispatchEvent(new Event('ended'));
    expect(heard).toBe(1);
  });
});
