import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readItems } from '#contract/item-stream';
import type { Port } from '#contract/port';
import { connect } from '#contract/rpc';
import { SPEECH_RATE_HZ } from '#contract/speech';
import { READ_AHEAD } from '#contract/stream-reader';
import { studioContract } from '#contract/studio-api';
import { SpeechCollector } from '#contract/whole-speech';
import { tone } from '../../tests/support/studio/test-engine';
import { memoryEngine } from '../../tests/support/studio/test-launchers';
import { startServer } from './server';
import { webSocketPort } from './websocket-port';

type Socket = Parameters<typeof webSocketPort>[0];

/** A port that counts the items of streams that come through it. */
function counting(port: Port) {
  let items = 0;
  port.onMessage((message) => {
    if ((message as { kind?: unknown }).kind === 'item') items++;
  });
  return { port, items: () => items };
}

test('a window of the server that stops reading a take costs a few chunks, and hears all of it later', async () => {
  const home = await mkdtemp(join(tmpdir(), 'server-test-'));
  const rendererDir = join(home, 'renderer');
  await mkdir(rendererDir);
  await writeFile(join(rendererDir, 'index.html'), '<title>studio</title>');
  const server = await startServer({
    ...{ home: join(home, 'data'), engine: memoryEngine, rendererDir, onLinkUsed: () => undefined },
  });
  const link = await fetch(server.link(), { redirect: 'manual' });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- one class, typed twice: ESM and CommonJS
  const socket: Socket = new WebSocket(`${server.url.replace('http', 'ws')}studio`, {
    headers: {
      cookie: link.headers.get('set-cookie')?.split(';')[0] ?? '',
      origin: server.url.replace(/\/$/, ''),
    },
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const wire = counting(webSocketPort(socket));
  const { api, on } = connect(studioContract, wire.port);

  const recording = await api.addRecording({
    ...{ name: 'microphone', sampleRateHz: 24_000, channels: [tone(4 * 24_000, 120)], format: 'microphone' },
  });
  const { id: voiceId } = await api.saveVoice({
    ...{ recordingId: recording.id, startSec: 0.2, endSec: 3.4, name: 'Anna', transcript: 'hello' },
  });
  const text = Array.from({ length: 20 }, (_, at) => `line ${at} has words for two or three seconds`).join(
    '\n',
  );
  const done = new Promise<void>((resolve) =>
    on('takeChanged', ({ state }) => {
      if (state === 'done') resolve();
    }),
  );
  const { id: takeId } = await api.startTake({ voiceId, text, seed: 7 });
  const unread = api.listenTake({ takeId });
  const heard = new SpeechCollector();
  for (let item = 0; item < 3; item++) {
    const step = await unread.next();
    if (step.done) throw new Error('It is over before it was heard.');
    heard.add(step.value);
  }
  // the take is made to its end meanwhile: forty seconds of it
  await done;
  expect(wire.items()).toBeLessThanOrEqual(3 + READ_AHEAD);

  expect((await readItems(unread, heard.add)).state).toBe('done');
  const { samples } = heard.audio();
  expect(samples.length).toBeGreaterThan(30 * SPEECH_RATE_HZ);
  expect(samples).toEqual((await api.getTakeAudio({ takeId })).samples);
  await server.close();
  await rm(home, { recursive: true, force: true });
});
