import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';

/** machine: what it is made of, and which provider runs graphs how fast. */
export const machineHandlers = ({ machine }: HandlerParts) =>
  ({
    getMachine: async () => (await machine.report()) ?? null,
    probeMachine: () => machine.probe(),
  }) satisfies Partial<StudioHandlers>;
