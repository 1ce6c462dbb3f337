import { Button, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetentionPlan } from '#contract/disk';
import { formatBytes } from '#contract/format-bytes';
import type { Settings } from '#contract/studio-state';
import { useStudio } from '../../state/studio';
import { formatDateTime } from '../../lib/format';
import { Row } from '../../ui/SettingRows';
import classes from './devices.module.css';

export interface RetentionRowsProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
  readonly onCleared: () => void;
  readonly attempt: (work: Promise<unknown>) => void;
}

const SHOWN = 50;
/** What is offered to somebody who has never cleared anything. */
const FIRST_DAYS = 30;

/** After how many days the audio of a take goes to the bin, and exactly what would go now. */
export function RetentionRows({ settings, onChange, onCleared, attempt }: RetentionRowsProps) {
  const { t, i18n } = useTranslation('devices');
  const { api } = useStudio();
  const [plan, setPlan] = useState<RetentionPlan>();
  const days = settings.keepTakesDays === 0 ? FIRST_DAYS : settings.keepTakesDays;
  const show = async () => setPlan(await api.planRetention({ days }));
  const clear = async () => {
    const { takes, totalBytes } = await api.clearOldTakes({ days });
    setPlan(undefined);
    notifications.show({
      message: t('cleared', { count: takes.length, size: formatBytes(totalBytes) }),
      withBorder: true,
    });
    onCleared();
  };
  return (
    <>
      <Row label={t('keepDays')} hint={t('keepDaysHint')}>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => attempt(show())}>
          {t('showOld', { days })}
        </Button>
        <NumberInput
          size="xs"
          w={130}
          aria-label={t('keepDays')}
          min={0}
          max={3650}
          allowDecimal={false}
          suffix={t('days')}
          value={settings.keepTakesDays}
          onChange={(value) => {
            if (typeof value !== 'number' || value < 0 || value > 3650) return;
            setPlan(undefined);
            onChange({ keepTakesDays: value });
          }}
        />
      </Row>
      {plan && (
        <div className={classes.plan} role="region" aria-label={t('planTitle', { days })}>
          <div className={classes.planHead}>
            <span className="tabular">
              {plan.takes.length === 0
                ? t('planEmpty', { days })
                : t('plan', { count: plan.takes.length, size: formatBytes(plan.totalBytes) })}
            </span>
            {plan.takes.length > 0 && (
              <Button size="compact-sm" variant="default" onClick={() => attempt(clear())}>
                {t('clearNow')}
              </Button>
            )}
          </div>
          {plan.takes.length > 0 && (
            <ul className={classes.planList}>
              {plan.takes.slice(0, SHOWN).map(({ takeId, createdAt, voiceName, text, bytes }) => (
                <li key={takeId}>
                  <span className="tabular">{formatDateTime(createdAt, i18n.language)}</span>
                  <span className={classes.planText}>
                    {voiceName}: {text}
                  </span>
                  <span className="tabular">{formatBytes(bytes)}</span>
                </li>
              ))}
            </ul>
          )}
          {plan.takes.length > SHOWN && (
            <span className={classes.value}>{t('planMore', { count: plan.takes.length - SHOWN })}</span>
          )}
        </div>
      )}
    </>
  );
}
