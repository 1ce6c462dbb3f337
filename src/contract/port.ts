import type { Unsubscribe } from './contract';

/** A two-way pipe for plain values and typed arrays. Order is kept; delivery is asynchronous. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): Unsubscribe;
  /** Called once when the other side is gone; at once when it already is. */
  onClose(listener: () => void): Unsubscribe;
  close(): void;
}

/** Two connected ports in one process; messages are structured clones, as on a real wire. */
export function memoryPorts(): readonly [Port, Port] {
  const left = new MemoryEnd();
  const right = new MemoryEnd();
  left.peer = right;
  right.peer = left;
  return [left, right];
}

class MemoryEnd implements Port {
  peer: MemoryEnd | undefined;
  private readonly messageListeners = new Set<(message: unknown) => void>();
  private readonly closeListeners = new Set<() => void>();
  private closed = false;

  post(message: unknown): void {
    if (this.closed) return;
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => {
      if (this.peer && !this.peer.closed)
        for (const listener of [...this.peer.messageListeners]) listener(copy);
    });
  }

  onMessage(listener: (message: unknown) => void): Unsubscribe {
    this.messageListeners.add(listener);
    return () => this.messageListeners.delete(listener);
  }

  onClose(listener: () => void): Unsubscribe {
    if (this.closed) {
      listener();
      return () => undefined;
    }
    this.closeListeners.add(listener);
    return () => this.closeListeners.delete(listener);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const listener of [...this.closeListeners]) listener();
    this.peer?.close();
  }
}
