import type { EventEmitter } from 'node:events';

/** An Electron event whose default can be prevented. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Emits an event that listeners may prevent. @returns whether one did */
export function emitPreventable(emitter: EventEmitter, name: string, ...values: unknown[]): boolean {
  let prevented = false;
  const event: PreventableEvent = {
    get defaultPrevented() {
      return prevented;
    },
    preventDefault: () => {
      prevented = true;
    },
  };
  emitter.emit(name, event, ...values);
  return prevented;
}
