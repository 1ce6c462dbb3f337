import { Button, Checkbox, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  advancedRanges,
  stopMaskings,
  textRules,
  type Advanced,
  type AdvancedNumber,
} from '#contract/advanced';
import classes from './AdvancedDrawer.module.css';

/** What the model does when a field is empty. */
const defaults: Readonly<Record<AdvancedNumber, number>> = {
  flowSteps: 10,
  guidance: 0.7,
  topP: 0.8,
  topK: 25,
  windowSize: 10,
  repetitionShare: 0.1,
  minTokenRatio: 2,
  maxTokenRatio: 20,
  silentRun: 5,
  pauseMs: 0,
};
const numbers = Object.keys(defaults) as readonly AdvancedNumber[];
/** What a conversion listens to: it has no text and draws no token. */
const flowNumbers: readonly AdvancedNumber[] = ['flowSteps', 'guidance'];

interface AdvancedDrawerProps {
  readonly advanced: Advanced;
  /** The take converts speech. */
  readonly converts?: boolean;
  readonly onChange: (advanced: Advanced) => void;
}

/** CosyVoice 3's own parameters, closed until somebody asks for them; an empty field leaves the model its default. */
export function AdvancedDrawer({ advanced, converts = false, onChange }: AdvancedDrawerProps) {
  const { t } = useTranslation('takes');
  const count = Object.keys(advanced).length;
  const set = <K extends keyof Advanced>(name: K, value: Advanced[K] | undefined) => {
    const others = Object.entries(advanced).filter(([each]) => each !== name);
    onChange({ ...Object.fromEntries(others), ...(value === undefined ? {} : { [name]: value }) });
  };
  return (
    <details className={classes.drawer}>
      <summary>{count === 0 ? t('advanced.title') : t('advanced.titleChanged', { count })}</summary>
      <div className={classes.fields}>
        {(converts ? flowNumbers : numbers).map((name) => {
          const { min, max, whole } = advancedRanges[name];
          return (
            <NumberInput
              key={name}
              size="xs"
              label={t(`advanced.${name}`)}
              placeholder={String(defaults[name])}
              value={advanced[name] ?? ''}
              min={min}
              max={max}
              step={whole ? 1 : 0.1}
              allowDecimal={!whole}
              clampBehavior="strict"
              onChange={(value) => set(name, typeof value === 'number' ? value : undefined)}
            />
          );
        })}
        {!converts && <Choices advanced={advanced} set={set} />}
        <Checkbox
          size="xs"
          label={t('advanced.cleanReference')}
          checked={advanced.cleanReference ?? true}
          onChange={({ currentTarget }) => set('cleanReference', currentTarget.checked ? undefined : false)}
        />
        <Button size="compact-xs" variant="default" disabled={count === 0} onClick={() => onChange({})}>
          {t('advanced.reset')}
        </Button>
      </div>
    </details>
  );
}

interface ChoicesProps {
  readonly advanced: Advanced;
  readonly set: <K extends keyof Advanced>(name: K, value: Advanced[K] | undefined) => void;
}

/** What is chosen, not counted, about a text. */
function Choices({ advanced, set }: ChoicesProps) {
  const { t } = useTranslation('takes');
  return (
    <>
      <Select
        size="xs"
        label={t('advanced.stopMasking')}
        data={stopMaskings.map((value) => ({ value, label: t(`advanced.stopMaskings.${value}`) }))}
        value={advanced.stopMasking ?? 'strict'}
        onChange={(chosen) =>
          set(
            'stopMasking',
            stopMaskings.find((each) => each === chosen && each !== 'strict'),
          )
        }
        allowDeselect={false}
      />
      <Select
        size="xs"
        label={t('advanced.textRules')}
        data={textRules.map((value) => ({ value, label: t(`advanced.textRulesOf.${value}`) }))}
        value={advanced.textRules ?? 'guarded'}
        onChange={(chosen) =>
          set(
            'textRules',
            textRules.find((each) => each === chosen && each !== 'guarded'),
          )
        }
        allowDeselect={false}
      />
    </>
  );
}
