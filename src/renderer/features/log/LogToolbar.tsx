import { memo, useCallback, useMemo } from 'react';
import { ActionIcon, Button, CloseButton, Select, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '#contract/logger';
import { stages } from '#contract/stages';
import { countLevels, everyday, problemLevels, shownLevels, type LogFilter, type ShownLevel } from './filter';
import classes from './Log.module.css';

export interface LogToolbarProps {
  /** All lines in hand, for the counts. */
  readonly all: readonly LogEntry[];
  readonly filter: LogFilter;
  readonly onFilter: (change: Partial<LogFilter>) => void;
  readonly onError: (step: 1 | -1) => void;
}

/** Which lines to see: by level, words, take and stage. */
export const LogToolbar = memo(function LogToolbar({ all, filter, onFilter, onError }: LogToolbarProps) {
  const { t } = useTranslation('log');
  const counts = useMemo(() => countLevels(all), [all]);
  const { levels } = filter;
  const toggle = useCallback(
    (level: ShownLevel) => onFilter({ levels: toggledLevel(levels, level) }),
    [levels, onFilter],
  );
  const onlyProblems =
    filter.levels.size === problemLevels.size && [...problemLevels].every((each) => filter.levels.has(each));
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('toolbar')}>
      <TextInput
        size="xs"
        w={220}
        id="log-search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={14} />}
        rightSection={
          filter.text === '' ? undefined : (
            <CloseButton size="xs" aria-label={t('reset')} onClick={() => onFilter({ text: '' })} />
          )
        }
        value={filter.text}
        onChange={(event) => onFilter({ text: event.currentTarget.value })}
      />
      <div className={classes.levels} role="group" aria-label={t('levels.label')}>
        {shownLevels.map((level) => (
          <LevelButton
            key={level}
            level={level}
            count={counts[level]}
            pressed={filter.levels.has(level)}
            onToggle={toggle}
          />
        ))}
      </div>
      <Tooltip label={t(onlyProblems ? 'reset' : 'problems')}>
        <ActionIcon
          variant={onlyProblems ? 'light' : 'default'}
          size={28}
          aria-label={t('problems')}
          aria-pressed={onlyProblems}
          onClick={() => onFilter({ levels: onlyProblems ? everyday.levels : problemLevels })}
        >
          <IconAlertTriangle size={16} />
        </ActionIcon>
      </Tooltip>
      <ActionIcon.Group>
        <Tooltip label={t('previousError')}>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t('previousError')}
            disabled={counts.error === 0}
            onClick={() => onError(-1)}
          >
            <IconChevronUp size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('nextError')}>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t('nextError')}
            disabled={counts.error === 0}
            onClick={() => onError(1)}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
        </Tooltip>
      </ActionIcon.Group>
      <Select
        size="xs"
        w={132}
        aria-label={t('stage.label')}
        placeholder={t('stage.all')}
        data={stages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        value={filter.stage ?? null}
        onChange={(value) => onFilter({ stage: stages.find((stage) => stage === value) })}
        clearable
        withCheckIcon={false}
      />
      {filter.takeId !== undefined && (
        <Button
          size="compact-sm"
          variant="light"
          rightSection={<IconX size={14} />}
          title={t('take.clear')}
          onClick={() => onFilter({ takeId: undefined })}
        >
          {t('take.one', { id: filter.takeId.slice(-6) })}
        </Button>
      )}
    </div>
  );
});

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
