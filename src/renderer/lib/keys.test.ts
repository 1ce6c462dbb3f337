// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { keyCommand, listenForKeys, placeOf, type KeyCommand } from './keys';

const nowhere = { typing: false, onControl: false, overlay: false };
const press = (key: string, more: Partial<KeyboardEventInit> = {}) =>
  new KeyboardEvent('keydown', { key, ...more });

describe('keys', () => {
  test.each([
    ['d', {}, { name: 'dice' }],
    ['D', {}, { name: 'dice' }],
    ['3', {}, { name: 'play', number: 3 }],
    ['a', {}, { name: 'compare', slot: 'a' }],
    ['/', {}, { name: 'search' }],
    [' ', {}, { name: 'toggle-sound' }],
    ['?', { shiftKey: true }, { name: 'help' }],
    ['Escape', {}, { name: 'cancel' }],
    ['Enter', { ctrlKey: true }, { name: 'generate' }],
    ['Enter', { metaKey: true }, { name: 'generate' }],
    ['k', { ctrlKey: true }, { name: 'palette' }],
    ['`', { ctrlKey: true }, { name: 'dock' }],
    ['z', { ctrlKey: true }, { name: 'undo' }],
    ['Z', { metaKey: true, shiftKey: true }, { name: 'redo' }],
    ['y', { ctrlKey: true }, { name: 'redo' }],
  ] as const)('%s %o asks for %o', (key, more, command) => {
    expect(keyCommand(press(key, more), nowhere)).toEqual(command);
  });

  test.each(['d', '3', 'a', '/', '?', ' '])('%s is a letter while typing', (key) => {
    expect(keyCommand(press(key), { ...nowhere, typing: true })).toBeUndefined();
  });

  test('Ctrl+Enter and Escape work while typing', () => {
    const typing = { ...nowhere, typing: true };
    expect(keyCommand(press('Enter', { ctrlKey: true }), typing)?.name).toBe('generate');
    expect(keyCommand(press('Escape'), typing)?.name).toBe('cancel');
  });

  test('a field takes back its own letters', () => {
    expect(keyCommand(press('z', { ctrlKey: true }), { ...nowhere, typing: true })).toBeUndefined();
  });

  test('Escape closes an open menu before it cancels a take', () => {
    expect(keyCommand(press('Escape'), { ...nowhere, overlay: true })).toBeUndefined();
  });

  test('nothing fires in the middle of composing a Chinese word', () => {
    expect(keyCommand(press('Escape', { isComposing: true }), nowhere)).toBeUndefined();
    expect(keyCommand(press('Enter', { ctrlKey: true, isComposing: true }), nowhere)).toBeUndefined();
  });

  test('Space on a button stays with the button', () => {
    expect(keyCommand(press(' '), { ...nowhere, onControl: true })).toBeUndefined();
  });

  test('browser shortcuts with the same letter stay with the browser', () => {
    expect(keyCommand(press('d', { ctrlKey: true }), nowhere)).toBeUndefined();
    expect(keyCommand(press('a', { metaKey: true }), nowhere)).toBeUndefined();
  });
});

describe('where a key is pressed', () => {
  test('is told by the element', () => {
    document.body.innerHTML =
      '<textarea></textarea><button><span></span></button><input type="range"><p></p>';
    expect(placeOf(document.querySelector('textarea'), document).typing).toBe(true);
    expect(placeOf(document.querySelector('span'), document)).toEqual({
      typing: false,
      onControl: true,
      overlay: false,
    });
    expect(placeOf(document.querySelector('input'), document).typing).toBe(false);
    expect(placeOf(document.querySelector('p'), document)).toEqual(nowhere);
  });

  test('decides what is heard, until one stops listening', () => {
    document.body.innerHTML = '<textarea></textarea><p></p>';
    const heard: KeyCommand[] = [];
    const stop = listenForKeys(window, (command) => heard.push(command));
    const at = (selector: string) =>
      document
        .querySelector(selector)
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true }));
    at('textarea');
    at('p');
    stop();
    at('p');
    expect(heard).toEqual([{ name: 'dice' }]);
  });
});
