import { StudioError, type ErrorValues } from '#contract/errors';

/** What a host can do beyond a browser. */
export interface HostAbilities {
  /** Shows a file in the file manager. */
  readonly reveal?: (path: string) => void;
  /** @returns the folder a person chose, undefined when the dialog was closed */
  readonly chooseFolder?: () => Promise<string | undefined>;
  /** @returns the file that a person chose to write a backup to, undefined when the dialog was closed */
  readonly chooseBackupTarget?: (name: string) => Promise<string | undefined>;
  /** @returns the backup that a person chose, undefined when the dialog was closed */
  readonly chooseBackup?: () => Promise<string | undefined>;
  /** Closes this studio and opens the data folder again; absent where a command is all there is. */
  readonly reopen?: () => void;
}

/** @returns shows a file in the host's file manager. @throws StudioError 'not-supported-here' where there is none */
export const revealer =
  ({ reveal }: HostAbilities) =>
  (path: string): undefined => {
    if (!reveal) throw notHere('reveal');
    reveal(path);
    return undefined;
  };

type Missing = 'reveal' | `choose-${'takes' | 'project' | 'backup' | 'folder' | 'pack'}`;

export const notHere = (why: Missing, values: ErrorValues = {}): StudioError =>
  new StudioError('not-supported-here', { why, ...values });
