import type { Finding, Warning } from '#contract/domain';
import type { LibraryFinding } from '#contract/library';
import { personal, type Personal } from '#contract/personal';
import { findingWords, libraryFindingWords, warningWords } from '#i18n/finding-words';

/** Log lines are English, whatever the window speaks; what may quote a person is hidden where their words are. */
const LOG_LANGUAGE = 'en';

export const warningLine = (warning: Warning): Personal => personal(warningWords(warning, LOG_LANGUAGE));

/** For an error's message. */
export const findingLine = (finding: Finding): string => findingWords(finding, LOG_LANGUAGE);

export const libraryFindingLine = (finding: LibraryFinding): Personal =>
  personal(libraryFindingWords(finding, LOG_LANGUAGE).message);
