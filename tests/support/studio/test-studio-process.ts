import { createStudio } from '#studio/studio';
import { tone } from './test-engine';
import { memoryEngine } from './test-launchers';

/** For tests: a whole studio as a process of its own, busy until it is killed: `node script HOME RESOURCES`. */
const [home = '', resourcesDir = ''] = process.argv.slice(2);
const studio = await createStudio({
  home,
  resourcesDir,
  version: '1.2.3',
  host: 'test',
  engine: memoryEngine,
});
const { api } = studio;
process.send?.('open');
for (let n = 0; ; n++) {
  const recording = await api.addRecording({
    name: `recording ${n}`,
    sampleRateHz: 24_000,
    channels: [tone(3 * 24_000 + n, 120)],
    format: 'microphone',
  });
  const span = { startSec: 0, endSec: 4 };
  const voice = await api.saveVoice({
    recordingId: recording.id,
    ...span,
    name: `voice ${process.pid} ${n}`,
    transcript: '',
  });
  const take = await api.startTake({ text: `Take number ${n}`, voiceId: voice.id, seed: n + 1 });
  await api.renameVoice({ voiceId: voice.id, name: `renamed ${process.pid} ${n}` });
  if (n % 3 === 0) await api.deleteTake({ takeId: take.id });
  process.send?.(n);
}
