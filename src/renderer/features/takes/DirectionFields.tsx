import { ActionIcon, Select, TextInput, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Understood } from '#contract/domain';
import { limits } from '#contract/domain';
import { directionKinds } from './instruction';
import classes from './TakeComposer.module.css';
import { countCharacters } from './text-length';
import type { Composer } from './use-composer';

interface DirectionFieldsProps {
  readonly composer: Pick<Composer, 'draft' | 'change' | 'presets' | 'instruction' | 'understood'>;
}

/** Dialect, emotion, pace and volume from the official templates, and free words; together one instruction. */
export function DirectionFields({ composer }: DirectionFieldsProps) {
  const { t, i18n } = useTranslation('takes');
  const { draft, change, presets, instruction } = composer;
  const inChinese = i18n.language.startsWith('zh');
  const kinds = directionKinds.filter((kind) => presets.some((preset) => preset.kind === kind));
  return (
    <div className={classes.directions} role="group" aria-label={t('direction.label')}>
      {kinds.map((kind) => (
        <Select
          key={kind}
          size="xs"
          className={classes.pick}
          aria-label={t(`direction.${kind}`)}
          placeholder={t(`direction.${kind}`)}
          data={presets
            .filter((preset) => preset.kind === kind)
            .map((preset) => ({ value: preset.id, label: inChinese ? preset.zh : preset.en }))}
          value={draft.picks[kind] ?? null}
          onChange={(id) => change({ picks: { ...draft.picks, [kind]: id ?? undefined } })}
          clearable
          searchable={presets.filter((preset) => preset.kind === kind).length > 8}
          checkIconPosition="right"
          comboboxProps={{ width: 200, position: 'bottom-start' }}
        />
      ))}
      <TextInput
        size="xs"
        className={classes.free}
        aria-label={t('direction.free')}
        placeholder={t('direction.freePlaceholder')}
        data-composer="direction"
        value={draft.freeText}
        onChange={(event) => change({ freeText: event.currentTarget.value })}
        error={countCharacters(instruction) > limits.instructionCharacters.max}
      />
    </div>
  );
}

/** What the engine heard of the direction, and the way to take all of it back. */
export function UnderstoodLine({ composer }: DirectionFieldsProps) {
  const { t, i18n } = useTranslation('takes');
  const { change, instruction, understood } = composer;
  if (instruction === '') return null;
  return (
    <div className={classes.understood} aria-live="polite">
      <UnderstoodChips understood={understood} inChinese={i18n.language.startsWith('zh')} />
      <Tooltip label={t('direction.clear')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={20}
          aria-label={t('direction.clear')}
          onClick={() => change({ picks: {}, freeText: '' })}
        >
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

interface UnderstoodChipsProps {
  readonly understood: Understood | undefined;
  readonly inChinese: boolean;
}

/** What was heard in the accent colour, what was not in amber: nobody has to guess. */
function UnderstoodChips({ understood, inChinese }: UnderstoodChipsProps) {
  const { t } = useTranslation('takes');
  if (!understood) return <span>{t('direction.listening')}</span>;
  return (
    <>
      {understood.directions.length > 0 && <span>{t('direction.understood')}</span>}
      {understood.directions.map((direction) => (
        <span key={`${direction.kind} ${direction.id}`} className={classes.chip}>
          {inChinese ? direction.zh : direction.en}
        </span>
      ))}
      {(understood.unfollowed ?? []).map(({ kind, id, en, zh, why }) => (
        <Tooltip key={`${kind} ${id}`} label={t(`direction.${why}Hint`)}>
          <span className={classes.chip} data-ignored>
            {t(`direction.${why}`, { name: inChinese ? zh : en })}
          </span>
        </Tooltip>
      ))}
      {understood.ignored.map((part) => (
        <Tooltip key={part} label={t('direction.ignoredHint')}>
          <span className={classes.chip} data-ignored>
            {t('direction.ignored', { part })}
          </span>
        </Tooltip>
      ))}
    </>
  );
}
