import { createStudio } from '#studio/studio';
import { memoryEngine } from './test-launchers';

/** For tests: a studio as a process of its own that makes one take, and says when six segments have come. */
const [home = '', resourcesDir = '', voiceId = '', text = ''] = process.argv.slice(2);
const studio = await createStudio({
  home,
  resourcesDir,
  version: '1.2.3',
  host: 'test',
  engine: memoryEngine,
});
studio.on('takeChanged', ({ segments }) => {
  if (segments.length === 6) process.send?.('six');
});
await studio.api.startTake({ voiceId, text, seed: 7 });
