import type { Warning } from '#contract/domain';
import type { ErrorReport, StudioError } from '#contract/errors';
import type { LibraryFinding } from '#contract/library';
import { personal, type Personal } from '#contract/personal';
import { errorWords } from '#i18n/error-words';
import { libraryFindingWords, warningWords } from '#i18n/finding-words';

/** Log lines are English, whatever the window speaks; what may quote a person is hidden where their words are. */
const LOG_LANGUAGE = 'en';

export const warningLine = (warning: Warning): Personal => personal(warningWords(warning, LOG_LANGUAGE));

export const errorLine = (error: StudioError | ErrorReport): Personal =>
  personal(errorWords(error, LOG_LANGUAGE).detail);

export const libraryFindingLine = (finding: LibraryFinding): Personal =>
  personal(libraryFindingWords(finding, LOG_LANGUAGE).message);
