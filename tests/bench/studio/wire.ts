import { once } from 'node:events';
import websocket from '@fastify/websocket';
import fastify from 'fastify';
import { WebSocket } from 'ws';
import { decodeFrame, encodeFrame } from '#contract/frame';
import { MAX_MESSAGE_BYTES, webSocketPort } from '#server/websocket-port';
import { median } from '../../../src/cli/bench/statistics';
import { ratio, type Bench, type Measurement } from '../benchmark';
import { ask, startHelper } from '../processes/helper';
import { interleaved, timed } from '../rounds';

const AUDIO_SEC = 10;
const TRIPS = 5;

/** What ten seconds of a take cost on their way there and back, over both kinds of wire. */
export async function wireCost({ rounds, entries }: Bench): Promise<Measurement[]> {
  const samples = new Float32Array(AUDIO_SEC * 24_000).map((_, i) => Math.sin(i * 0.01));
  const message = { kind: 'answer', id: 1, output: { sampleRateHz: 24_000, samples } };
  const helper = await startHelper(entries.echo);
  const socket = await socketPair();
  try {
    const { fork, webSocket, frame, copy } = await interleaved(rounds, {
      fork: () =>
        timed(async () => {
          for (let i = 0; i < TRIPS; i++) await ask(helper, message);
        }, TRIPS),
      webSocket: () =>
        timed(async () => {
          for (let i = 0; i < TRIPS; i++) await socket.trip(message);
        }, TRIPS),
      frame: () =>
        timed(() => {
          for (let i = 0; i < TRIPS; i++) decodeFrame(encodeFrame(message));
        }, TRIPS),
      copy: () =>
        timed(() => {
          for (let i = 0; i < TRIPS; i++) samples.slice();
        }, TRIPS),
    });
    const audioMs = fork.map(() => AUDIO_SEC * 1000);
    return [
      ratio(`${AUDIO_SEC} s of audio to a child process and back: time / audio`, fork, audioMs, {
        detail: `${median(fork).toFixed(1)} ms`,
      }),
      ratio(`${AUDIO_SEC} s of audio over a WebSocket and back: time / audio`, webSocket, audioMs, {
        detail: `${median(webSocket).toFixed(1)} ms, both ends in one process`,
      }),
      ratio('writing and reading a frame / copying its samples', frame, copy, {
        detail: `${median(frame).toFixed(2)} / ${median(copy).toFixed(2)} ms; a frame needs two copies`,
      }),
    ];
  } finally {
    helper.disconnect();
    await socket.close();
  }
}

/** A real server on the loopback that echoes through the studio's port, and a client that reads and writes frames. */
async function socketPair(): Promise<{
  trip: (message: unknown) => Promise<unknown>;
  close: () => Promise<void>;
}> {
  const server = fastify();
  await server.register(websocket, { options: { maxPayload: MAX_MESSAGE_BYTES } });
  server.get('/', { websocket: true }, (socket) => {
    const port = webSocketPort(socket);
    port.onMessage((message) => port.post(message));
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const client = new WebSocket(address.replace('http', 'ws'));
  await once(client, 'open');
  return {
    trip: async (message) => {
      const answer = once(client, 'message');
      client.send(encodeFrame(message));
      const [data] = (await answer) as [Buffer];
      return decodeFrame(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    },
    close: async () => {
      client.terminate();
      await server.close();
    },
  };
}
