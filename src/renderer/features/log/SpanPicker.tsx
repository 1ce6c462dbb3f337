import { useState, type SyntheticEvent } from 'react';
import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Span } from './filter';
import { momentWords } from './line-text';
import classes from './Log.module.css';

export interface SpanPickerProps {
  readonly span: Span | undefined;
  readonly onSpan: (span: Span | undefined) => void;
}

const MINUTE_MS = 60_000;
const presets = [5, 60, 1440, 10_080] as const;

/** Lines of a span of time: the last minutes or days, or from a moment to another. */
export function SpanPicker({ span, onSpan }: SpanPickerProps) {
  const { t, i18n } = useTranslation('log');
  const [opened, setOpened] = useState(false);
  const [draft, setDraft] = useState({ since: '', until: '' });
  const open = () => {
    setDraft({ since: localOf(span?.since), until: localOf(span?.until) });
    setOpened(!opened);
  };
  const choose = (next: Span | undefined) => {
    onSpan(next);
    setOpened(false);
  };
  const given = { since: isoOf(draft.since), until: isoOf(draft.until) };
  const isEmpty = given.since === undefined && given.until === undefined;
  const isBackwards = given.since !== undefined && given.until !== undefined && given.since >= given.until;
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isEmpty && !isBackwards) choose(given);
  };
  return (
    <Popover position="bottom-start" width={280} opened={opened} onChange={setOpened} trapFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={span ? 'light' : 'default'}
          leftSection={<IconClock size={14} />}
          onClick={open}
        >
          {span ? spanWords(span, i18n.language) : t('span.all')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('span.label')}>
        <UnstyledButton className={classes.savedName} onClick={() => choose(undefined)}>
          {t('span.all')}
        </UnstyledButton>
        {presets.map((minutes) => (
          <UnstyledButton
            key={minutes}
            className={classes.savedName}
            onClick={() => choose({ since: new Date(Date.now() - minutes * MINUTE_MS).toISOString() })}
          >
            {t(`span.last${minutes}`)}
          </UnstyledButton>
        ))}
        <form className={classes.spanForm} onSubmit={apply}>
          {(['since', 'until'] as const).map((edge) => (
            <TextInput
              key={edge}
              size="xs"
              type="datetime-local"
              step={1}
              label={t(`span.${edge}`)}
              value={draft[edge]}
              error={isBackwards && edge === 'until' ? t('span.backwards') : undefined}
              onChange={(event) => setDraft({ ...draft, [edge]: event.currentTarget.value })}
            />
          ))}
          <Button size="compact-sm" type="submit" disabled={isEmpty || isBackwards}>
            {t('span.apply')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function isoOf(local: string): string | undefined {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** @returns the form of a field for day and time, in this machine's zone */
function localOf(iso: string | undefined): string {
  if (iso === undefined) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 19);
}

function spanWords({ since, until }: Span, language: string): string {
  const [from, to] = [since, until].map((each) => (each === undefined ? undefined : Date.parse(each)));
  const range = { fromMs: from ?? to ?? 0, toMs: to ?? Date.now() };
  const words = (ms: number | undefined) => (ms === undefined ? '…' : momentWords(ms, range, language));
  return `${words(from)} – ${words(to)}`;
}
