import { memo, useCallback, useMemo } from 'react';
import { ActionIcon, CloseButton, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconRegex, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StudioError } from '#contract/errors';
import { shownLevels, type ShownLevel } from '#contract/log-filter';
import type { LogEntry } from '#contract/logger';
import { errorWords } from '#i18n/error-words';
import { BookmarkMenu } from './BookmarkMenu';
import { FilterRow } from './FilterRow';
import { HighlightMenu } from './HighlightMenu';
import { countLevels, type LogFilter } from './filter';
import type { LineSteps } from './line-keys';
import classes from './Log.module.css';
import type { LogView } from './log-view';
import { SlowSteps } from './SlowSteps';
import type { Bookmarks } from './use-bookmarks';
import type { LogSurvey } from './use-survey';

export interface LogToolbarProps {
  /** All lines in hand, for the counts. */
  readonly all: readonly LogEntry[];
  readonly filter: LogFilter;
  readonly onFilter: (change: Partial<LogFilter>) => void;
  /** Why the search cannot be read. */
  readonly error: StudioError | undefined;
  readonly steps: LineSteps;
  readonly survey: LogSurvey;
  readonly view: LogView;
  readonly onView: (change: Partial<LogView>) => void;
  readonly bookmarks: Bookmarks | undefined;
  readonly onGoTo: (seq: number) => void;
}

/** Which lines to see: by words and level above, by part, stage and kept filters below. */
export const LogToolbar = memo(function LogToolbar({
  all,
  filter,
  onFilter,
  error,
  steps,
  survey,
  view,
  onView,
  bookmarks,
  onGoTo,
}: LogToolbarProps) {
  const { t } = useTranslation('log');
  const counts = useMemo(() => countLevels(all), [all]);
  const { levels } = filter;
  const toggle = useCallback(
    (level: ShownLevel) => onFilter({ levels: toggledLevel(levels, level) }),
    [levels, onFilter],
  );
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('toolbar')}>
      <div className={classes.tools}>
        <Search filter={filter} onFilter={onFilter} error={error} />
        <div className={classes.levels} role="group" aria-label={t('levels.label')}>
          {shownLevels.map((level) => (
            <LevelButton
              key={level}
              level={level}
              count={counts[level]}
              pressed={levels.has(level)}
              onToggle={toggle}
            />
          ))}
        </div>
        <ActionIcon.Group>
          {([-1, 1] as const).map((step) => {
            const label = t(step === -1 ? 'previousError' : 'nextError');
            return (
              <Tooltip key={step} label={`${label} (${step === -1 ? 'Shift+E' : 'E'})`}>
                <ActionIcon
                  variant="default"
                  size={28}
                  aria-label={label}
                  disabled={counts.error === 0}
                  onClick={() => steps.onError(step)}
                >
                  {step === -1 ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
                </ActionIcon>
              </Tooltip>
            );
          })}
        </ActionIcon.Group>
        <SlowSteps
          slowMs={view.slowMs}
          count={survey.counts.slow.length}
          onSlowMs={(slowMs) => onView({ slowMs })}
          onStep={steps.onSlow}
        />
        {bookmarks && <BookmarkMenu bookmarks={bookmarks} onGoTo={onGoTo} />}
        <HighlightMenu />
      </div>
      <FilterRow all={all} filter={filter} survey={survey} onFilter={onFilter} />
    </div>
  );
});

type SearchProps = Pick<LogToolbarProps, 'filter' | 'onFilter' | 'error'>;

function Search({ filter, onFilter, error }: SearchProps) {
  const { t, i18n } = useTranslation('log');
  const reason = error === undefined ? undefined : errorWords(error, i18n.language).detail;
  return (
    <div className={classes.search}>
      <TextInput
        size="xs"
        id="log-search"
        aria-label={t('search')}
        placeholder={t(filter.regex ? 'searchRegex' : 'search')}
        leftSection={<IconSearch size={14} />}
        rightSectionWidth={filter.text === '' ? 30 : 54}
        rightSection={
          <>
            {filter.text !== '' && (
              <CloseButton size="xs" aria-label={t('clearSearch')} onClick={() => onFilter({ text: '' })} />
            )}
            <Tooltip label={t('regex')}>
              <ActionIcon
                size={22}
                {...(filter.regex ? { variant: 'light' } : { variant: 'subtle', color: 'gray' })}
                aria-label={t('regex')}
                aria-pressed={filter.regex}
                onClick={() => onFilter({ regex: !filter.regex })}
              >
                <IconRegex size={14} />
              </ActionIcon>
            </Tooltip>
          </>
        }
        error={reason !== undefined}
        aria-describedby={reason === undefined ? undefined : 'log-search-error'}
        value={filter.text}
        onChange={(event) => onFilter({ text: event.currentTarget.value })}
      />
      {reason !== undefined && (
        <div id="log-search-error" className={classes.searchError} role="status">
          {reason}
        </div>
      )}
    </div>
  );
}

interface LevelButtonProps {
  readonly level: ShownLevel;
  readonly count: number;
  readonly pressed: boolean;
  readonly onToggle: (level: ShownLevel) => void;
}

const LevelButton = memo(function LevelButton({ level, count, pressed, onToggle }: LevelButtonProps) {
  const { t } = useTranslation('log');
  return (
    <UnstyledButton className={classes.levelButton} aria-pressed={pressed} onClick={() => onToggle(level)}>
      <span className={classes.dot} data-level={level} />
      <span>{t(`levels.${level}`)}</span>
      <span>{count}</span>
    </UnstyledButton>
  );
});

function toggledLevel(levels: ReadonlySet<ShownLevel>, level: ShownLevel): ReadonlySet<ShownLevel> {
  const next = new Set(levels);
  if (!next.delete(level)) next.add(level);
  return next;
}
