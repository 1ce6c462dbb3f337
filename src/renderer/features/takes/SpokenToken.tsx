import { Popover, SegmentedControl, Text, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice, SpokenChange } from '#contract/spoken';
import classes from './SpokenPanel.module.css';
import type { Remembered, Remembering } from './use-remembered';

interface SpokenTokenProps {
  readonly change: SpokenChange;
  readonly remembered: Remembered;
}

/** One word that is read otherwise than it is written, or may be; its readings, and for how long a choice counts. */
export function SpokenToken({ change, remembered }: SpokenTokenProps) {
  const { t } = useTranslation('takes');
  const [opened, setOpened] = useState(false);
  const { typed, spoken, choices = [], class: kind } = change;
  const isDoubt = kind === 'polyphone';
  const readings: readonly Choice[] = choices.length > 0 ? choices : [{ spoken, write: spoken }];
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          className={classes.token}
          data-doubt={isDoubt || undefined}
          aria-label={
            isDoubt
              ? t('spoken.doubt', { typed, reading: readings[0]?.spoken })
              : t('spoken.token', { typed, spoken })
          }
          title={isDoubt ? readings[0]?.spoken : t('spoken.typed', { typed })}
          onClick={() => setOpened(!opened)}
        >
          {spoken}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Choices
          change={change}
          readings={readings}
          remembered={remembered}
          onDone={() => setOpened(false)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoicesProps extends SpokenTokenProps {
  readonly readings: readonly Choice[];
  readonly onDone: () => void;
}

function Choices({ change, readings, remembered, onDone }: ChoicesProps) {
  const { t } = useTranslation('takes');
  const { ways, choose } = remembered;
  const [how, setHow] = useState<Remembering>('text');
  const canKeep = readings.some(({ reading }) => reading);
  return (
    <div className={classes.choices}>
      <Text size="xs" c="dimmed">
        {t(`spoken.classes.${change.class}`, { defaultValue: change.class })}: {change.typed}
      </Text>
      <div role="group" aria-label={t('spoken.readings')}>
        {readings.map((choice, at) => (
          <UnstyledButton
            key={choice.write}
            className={classes.choice}
            aria-pressed={at === 0}
            onClick={() => {
              choose(change, choice, how);
              onDone();
            }}
          >
            <IconCheck size={14} visibility={at === 0 ? 'visible' : 'hidden'} aria-hidden />
            {choice.spoken}
          </UnstyledButton>
        ))}
      </div>
      {canKeep && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('spoken.remember.label')}
          data={ways.map((way) => ({ value: way, label: t(`spoken.remember.${way}`) }))}
          value={how}
          onChange={(value) => setHow(ways.find((way) => way === value) ?? 'text')}
        />
      )}
      <Text size="xs" c="dimmed">
        {t(`spoken.remember.hint.${how}`)}
      </Text>
    </div>
  );
}
