import type { LibraryFinding } from '#contract/library';
import type { Db } from '../storage/database/db';
import type { StudioFolders } from '../storage/files/folders';
import type { ChosenFolders } from '../storage/chosen-folders';
import type { Quarantine } from './quarantine';

/** What a check looks at. */
export interface CheckContext {
  readonly db: Db;
  readonly folders: StudioFolders;
  readonly outputs: ChosenFolders;
  readonly quarantine: Quarantine;
  /** A file was read or looked at. */
  readonly seen: (bytes: number) => void;
}

/** Something that does not agree, and how to bring it back in step. */
export interface Discrepancy extends Omit<LibraryFinding, 'repaired' | 'repairable' | 'failure'> {
  readonly repair?: () => Promise<void>;
}

export type Check = (context: CheckContext) => AsyncGenerator<Discrepancy>;
