import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';

/** The failure doctor. */
export const doctorHandlers = ({ doctor }: HandlerParts) =>
  ({
    diagnoseTake: async ({ takeId }) => (await doctor.diagnose(takeId)) ?? null,
    repairTake: ({ takeId, repair }) => doctor.repair(takeId, repair),
  }) satisfies Partial<StudioHandlers>;
