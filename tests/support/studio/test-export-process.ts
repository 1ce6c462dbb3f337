import { readItems } from '#contract/item-stream';
import { writeProgramme } from '#engine/programme/write-programme';
import { createStudio } from '#studio/studio';
import { memoryEngine } from './test-launchers';

/** For tests: a command of its own that exports a script, says when the files are there, and then waits before they are whole. */
const [home = '', resourcesDir = '', projectId = '', folder = ''] = process.argv.slice(2);
const studio = await createStudio({
  ...{ home, resourcesDir, version: '1.2.3', host: 'cli', readOnly: true },
  engine: memoryEngine,
  writeProgramme: async (job, how) => {
    await writeProgramme(job, how);
    process.send?.('written');
    return new Promise(() => setInterval(() => undefined, 1000));
  },
});
const folderId = await studio.exportFolder(folder);
await readItems(
  studio.api.exportScript({ projectId, parts: ['joined', 'lines'], folderId }),
  () => undefined,
);
