import type { StudioHandlers } from '#contract/studio-api';
import type { Engines } from '../engines/open-engines';
import type { FlightRecorder } from '../flight/flight-recorder';
import { revealer, type HostAbilities } from '../lib/host-abilities';
import type { Projects } from '../projects/projects';
import type { Voices } from '../voices/voices';
import type { CodedTakes } from './coded-takes';
import type { Hearing } from './hearing';
import type { Instructions } from './instructions';
import type { SegmentStore } from './segment-store';
import { segmentVersions } from './segment-versions';
import type { SourceFiles } from './source-files';
import type { SpokenTexts } from './spoken-texts';
import type { TakeAudio } from './take-audio';
import type { TakeListening } from './take-listening';
import type { TakeStore } from './take-store';
import type { Takes } from './takes';

export interface TakeHandlersParts {
  readonly takes: Takes;
  readonly store: TakeStore;
  readonly segments: SegmentStore;
  readonly listening: TakeListening;
  readonly coded: CodedTakes;
  readonly takeAudio: TakeAudio;
  readonly sources: SourceFiles;
  readonly instructions: Instructions;
  readonly spoken: SpokenTexts;
  readonly hearing: Hearing;
  readonly flight: FlightRecorder;
  readonly voices: Voices;
  readonly projects: Projects;
  readonly engines: Engines;
  readonly abilities: HostAbilities;
}

/** take: directions, the queue, and what came out of it. */
export const takeHandlers = (parts: TakeHandlersParts) => {
  const {
    takes,
    segments,
    listening,
    coded,
    takeAudio,
    sources,
    instructions,
    spoken,
    hearing,
    flight,
    abilities,
  } = parts;
  const { engine, chooseEngine } = parts.engines;
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
    continueTake: ({ takeId }) => takes.continue(takeId),
    rerollSegment: ({ takeId, segment, seed }) => takes.reroll(takeId, segment, seed),
    listenTake: ({ takeId, fromSample }, signal) => listening.listen(takeId, signal, fromSample),
    fetchTake: ({ takeId, format }, signal) => coded.stream(takeId, format, signal),
    getSegments: ({ takeId, from }) => segments.of(takes.get(takeId), from),
    listSegmentVersions: ({ takeId, segment }) => segmentVersions(parts, takeId, segment),
    listTakes: (query) => takes.list(query),
    getTake: ({ takeId }) => takes.get(takeId),
    getTakeAudio: ({ takeId }) => takeAudio.samples(takeId),
    getTakeFile: ({ takeId }) => takeAudio.file(takeId),
    getSourceAudio: (source) => sources.read(source),
    revealTake: ({ takeId }) => reveal(takeAudio.path(takeId)),
    getTakeTrace: ({ takeId }) => {
      takes.get(takeId);
      return flight.trace(takeId) ?? null;
    },
    assignTakes: ({ takeIds, projectId }) => {
      takes.assign(takeIds, projectId);
      return undefined;
    },
    deleteTake: async ({ takeId }) => {
      await takes.remove(takeId);
      return undefined;
    },
    restoreTake: ({ takeId }) => takes.restore(takeId),
  } satisfies Partial<StudioHandlers>;
};
