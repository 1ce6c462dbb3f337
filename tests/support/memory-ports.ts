import { decodeFrame, encodeFrame } from '#contract/frame';
import type { Port } from '#contract/port';
import { createPortEnd, type PortEnd, type Wire } from '#contract/port-end';

/** Two connected ports in one process; messages are structured clones, as on a real wire. */
export function memoryPorts(): readonly [Port, Port] {
  const wireTo = (peer: () => PortEnd): Wire => ({
    send: (message) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => peer().deliver(copy));
    },
    hangUp: () => peer().port.close(),
  });
  const left: PortEnd = createPortEnd(wireTo(() => right));
  const right: PortEnd = createPortEnd(wireTo(() => left));
  return [left.port, right.port];
}

/** A port whose messages travel as frames, as over a WebSocket: they lose what a frame loses. */
export function framed(port: Port): Port {
  return {
    post: (message) => port.post(encodeFrame(message)),
    onMessage: (listener) => port.onMessage((frame) => listener(decodeFrame(frame as Uint8Array))),
    onClose: (listener) => port.onClose(listener),
    close: () => port.close(),
  };
}
