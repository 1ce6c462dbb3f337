import type { StudioHandlers } from '#contract/studio-api';
import type { RecipeFiles } from '../takes/recipe-files';
import type { Doctor } from './doctor';

interface DoctorHandlersParts {
  readonly doctor: Doctor;
  readonly recipeFiles: RecipeFiles;
}

/** The failure doctor, and making takes again: as they were, or in the way that it advises. */
export const doctorHandlers = ({ doctor, recipeFiles }: DoctorHandlersParts) =>
  ({
    diagnoseTake: async ({ takeId }) => (await doctor.diagnose(takeId)) ?? null,
    repeatTake: (wish) =>
      'recipe' in wish ? recipeFiles.reproduce(wish.recipe, wish) : doctor.repeat(wish.takeId, wish),
  }) satisfies Partial<StudioHandlers>;
