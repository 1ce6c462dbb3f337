import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultHome } from './folders';

test('a data folder that is named in part is the one below this working folder, from wherever it is looked at', () => {
  expect(defaultHome({ COSYVOICE_STUDIO_HOME: 'studio' })).toBe(join(process.cwd(), 'studio'));
});
