import { expect, test } from 'vitest';
import { formatOfFile } from './export-format';
import { numberInRange } from './options';

test.each([
  ['x.mp3', undefined, 'mp3'],
  ['x.MP3', undefined, 'mp3'],
  ['a.b/x.flac', 'flac', 'flac'],
  ['/dev/null', undefined, undefined],
  ['x.dat', 'opus', 'opus'],
] as const)('%s with --format %s is %s', (file, asked, format) => {
  expect(formatOfFile(file, asked)).toBe(format);
});

test.each([
  ['y.wav', 'mp3', { why: 'format-contradicts', format: 'mp3', ending: 'wav' }],
  ['y.ogg', undefined, { why: 'no-export-format', ending: 'ogg' }],
] as const)('%s with --format %s is refused with words', (file, asked, values) => {
  expect(() => formatOfFile(file, asked)).toThrow(
    expect.objectContaining({ code: 'usage', values: expect.objectContaining(values) as object }),
  );
});

test.each(['999', '31', '128.5', 'NaN', ''])('--bitrate %s is refused with the range', (text) => {
  const refused = () => numberInRange('--bitrate', text, { min: 32, max: 320, whole: true });
  expect(refused).toThrow(expect.objectContaining({ code: 'usage' }));
  if (Number.isFinite(Number(text)) && text !== '') expect(refused).toThrow(/out-of-range .* 32 320/);
});
