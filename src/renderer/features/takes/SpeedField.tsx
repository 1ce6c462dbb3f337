import { NumberInput, Slider, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { limits } from '#contract/domain';
import classes from './TakeComposer.module.css';

export interface SpeedFieldProps {
  readonly speed: number;
  readonly onChange: (speed: number) => void;
}

/** Rate of speech, 0.5 to 2; a double click on the slider goes back to 1. */
export function SpeedField({ speed, onChange }: SpeedFieldProps) {
  const { t } = useTranslation('takes');
  const { min, max } = limits.speed;
  const invalid = !(speed >= min && speed <= max);
  return (
    <div className={classes.field}>
      <span className={classes.label}>{t('composer.speed')}</span>
      <Slider
        className={classes.speed}
        size="sm"
        min={min}
        max={max}
        step={0.05}
        value={Number.isFinite(speed) ? speed : 1}
        onChange={onChange}
        onDoubleClick={() => onChange(1)}
        label={null}
        thumbLabel={t('speed.label')}
        marks={[{ value: 1 }]}
      />
      <Tooltip label={t('speed.invalid')} disabled={!invalid}>
        <NumberInput
          size="xs"
          className={classes.speedNumber}
          aria-label={t('speed.label')}
          data-composer="speed"
          step={0.05}
          decimalScale={2}
          clampBehavior="none"
          hideControls
          value={Number.isFinite(speed) ? speed : ''}
          error={invalid}
          onChange={(value) => onChange(typeof value === 'number' ? value : Number.NaN)}
        />
      </Tooltip>
    </div>
  );
}
