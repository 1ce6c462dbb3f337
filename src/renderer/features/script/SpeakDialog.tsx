import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Script, ScriptPlan } from '#contract/scripts';
import { clockTime } from '../../lib/quantity';
import classes from './script.module.css';

interface SpeakDialogProps {
  readonly plan: ScriptPlan;
  readonly script: Script;
  readonly onStart: () => void;
  readonly onClose: () => void;
}

/** What will be made before it starts. */
export function SpeakDialog({ plan, script, onStart, onClose }: SpeakDialogProps) {
  const { t } = useTranslation('script');
  const numbers = new Map(script.lines.map(({ id }, at) => [id, at]));
  const names = plan.withoutVoice.map((name) => (name === '' ? t('noSpeaker') : name)).join(', ');
  return (
    <Modal opened onClose={onClose} title={t('planTitle', { count: plan.lines.length })} size="lg">
      <div className={classes.section}>
        {plan.estimatedSec !== undefined && plan.lines.length > 0 && (
          <Text size="sm">{t('estimate', { time: clockTime(plan.estimatedSec) })}</Text>
        )}
        {plan.withoutVoice.length > 0 && (
          <Text size="sm" role="alert">
            {t('withoutVoice', { names })}
          </Text>
        )}
        {plan.lines.length === 0 && <Text size="sm">{t('nothingNeeded')}</Text>}
        <div className={classes.preview} role="region" aria-label={t('preview')} tabIndex={0}>
          {plan.lines.slice(0, 200).map(({ lineId, state, changed }) => {
            const at = numbers.get(lineId) ?? 0;
            return (
              <div key={lineId} className={classes.previewLine}>
                <span className={`${classes.quiet} tabular`}>
                  {at + 1} · {t(`states.${state}`)}
                </span>
                <span>
                  {script.lines[at]?.text}
                  {changed.length > 0 && (
                    <span className={classes.quiet}>
                      {' '}
                      {changed.map((reason) => t(`changed.${reason}`, { defaultValue: reason })).join(' ')}
                    </span>
                  )}
                </span>
              </div>
            );
          })}
        </div>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={plan.lines.length === 0 || plan.withoutVoice.length > 0} onClick={onStart}>
            {t('start', { count: plan.lines.length })}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
