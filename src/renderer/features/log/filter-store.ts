import { createStore } from '../../lib/store';
import { everyday, type LogFilter } from './filter';

/** The filter of the log tab; it outlives a change of page. */
export const filterStore = createStore<LogFilter>(everyday);
