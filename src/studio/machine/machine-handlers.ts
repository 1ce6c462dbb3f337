import type { StudioHandlers } from '#contract/studio-api';
import type { Machine } from './machine';

/** machine: what it is made of, and which provider runs graphs how fast. */
export const machineHandlers = ({ machine }: { readonly machine: Machine }) =>
  ({
    getMachine: async () => (await machine.report()) ?? null,
    probeMachine: () => machine.probe(),
  }) satisfies Partial<StudioHandlers>;
