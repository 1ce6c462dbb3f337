import { NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { limits, type Voice, type VoiceDefaults } from '#contract/domain';
import type { VoiceActions } from './use-voice-actions';
import classes from './VoiceDetails.module.css';

/** What the composer starts from when the voice is picked; an empty field leaves the composer as it is. */
export function VoiceDefaultsForm({
  voice,
  actions,
}: {
  readonly voice: Voice;
  readonly actions: VoiceActions;
}) {
  const { t } = useTranslation('voices');
  const [instruction, setInstruction] = useState(voice.defaults.instruction ?? '');
  const keep = (change: { [K in keyof VoiceDefaults]: VoiceDefaults[K] | undefined }) => {
    const next = Object.entries({ ...voice.defaults, ...change }).filter(([, value]) => value !== undefined);
    void actions.change(voice, { defaults: Object.fromEntries(next) });
  };
  const numberOf = (value: string | number) => (typeof value === 'number' ? value : undefined);
  return (
    <section className={classes.section} aria-labelledby="defaults-title">
      <h3 id="defaults-title" className={classes.title}>
        {t('defaults.title')}
      </h3>
      <TextInput
        size="xs"
        label={t('defaults.instruction')}
        value={instruction}
        maxLength={limits.instructionCharacters.max}
        onChange={(event) => setInstruction(event.currentTarget.value)}
        onBlur={() => keep({ instruction: instruction.trim() === '' ? undefined : instruction.trim() })}
      />
      <div className={classes.pair}>
        <NumberInput
          size="xs"
          label={t('defaults.speed')}
          min={limits.speed.min}
          max={limits.speed.max}
          step={0.05}
          decimalScale={2}
          value={voice.defaults.speed ?? ''}
          onChange={(value) => keep({ speed: numberOf(value) })}
        />
        <NumberInput
          size="xs"
          label={t('defaults.seed')}
          min={limits.seed.min}
          max={limits.seed.max}
          allowDecimal={false}
          hideControls
          value={voice.defaults.seed ?? ''}
          onChange={(value) => keep({ seed: numberOf(value) })}
        />
      </div>
    </section>
  );
}
