import { useState, type KeyboardEvent } from 'react';
import { ActionIcon, Pill, PillsInput, Tooltip } from '@mantine/core';
import { IconEyeOff, IconRegex } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#i18n/error-words';
import type { LogExclusion } from '#contract/log-filter';
import { readPattern, type LogFilter } from './filter';
import classes from './Log.module.css';
import type { LogSurvey } from './use-survey';

export interface ExcludeInputProps {
  readonly exclude: readonly LogExclusion[];
  /** Tells how many lines each one hides. */
  readonly survey: LogSurvey;
  readonly onFilter: (change: Partial<LogFilter>) => void;
}

const MOST = 20;

/** What is hidden, each with the number of lines that it hides; Enter adds one. */
export function ExcludeInput({ exclude, survey, onFilter }: ExcludeInputProps) {
  const { t, i18n } = useTranslation('log');
  const [text, setText] = useState('');
  const [regex, setRegex] = useState(false);
  const number = new Intl.NumberFormat(i18n.language);
  const { error } = readPattern({ text, regex });
  const reason = error && errorWords(error, i18n.language).detail;
  const put = (next: readonly LogExclusion[]) => onFilter({ exclude: next });
  const add = () => {
    const words = text.trim();
    if (words === '' || error) return;
    const by = regex ? 'regex' : 'words';
    const others = exclude.filter((each) => each.text !== words || each.by !== by);
    put([...others, { text: words, by } as const].slice(-MOST));
    setText('');
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') add();
    else if (key === 'Backspace' && text === '') put(exclude.slice(0, -1));
  };
  return (
    <div className={classes.exclude}>
      <PillsInput
        size="xs"
        error={reason !== undefined}
        leftSection={<IconEyeOff size={14} />}
        rightSection={
          <Tooltip label={t('regex')}>
            <ActionIcon
              size={22}
              {...(regex ? { variant: 'light' } : { variant: 'subtle', color: 'gray' })}
              aria-label={t('exclude.regex')}
              aria-pressed={regex}
              onClick={() => setRegex(!regex)}
            >
              <IconRegex size={14} />
            </ActionIcon>
          </Tooltip>
        }
      >
        <Pill.Group gap={4}>
          {exclude.map((each, index) => {
            const words = each.by === 'shape' ? each.text.replace(/^\w+ [\w-]+: /u, '') : each.text;
            const hidden = survey.isCurrent ? survey.counts.hidden[index] : undefined;
            return (
              <Pill
                key={`${each.by} ${each.text}`}
                size="xs"
                withRemoveButton
                title={each.text}
                className={classes.excluded}
                onRemove={() => put(exclude.filter((other) => other !== each))}
                removeButtonProps={{
                  'aria-label': t('exclude.remove', { text: words }),
                  'aria-hidden': false,
                  tabIndex: 0,
                }}
              >
                <bdi>{words}</bdi> <strong>{hidden === undefined ? '…' : `−${number.format(hidden)}`}</strong>
              </Pill>
            );
          })}
          <PillsInput.Field
            id="log-exclude"
            aria-label={t('exclude.label')}
            aria-describedby={reason === undefined ? undefined : 'log-exclude-error'}
            placeholder={exclude.length === 0 ? t('exclude.label') : ''}
            maxLength={1000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </Pill.Group>
      </PillsInput>
      {reason !== undefined && (
        <div id="log-exclude-error" className={classes.searchError} role="status">
          {reason}
        </div>
      )}
    </div>
  );
}
