import type { StudioHandlers } from '#contract/studio-api';
import type { Doctor } from './doctor';

/** The failure doctor. */
export const doctorHandlers = ({ doctor }: { readonly doctor: Doctor }) =>
  ({
    diagnoseTake: async ({ takeId }) => (await doctor.diagnose(takeId)) ?? null,
    repairTake: ({ takeId, repair }) => doctor.repair(takeId, repair),
  }) satisfies Partial<StudioHandlers>;
