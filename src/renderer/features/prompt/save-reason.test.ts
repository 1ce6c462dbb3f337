import { describe, expect, test } from 'vitest';
import { fakeReport } from '../../testing/fake-data';
import { freeName, saveReason } from './save-reason';

const good = { report: fakeReport(6), checking: false };

describe('a voice', () => {
  test('can be saved with a name and a usable selection', () => {
    expect(saveReason(' Anna ', ['Tom'], good)).toBeUndefined();
  });

  test('needs a name that is free and not too long', () => {
    expect(saveReason('   ', [], good)).toEqual({ code: 'name' });
    expect(saveReason('ANNA', ['Anna'], good)).toEqual({ code: 'nameTaken' });
    expect(saveReason('声'.repeat(81), [], good)).toEqual({ code: 'nameLong', n: 81, max: 80 });
  });

  test('waits for the check and for what blocks', () => {
    expect(saveReason('Anna', [], { ...good, checking: true })).toEqual({ code: 'checking' });
    expect(saveReason('Anna', [], { report: fakeReport(2), checking: false })).toEqual({ code: 'findings' });
  });
});

test('a suggested name that is taken gets a number', () => {
  expect(freeName('Mei', ['mei', 'Mei 2'])).toBe('Mei 3');
  expect(freeName('', ['a'])).toBe('');
});
