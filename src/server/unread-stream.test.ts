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

type Server = Awaited<ReturnType<typeof startServer>>;

async function openWindow(server: Server) {
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
  return { ...connect(studioContract, wire.port), items: wire.items };
}

test('of two windows that play a take while it is made, the one that stops reading costs a few chunks, holds up nobody, and hears all of it later', async () => {
  const home = await mkdtemp(join(tmpdir(), 'server-test-'));
  const rendererDir = join(home, 'renderer');
  await mkdir(rendererDir);
  await writeFile(join(rendererDir, 'index.html'), '<title>studio</title>');
  const server = await startServer({
    ...{ home: join(home, 'data'), engine: memoryEngine, rendererDir, onLinkUsed: () => undefined },
  });
  const [reader, sleeper] = [await openWindow(server), await openWindow(server)];
  const { api } = reader;
  const recording = await api.addRecording({
    ...{ name: 'microphone', sampleRateHz: 24_000, channels: [tone(4 * 24_000, 120)], format: 'microphone' },
  });
  const { id: voiceId } = await api.saveVoice({
    ...{ recordingId: recording.id, startSec: 0.2, endSec: 3.4, name: 'Anna', transcript: 'hello' },
  });
  const text = Array.from({ length: 20 }, (_, at) => `line ${at} has words for two or three seconds`).join(
    '\n',
  );
  const { id: takeId } = await api.startTake({ voiceId, text, seed: 7 });
  const unread = sleeper.api.listenTake({ takeId });
  const late = new SpeechCollector();
  for (let item = 0; item < 3; item++) {
    const step = await unread.next();
    if (step.done) throw new Error('It is over before it was heard.');
    late.add(step.value);
  }
  // the other one reads to the end meanwhile: more than thirty seconds of sound in far more items
  const heard = new SpeechCollector();
  expect((await readItems(api.listenTake({ takeId }), heard.add)).state).toBe('done');
  expect(reader.items()).toBeGreaterThan(5 * READ_AHEAD);
  expect(sleeper.items()).toBeLessThanOrEqual(3 + READ_AHEAD);

  expect((await readItems(unread, late.add)).state).toBe('done');
  const { samples } = heard.audio();
  expect(samples.length).toBeGreaterThan(30 * SPEECH_RATE_HZ);
  const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
    Buffer.from(buffer, byteOffset, byteLength);
  const kept = bytesOf((await api.getTakeAudio({ takeId })).samples);
  expect(kept.equals(bytesOf(samples))).toBe(true);
  expect(kept.equals(bytesOf(late.audio().samples))).toBe(true);
  await server.close();
  await rm(home, { recursive: true, force: true });
});
