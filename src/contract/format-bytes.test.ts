import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes';

test('bytes have one decimal only below ten', () => {
  expect([0, 999, 1400, 312_000_000, 48_000_000_000].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.4 kB',
    '312 MB',
    '48 GB',
  ]);
});
