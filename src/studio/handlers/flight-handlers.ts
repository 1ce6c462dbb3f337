import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';

/** The flight recorder of a take. */
export const flightHandlers = ({ takes, flight }: HandlerParts) =>
  ({
    getTakeTrace: ({ takeId }) => {
      takes.get(takeId);
      return flight.trace(takeId) ?? null;
    },
  }) satisfies Partial<StudioHandlers>;
