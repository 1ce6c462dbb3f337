import type { Port } from './port';

/** How one end of a real wire sends and hangs up. */
export interface Wire {
  /** @param lossy as in `Port.post` */
  send(message: unknown, lossy?: boolean): void;
  /** Called once, when this end closes the port. */
  hangUp(): void;
}

/** A port over a wire, and the two things that only the wire knows: what arrived, and that it broke. */
export interface PortEnd {
  readonly port: Port;
  deliver(message: unknown): void;
  /** Idempotent; tells the port's close listeners. */
  broken(): void;
}

/** The listeners of a port, kept once for every kind of wire (IPC, WebSocket, child process). */
export function createPortEnd(wire: Wire): PortEnd {
  const messageListeners = new Set<(message: unknown) => void>();
  const closeListeners = new Set<() => void>();
  let open = true;

  const broken = () => {
    if (!open) return;
    open = false;
    messageListeners.clear();
    for (const listener of [...closeListeners]) listener();
    closeListeners.clear();
  };
  return {
    port: {
      post: (message, lossy) => {
        if (open) wire.send(message, lossy);
      },
      onMessage: (listener) => {
        messageListeners.add(listener);
        return () => messageListeners.delete(listener);
      },
      onClose: (listener) => {
        if (!open) {
          listener();
          return () => undefined;
        }
        closeListeners.add(listener);
        return () => closeListeners.delete(listener);
      },
      close: () => {
        if (!open) return;
        broken();
        wire.hangUp();
      },
    },
    deliver: (message) => {
      for (const listener of [...messageListeners]) listener(message);
    },
    broken,
  };
}
