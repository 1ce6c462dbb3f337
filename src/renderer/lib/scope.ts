/** Owns what must be freed again: listeners, timers, audio nodes. `dispose` frees them, last first. */
export interface Scope {
  /** Runs `free` when the scope is disposed; at once when it already is. */
  own(free: () => void): void;
  listen(target: EventTarget, type: string, listener: (event: Event) => void): void;
  every(intervalMs: number, run: () => void): void;
  readonly disposed: boolean;
  /** Idempotent. */
  dispose(): void;
}

export function createScope(): Scope {
  const owned: (() => void)[] = [];
  let disposed = false;
  const scope: Scope = {
    own: (free) => {
      if (disposed) free();
      else owned.push(free);
    },
    listen: (target, type, listener) => {
      target.addEventListener(type, listener);
      scope.own(() => target.removeEventListener(type, listener));
    },
    every: (intervalMs, run) => {
      const timer = setInterval(run, intervalMs);
      scope.own(() => clearInterval(timer));
    },
    get disposed() {
      return disposed;
    },
    dispose: () => {
      disposed = true;
      for (const free of owned.splice(0).reverse()) free();
    },
  };
  return scope;
}
