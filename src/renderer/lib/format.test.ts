import { expect, test } from 'vitest';
import { formatDateTime, formatKiloHertz, formatTimeOfDay } from './format';

test('sample rates are said in kilohertz', () => {
  expect([44_100, 48_000, 22_050].map(formatKiloHertz)).toEqual(['44.1', '48', '22.1']);
});

test('dates name the year only when it is another one', () => {
  const now = new Date('2026-11-22T12:00:00');
  expect(formatDateTime('2026-11-20T08:05:00', 'en', now)).toBe('Nov 20, 08:05');
  expect(formatDateTime('2025-11-20T08:05:00', 'en', now)).toContain('2025');
});

test('the time of day keeps two digits a part', () => {
  expect(formatTimeOfDay(new Date(2026, 10, 22, 7, 4, 9))).toBe('07:04:09');
});
