import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';

/** recipes: takes that come in as files, and are made again. */
export const recipeHandlers = ({ recipeFiles }: HandlerParts) =>
  ({
    readRecipe: (file) => recipeFiles.read(file),
    reproduce: ({ recipe }) => recipeFiles.reproduce(recipe),
    compareWithFile: ({ takeId, ...file }) => recipeFiles.compare(takeId, file),
  }) satisfies Partial<StudioHandlers>;
