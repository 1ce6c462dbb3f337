import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';
import { revealer } from '../lib/host-abilities';

/** take: directions, the queue, and what came out of it. */
export const takeHandlers = ({
  takes,
  takeAudio,
  sources,
  instructions,
  spoken,
  hearing,
  engine,
  chooseEngine,
  abilities,
}: HandlerParts) => {
  const reveal = revealer(abilities);
  return {
    listInstructions: () => instructions.list(),
    understand: ({ instruction }) =>
      engine.use((api) => api.understand({ engine: chooseEngine(), instruction })),
    listReadings: ({ character }) => engine.use((api) => api.listReadings({ character })),
    getSpoken: (request) => spoken.read(request),
    hearText: (request) => hearing.hear(request),
    startTake: (request) => takes.start(request),
    cancelTake: ({ takeId }) => {
      takes.cancel(takeId);
      return undefined;
    },
    cancelAllTakes: () => ({ cancelled: takes.cancelAll() }),
    moveTake: ({ takeId, beforeTakeId }) => {
      takes.move(takeId, beforeTakeId);
      return undefined;
    },
    retryTake: ({ takeId }) => takes.retry(takeId),
    repeatTake: ({ takeId, seed, changes }) => takes.repeat(takeId, seed, changes),
    listTakes: (query) => takes.list(query),
    getTake: ({ takeId }) => takes.get(takeId),
    getTakeAudio: ({ takeId }) => takeAudio.samples(takeId),
    getTakeFile: ({ takeId }) => takeAudio.file(takeId),
    getSourceAudio: (source) => sources.read(source),
    revealTake: ({ takeId }) => reveal(takeAudio.path(takeId)),
    deleteTake: async ({ takeId }) => {
      await takes.remove(takeId);
      return undefined;
    },
    restoreTake: ({ takeId }) => takes.restore(takeId),
  } satisfies Partial<StudioHandlers>;
};
