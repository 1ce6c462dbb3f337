import { describe, expect, test } from 'vitest';
import { isOwn } from './own-origin';

const origin = 'app://studio';

describe('an address of the application', () => {
  test.each(['app://studio', 'app://studio/', 'app://studio/index.html?a#b', 'app://studio/../x'])(
    '%s is one',
    (address) => expect(isOwn(address, origin)).toBe(true),
  );

  const hosts = [
    'studio.example.com',
    'studio:8080',
    'studioo',
    'example.com',
    'evil@studio',
    'studio@evil',
    '',
  ];
  const schemes = [
    'app',
    'https',
    'http',
    'file',
    'data',
    'javascript',
    'blob',
    'about',
    'view-source',
    'APP2',
  ];
  test('nothing that only looks like one is', () => {
    for (const scheme of schemes)
      for (const host of scheme === 'app' ? hosts : [...hosts, 'studio'])
        for (const form of [`${scheme}://${host}/`, `${scheme}:${host}`, `${scheme}:///${host}`])
          expect(isOwn(form, origin), form).toBe(false);
    for (const text of ['', 'studio', '//studio/', 'app:', ' ', '\0', 'null'])
      expect(isOwn(text, origin), text).toBe(false);
  });

  test('the development server is one only by its own scheme, name and port', () => {
    const dev = 'http://localhost:5173';
    expect(isOwn('http://localhost:5173/@vite/client', dev)).toBe(true);
    for (const other of ['https://localhost:5173/', 'http://localhost:5174/', 'http://127.0.0.1:5173/'])
      expect(isOwn(other, dev), other).toBe(false);
  });
});
