import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { limits } from '#contract/domain';
import type { ProjectDefaults } from '#contract/projects';
import classes from './DefaultsFields.module.css';

/** What new takes start from. */
export type Defaults = Omit<ProjectDefaults, 'voiceId'>;

interface DefaultsFieldsProps {
  readonly defaults: Defaults;
  /** The engines to choose from; which one speaks is a project's to say, not a voice's. */
  readonly engines?: readonly { readonly id: string; readonly name: string }[];
  /** BCP 47, to choose from for texts that do not say their own; a voice has its language among its details. */
  readonly languages?: readonly string[];
  /** All of them, those without a value left out. */
  readonly onKeep: (defaults: Defaults) => void;
}

/** Direction, speed and seed that the composer starts from; each is kept when it is left, an empty one says nothing. */
export function DefaultsFields({ defaults, engines, languages, onKeep }: DefaultsFieldsProps) {
  const { t, i18n } = useTranslation(['voices', 'takes']);
  const [instruction, setInstruction] = useState(defaults.instruction ?? '');
  // as typed: "1." is on its way to a number
  const [speed, setSpeed] = useState<string | number>(defaults.speed ?? '');
  const [seed, setSeed] = useState<string | number>(defaults.seed ?? '');
  const keep = (change: { [K in keyof Defaults]: Defaults[K] | undefined }) => {
    const said = Object.entries({ ...defaults, ...change }).filter(([, value]) => value !== undefined);
    const same = Object.keys(change).every(
      (key) => change[key as keyof Defaults] === defaults[key as keyof Defaults],
    );
    if (!same) onKeep(Object.fromEntries(said));
  };
  return (
    <>
      <TextInput
        size="xs"
        label={t('defaults.instruction')}
        value={instruction}
        maxLength={limits.instructionCharacters.max}
        onChange={(event) => setInstruction(event.currentTarget.value)}
        onBlur={() => keep({ instruction: instruction.trim() || undefined })}
      />
      <div className={classes.row}>
        <NumberInput
          size="xs"
          label={t('defaults.speed')}
          min={limits.speed.min}
          max={limits.speed.max}
          step={0.05}
          decimalScale={2}
          value={speed}
          onChange={setSpeed}
          onBlur={() => keep({ speed: within(speed, limits.speed) })}
        />
        <NumberInput
          size="xs"
          label={t('defaults.seed')}
          min={limits.seed.min}
          max={limits.seed.max}
          allowDecimal={false}
          hideControls
          value={seed}
          onChange={setSeed}
          onBlur={() => keep({ seed: within(seed, limits.seed) })}
        />
        {engines && (
          <Select
            size="xs"
            label={t('takes:engine.label')}
            placeholder={t('takes:engine.asChosen')}
            data={engines.map(({ id, name }) => ({ value: id, label: name }))}
            value={defaults.engine ?? null}
            clearable
            onChange={(value) => keep({ engine: value ?? undefined })}
          />
        )}
        {languages && (
          <Select
            size="xs"
            label={t('defaults.language')}
            title={t('defaults.languageHint')}
            placeholder={t('takes:spoken.auto')}
            data={[...new Set([...languages, ...(defaults.language ? [defaults.language] : [])])].map(
              (tag) => ({
                value: tag,
                label: new Intl.DisplayNames(i18n.language, { type: 'language' }).of(tag) ?? tag,
              }),
            )}
            value={defaults.language ?? null}
            clearable
            searchable
            onChange={(value) => keep({ language: value ?? undefined })}
          />
        )}
      </div>
    </>
  );
}

/** @returns what the field will show once it is left; undefined when it is empty */
function within(typed: string | number, { min, max }: { readonly min: number; readonly max: number }) {
  const number = typed === '' ? Number.NaN : Number(typed);
  return Number.isFinite(number) ? Math.min(max, Math.max(min, number)) : undefined;
}
