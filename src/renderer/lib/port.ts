import { StudioError } from '#contract/errors';
import { decodeFrame, encodeFrame } from '#contract/frame';
import type { Port } from '#contract/port';
import { createPortEnd } from '#contract/port-end';
import type { WindowPort } from '#contract/window-port';

/** A pipe to the host, however this window reached it. */
export type OpenPort = () => Promise<Port>;

/** The desktop host's pipe through its preload. */
function windowPort(pipe: WindowPort): Port {
  const end = createPortEnd({ send: (message) => pipe.post(message), hangUp: () => stop() });
  const stop = pipe.open(
    (message) => end.deliver(message),
    () => {
      stop();
      end.broken();
    },
  );
  return end.port;
}

/** @returns the address of the studio's WebSocket for a page at `location`. */
export function socketAddress(location: Pick<Location, 'protocol' | 'host'>): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/studio`;
}

/**
 * A WebSocket with one frame per message.
 * @throws StudioError when it does not open: 'unauthorized' when the host no longer knows this browser, as after a
 * restart, otherwise 'connection-lost'
 */
function webSocketPort(address: string): Promise<Port> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    const end = createPortEnd({
      send: (message) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(new Uint8Array(encodeFrame(message)));
      },
      hangUp: () => socket.close(),
    });
    socket.addEventListener('open', () => resolve(end.port));
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (event.data instanceof ArrayBuffer) end.deliver(decodeFrame(new Uint8Array(event.data)));
    });
    socket.addEventListener('close', () => {
      end.broken();
      void whyClosed(address).then(reject);
    });
  });
}

/** A socket that does not open keeps the host's answer to itself, so the page is asked for once more, past the cache. */
async function whyClosed(address: string): Promise<StudioError> {
  const answer = await fetch(address.replace(/^ws/, 'http').replace(/studio$/, ''), {
    method: 'HEAD',
    cache: 'no-store',
  }).catch(() => undefined);
  return answer?.status === 401
    ? new StudioError('unauthorized', { address })
    : new StudioError('connection-lost', { address });
}

/** @returns how this window reaches its host: the preload's pipe in the desktop app, else a WebSocket. */
export function openPortHere(here: Window): OpenPort {
  const pipe = here.studioPort;
  return pipe ? async () => windowPort(pipe) : () => webSocketPort(socketAddress(here.location));
}
