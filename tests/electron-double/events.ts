import type { EventEmitter } from 'node:events';

/** An Electron event whose default can be prevented. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/**
 * Emits an event that listeners may prevent.
 * @param details further members of the event object
 * @returns whether one did
 */
export function emitPreventable(emitter: EventEmitter, name: string, details: object = {}): boolean {
  let prevented = false;
  const event: PreventableEvent = {
    ...details,
    get defaultPrevented() {
      return prevented;
    },
    preventDefault: () => {
      prevented = true;
    },
  };
  emitter.emit(name, event);
  return prevented;
}
