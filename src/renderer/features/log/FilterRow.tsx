import { useMemo } from 'react';
import { Button, MultiSelect, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '#contract/logger';
import { stages } from '#contract/stages';
import { ExcludeInput } from './ExcludeInput';
import { errorLevels, everyday, problemLevels, scopesOf, showsLevels, type LogFilter } from './filter';
import classes from './Log.module.css';
import { OpenForeign } from './ForeignBar';
import { SpanPicker } from './SpanPicker';
import { SavedFilters } from './SavedFilters';
import type { LogSurvey } from './use-survey';

export interface FilterRowProps {
  readonly all: readonly LogEntry[];
  readonly filter: LogFilter;
  readonly survey: LogSurvey;
  readonly onFilter: (change: Partial<LogFilter>) => void;
}

const LAST = 100;

/** Filters in one click, and those by part, stage and take. */
export function FilterRow({ all, filter, survey, onFilter }: FilterRowProps) {
  const { t } = useTranslation('log');
  const scopes = useMemo(() => scopesOf(all), [all]);
  const quick = [
    {
      name: 'errorsOnly',
      on: showsLevels(filter, errorLevels),
      change: { levels: errorLevels },
      back: { levels: everyday.levels },
    },
    {
      name: 'problems',
      on: showsLevels(filter, problemLevels),
      change: { levels: problemLevels },
      back: { levels: everyday.levels },
    },
    { name: 'last100', on: filter.last === LAST, change: { last: LAST }, back: { last: 0 } },
  ] as const;
  return (
    <div className={classes.tools}>
      <Button.Group>
        {quick.map(({ name, on, change, back }) => (
          <Button
            key={name}
            size="compact-sm"
            variant={on ? 'light' : 'default'}
            aria-pressed={on}
            onClick={() => onFilter(on ? back : change)}
          >
            {t(name)}
          </Button>
        ))}
      </Button.Group>
      <MultiSelect
        size="xs"
        w={filter.scopes.length > 1 ? 240 : 160}
        aria-label={t('scope.label')}
        placeholder={filter.scopes.length === 0 ? t('scope.all') : ''}
        data={[...new Set([...scopes, ...filter.scopes])]}
        value={[...filter.scopes]}
        onChange={(chosen) => onFilter({ scopes: chosen })}
        clearable
        clearButtonProps={{ 'aria-label': t('scope.clear') }}
        withCheckIcon={false}
      />
      <Select
        size="xs"
        w={132}
        aria-label={t('stage.label')}
        placeholder={t('stage.all')}
        data={stages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        value={filter.stage ?? null}
        onChange={(value) => onFilter({ stage: stages.find((stage) => stage === value) })}
        clearable
        clearButtonProps={{ 'aria-label': t('stage.clear') }}
        withCheckIcon={false}
      />
      <SpanPicker span={filter.span} onSpan={(span) => onFilter({ span })} />
      {filter.shape !== undefined && (
        <Button
          size="compact-sm"
          variant="light"
          maw={320}
          rightSection={<IconX size={14} />}
          title={`${t('shape.clear')}: ${filter.shape}`}
          onClick={() => onFilter({ shape: undefined })}
        >
          {t('shape.one')}
        </Button>
      )}
      {filter.around && (
        <Button
          size="compact-sm"
          variant="light"
          rightSection={<IconX size={14} />}
          onClick={() => onFilter({ around: undefined })}
        >
          {t('around')}
        </Button>
      )}
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
      <ExcludeInput exclude={filter.exclude} survey={survey} onFilter={onFilter} />
      <OpenForeign />
      <SavedFilters filter={filter} onFilter={onFilter} />
    </div>
  );
}
