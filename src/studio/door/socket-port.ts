import type { Socket } from 'node:net';
import { CONGESTED_BYTES, createCongestion } from '#contract/congestion';
import { decodeFrame, encodeFrame } from '#contract/frame';
import type { Port } from '#contract/port';
import { createPortEnd } from '#contract/port-end';

/** The longest recording fits, nothing absurd does: as over a WebSocket. */
export const MOST_BYTES = 256 * 2 ** 20;

/** The longest answer and some more: who lets this wait is gone. */
const MOST_UNSENT_BYTES = MOST_BYTES + 2 * CONGESTED_BYTES;

/** How long an end that hangs up waits for the other to do so. */
const GOODBYE_MS = 250;

/**
 * A local socket as a port: each message is the length of its frame (uint32, little-endian) and the frame. Who sends what is
 * no frame, or a longer one than it may, is hung up; so is one that does not read its answers.
 * @param mostBytes of a frame, asked for each
 */
export function socketPort(socket: Socket, mostBytes: () => number = () => MOST_BYTES): Port {
  const congestion = createCongestion();
  const written = () => {
    // what it knows has gaps now
    if (congestion.isOver(socket.writableLength)) socket.destroy();
  };
  const end = createPortEnd({
    send: (message, lossy = false) => {
      if (lossy && !congestion.admits(socket.writableLength)) return;
      const frame = encodeFrame(message);
      const head = Buffer.alloc(4);
      head.writeUInt32LE(frame.length);
      socket.cork();
      socket.write(head);
      socket.write(frame, written);
      socket.uncork();
      if (socket.writableLength > MOST_UNSENT_BYTES) socket.destroy();
    },
    hangUp: () => {
      // what was said last arrives
      socket.end();
      setTimeout(() => socket.destroy(), GOODBYE_MS).unref();
    },
  });
  const read = frameReader(mostBytes, (frame) => end.deliver(decodeFrame(frame)));
  socket.on('data', (piece: Buffer) => {
    try {
      read(piece);
    } catch {
      socket.destroy();
    }
  });
  // the close that follows says enough
  socket.on('error', () => undefined);
  socket.on('close', () => end.broken());
  return end.port;
}

/**
 * @returns takes the pieces of a stream as they come
 * @throws RangeError when a frame is announced that is longer than it may be; what `onFrame` throws
 */
function frameReader(mostBytes: () => number, onFrame: (frame: Uint8Array) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let gathered = 0;
  /** Bytes that make up the next thing: a length, then a frame. */
  let wanted = 4;
  let isHead = true;
  const take = (whole: Buffer) => {
    if (!isHead) {
      onFrame(new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength));
      return 4;
    }
    const bytes = whole.readUInt32LE();
    if (bytes > mostBytes()) throw new RangeError(`A frame of ${bytes} bytes`);
    return bytes;
  };
  return (piece) => {
    pieces.push(piece);
    gathered += piece.length;
    // many small pieces are joined once, when all of them are there
    while (gathered >= wanted) {
      const all = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, gathered);
      const rest = all.subarray(wanted);
      pieces = rest.length === 0 ? [] : [rest];
      gathered = rest.length;
      wanted = take(all.subarray(0, wanted));
      isHead = !isHead;
    }
  };
}
