import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readModelFile } from './model-file';
import { openOnCpu } from './session';

const folder = resolve(import.meta.dirname, '../../../resources/draft-voices');
const graphs = readdirSync(folder).filter((name) => name.endsWith('.onnx'));

test.each(graphs)('%s, which ships with the studio, opens with the options of a session', async (name) => {
  const model = readModelFile(join(folder, name));
  const session = await openOnCpu({
    ...{ role: name, model, providers: [], optimizationLevel: 'all', memoryPattern: false },
  });
  expect(session.provider).toBe('cpu');
  await session.release();
});
