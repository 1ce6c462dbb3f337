import type { StudioHandlers } from '#contract/studio-api';
import { exchangeHandlers } from './handlers/exchange-handlers';
import type { HandlerParts } from './handlers/handler-parts';
import { bundleHandlers } from './handlers/bundle-handlers';
import { doctorHandlers } from './handlers/doctor-handlers';
import { flightHandlers } from './handlers/flight-handlers';
import { lexiconHandlers } from './handlers/lexicon-handlers';
import { libraryHandlers } from './handlers/library-handlers';
import { diskHandlers } from './handlers/disk-handlers';
import { logHandlers } from './handlers/log-handlers';
import { machineHandlers } from './handlers/machine-handlers';
import { packHandlers } from './handlers/pack-handlers';
import { recipeHandlers } from './handlers/recipe-handlers';
import { projectHandlers } from './handlers/project-handlers';
import { recordHandlers } from './handlers/record-handlers';
import { studioStateHandlers } from './handlers/studio-state-handlers';
import { takeLibraryHandlers } from './handlers/take-library-handlers';
import { takeHandlers } from './handlers/take-handlers';
import { voiceHandlers } from './handlers/voice-handlers';

/** What the window may ask, each call handed to the part that knows; one file a noun. */
export function studioHandlers(parts: HandlerParts): StudioHandlers {
  return {
    ...recordHandlers(parts),
    ...voiceHandlers(parts),
    ...exchangeHandlers(parts),
    ...takeHandlers(parts),
    ...lexiconHandlers(parts),
    ...projectHandlers(parts),
    ...flightHandlers(parts),
    ...doctorHandlers(parts),
    ...takeLibraryHandlers(parts),
    ...recipeHandlers(parts),
    ...bundleHandlers(parts),
    ...packHandlers(parts),
    ...libraryHandlers(parts),
    ...machineHandlers(parts),
    ...diskHandlers(parts),
    ...logHandlers(parts),
    ...studioStateHandlers(parts),
  };
}
