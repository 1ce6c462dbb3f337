import type { WebSocket } from '@fastify/websocket';
import { CONGESTED_BYTES, createCongestion } from '#contract/congestion';
import { decodeFrame, encodeFrame } from '#contract/frame';
import type { Port } from '#contract/port';
import { createPortEnd } from '#contract/port-end';

/** Ten minutes of 48 kHz stereo float samples are 230 MB: the longest recording fits, nothing absurd does. */
export const MAX_MESSAGE_BYTES = 256 * 2 ** 20;

/** The longest answer and some more: who lets this wait is gone. */
const MAX_UNSENT_BYTES = MAX_MESSAGE_BYTES + 2 * CONGESTED_BYTES;

const PING_EVERY_MS = 30_000;

/** Close code for a host that ends (RFC 6455). */
export const GOING_AWAY = 1001;
/** Close code for an end that could not keep up. */
const TRY_AGAIN = 1013;

/** A WebSocket as a port: one binary frame a message. A peer that misses a ping or sends no frame is hung up. */
export function webSocketPort(socket: WebSocket): Port {
  const congestion = createCongestion();
  // what it shows has gaps now: it connects again and loads everything anew
  const written = () => {
    if (congestion.isOver(socket.bufferedAmount)) socket.close(TRY_AGAIN, 'events were missed');
  };
  const end = createPortEnd({
    send: (message, lossy = false) => {
      if (lossy && !congestion.admits(socket.bufferedAmount)) return;
      socket.send(encodeFrame(message), written);
      if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate();
    },
    hangUp: () => socket.close(GOING_AWAY, 'the studio closed'),
  });
  let alive = true;
  const pinging = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, PING_EVERY_MS);
  pinging.unref();

  socket.on('pong', () => {
    alive = true;
  });
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    try {
      if (!isBinary) throw new TypeError('text');
      // Buffer.slice shares its pool where Uint8Array.slice copies, and the frame's reader relies on the copy
      end.deliver(decodeFrame(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
    } catch {
      socket.close(1003, 'not a frame of this studio');
    }
  });
  // ws reports protocol violations here and then closes; without a listener they would end the process
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(pinging);
    end.broken();
  });
  return end.port;
}
