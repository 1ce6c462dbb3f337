import { join } from 'node:path';
import { StudioError } from '#contract/errors';
import { createStudio } from '#studio/studio';
import { memoryEngine } from './test-launchers';

/**
 * For tests: opens a data folder, looks at all of it and closes it, as a process of its own, since what waits for a pipe
 * cannot be called back: `node script HOME RESOURCES`. Says the codes of what went wrong, in order.
 */
const [home = '', resourcesDir = ''] = process.argv.slice(2);
const codes: string[] = [];
const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work();
  } catch (thrown) {
    codes.push(StudioError.from(thrown).code);
    return undefined;
  }
};

const studio = await attempt(() =>
  createStudio({ home, resourcesDir, version: '1.2.3', host: 'test', engine: memoryEngine }),
);
if (studio) {
  const { api } = studio;
  await attempt(async () => {
    for (const { id } of (await api.listVoices()).voices)
      await attempt(() => api.getVoiceAudio({ voiceId: id }));
  });
  await attempt(async () => {
    for (const { id } of await api.listTakes({ limit: 50 }))
      await attempt(() => api.getTakeAudio({ takeId: id }));
  });
  await attempt(() => api.readLog({ limit: 500 }));
  await attempt(() => api.listPacks());
  await attempt(() => api.getMachine());
  await attempt(() => api.getDisk());
  await attempt(() => api.repairLibrary());
  await attempt(() => studio.backup(join(home, '..', 'all.cvbackup'), true));
  await attempt(() => studio.close());
}
process.send?.(codes);
process.disconnect();
