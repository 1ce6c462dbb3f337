import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconDice5, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './TakeComposer.module.css';
import type { Composer } from './use-composer';

interface SeedFieldProps {
  readonly composer: Pick<
    Composer,
    'abilities' | 'seedTyped' | 'seed' | 'typeSeed' | 'keepSeed' | 'rollSeed' | 'seedLocked' | 'setSeedLocked'
  >;
}

/** The seed of the next take: what stands here is what is used. */
export function SeedField({ composer }: SeedFieldProps) {
  const { t } = useTranslation('takes');
  const { abilities, seedTyped, seed, typeSeed, keepSeed, rollSeed, seedLocked, setSeedLocked } = composer;
  const invalid = seed === undefined && seedTyped !== '';
  const known =
    abilities?.obeysSeed === false
      ? t('engine.ignoresSeed')
      : t(seedLocked ? 'seed.locked' : 'seed.unlocked');
  const hint = invalid ? t('seed.invalid') : known;
  return (
    <div className={classes.field}>
      <span className={classes.label}>{t('composer.seed')}</span>
      <Tooltip label={hint}>
        <TextInput
          size="xs"
          className={classes.seed}
          aria-label={t('composer.seed')}
          aria-invalid={invalid}
          inputMode="numeric"
          data-composer="seed"
          value={seedTyped}
          error={invalid}
          onChange={(event) => typeSeed(event.currentTarget.value)}
          onBlur={keepSeed}
        />
      </Tooltip>
      <ActionIcon.Group>
        <Tooltip label={`${t('seed.dice')} (D)`}>
          <ActionIcon variant="default" size={30} aria-label={t('seed.dice')} onClick={rollSeed}>
            <IconDice5 size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t(seedLocked ? 'seed.unlock' : 'seed.lock')}>
          <ActionIcon
            variant={seedLocked ? 'light' : 'default'}
            size={30}
            aria-label={t('seed.lock')}
            aria-pressed={seedLocked}
            onClick={() => setSeedLocked(!seedLocked)}
          >
            {seedLocked ? <IconLock size={16} /> : <IconLockOpen size={16} />}
          </ActionIcon>
        </Tooltip>
      </ActionIcon.Group>
    </div>
  );
}
