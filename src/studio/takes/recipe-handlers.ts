import type { StudioHandlers } from '#contract/studio-api';
import type { RecipeFiles } from './recipe-files';

/** recipes: takes that come in as files, and are made again. */
export const recipeHandlers = ({ recipeFiles }: { readonly recipeFiles: RecipeFiles }) =>
  ({
    readRecipe: (file) => recipeFiles.read(file),
    compareWithFile: ({ takeId, ...file }) => recipeFiles.compare(takeId, file),
  }) satisfies Partial<StudioHandlers>;
