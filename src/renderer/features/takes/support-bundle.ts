import { createStore } from '../../lib/store';

/** The bundle a person is looking at: of one take, or of the studio as it is. */
export const bundleFor = createStore<{ readonly takeId?: string | undefined } | undefined>(undefined);
