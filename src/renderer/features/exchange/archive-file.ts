import { createStore } from '../../lib/store';

/** The archive that a person dropped or chose; undefined shows nothing. */
export const archiveFile = createStore<File | undefined>(undefined);

/** By its name only: what it really is the studio says once it has read it. */
export const isArchiveName = (name: string): boolean => /\.(cvvoice|zip)$/i.test(name);
