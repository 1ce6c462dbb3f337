import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outsideArchive } from './outside-archive';

test('what an archive holds is looked for beside it, and all else where it is', () => {
  const installed = join('opt', 'studio', 'resources');
  expect(outsideArchive(join(installed, 'app.asar', 'resources', 'samples'))).toBe(
    join(installed, 'app.asar.unpacked', 'resources', 'samples'),
  );
  for (const path of [join('home', 'me', 'studio', 'resources'), join(installed, 'app.asar.unpacked', 'a')])
    expect(outsideArchive(path)).toBe(path);
});
