import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pausesSchema, scriptLimits, type Pauses } from '#contract/scripts';
import classes from './script.module.css';
import type { ScriptEditing } from './use-script';

interface PausesPanelProps {
  readonly pauses: Pauses;
  readonly change: ScriptEditing['change'];
}

const kinds = Object.keys(pausesSchema.shape) as (keyof Pauses)[];

/** The silences of the whole script; a line's own stands above them. Fields are kept when they are left. */
export function PausesPanel({ pauses, change }: PausesPanelProps) {
  const { t } = useTranslation('script');
  return (
    <section className={classes.section} aria-labelledby="script-pauses">
      <h3 id="script-pauses" className={classes.title}>
        {t('pauses')}
      </h3>
      <div className={classes.pair}>
        {kinds.map((kind) => (
          <NumberInput
            key={`${kind} ${pauses[kind]}`}
            size="xs"
            label={t(`pauseKinds.${kind}`)}
            {...scriptLimits.pauseMs}
            step={50}
            allowDecimal={false}
            defaultValue={pauses[kind]}
            onBlur={({ currentTarget: { value } }) => {
              const typed = value === '' ? undefined : Number(value);
              if (typed !== pauses[kind]) void change({ do: 'pauses', pauses: { ...pauses, [kind]: typed } });
            }}
          />
        ))}
      </div>
    </section>
  );
}
