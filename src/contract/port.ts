import type { Unsubscribe } from './contract';
import { createPortEnd, type PortEnd, type Wire } from './port-end';

/** A two-way pipe for plain values and typed arrays. Order is kept; delivery is asynchronous. */
export interface Port {
  /** @param lossy may be left out for an end that does not keep up; such an end is hung up once it reads again, and loads anew */
  post(message: unknown, lossy?: boolean): void;
  onMessage(listener: (message: unknown) => void): Unsubscribe;
  /** Called once when the other side is gone; at once when it already is. */
  onClose(listener: () => void): Unsubscribe;
  close(): void;
}

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
