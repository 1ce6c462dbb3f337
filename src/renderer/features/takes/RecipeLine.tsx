import { Tooltip } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { isDraft } from '#contract/engines';
import { engineHint } from '../../lib/engine-words';
import { useStore } from '../../lib/store';
import { warningWords } from '#i18n/finding-words';
import { compared, slotOf } from './ab-slots';
import classes from './TakeList.module.css';

interface RecipeLineProps {
  readonly take: Take;
  readonly time: string;
  /** How many takes of its line stand behind this one. */
  readonly versions: number;
}

/** A take's recipe at a glance: when, who, seed, direction, speed, engine, and whether something is worth a look. */
export function RecipeLine({ take, time, versions }: RecipeLineProps) {
  const { t, i18n } = useTranslation('takes');
  const { recipe, understood, warnings } = take;
  const inChinese = i18n.language.startsWith('zh');
  const slot = slotOf(useStore(compared), take);
  const directions = understood.directions.map((each) => (inChinese ? each.zh : each.en));
  return (
    <span className={classes.recipe}>
      {slot && (
        <Tooltip label={t('keys.compare')}>
          <span className={classes.slot}>{slot}</span>
        </Tooltip>
      )}
      <span className={classes.number}>{t('take.number', { number: take.number })}</span>
      {take.batch && (
        <Tooltip label={t('take.batchHint')}>
          <span className={classes.badge}>
            {t('take.batch', { place: take.batch.place, of: take.batch.of })}
          </span>
        </Tooltip>
      )}
      {take.identicalTo !== undefined && (
        <Tooltip label={t('take.identicalHint')}>
          <span className={classes.warning}>{t('take.identical', { number: take.identicalTo })}</span>
        </Tooltip>
      )}
      {versions > 1 && (
        <Tooltip label={t('take.versions', { count: versions })}>
          <span className={classes.badge}>×{versions}</span>
        </Tooltip>
      )}
      {isDraft(recipe) && (
        <Tooltip label={engineHint({ id: recipe.engine }, i18n.language)}>
          <span className={classes.badge}>{t('engine.draftShort')}</span>
        </Tooltip>
      )}
      {warnings.length > 0 && (
        <Tooltip
          label={warnings.map((warning) => warningWords(warning, i18n.language)).join('\n')}
          style={{ whiteSpace: 'pre-line' }}
        >
          <span className={classes.warning}>
            <IconAlertTriangle size={12} aria-hidden="true" />
            {t('take.warnings', { count: warnings.length })}
          </span>
        </Tooltip>
      )}
      <span>{time}</span>
      {recipe.mode === 'vc' ? (
        <span className={classes.badge}>{t('modes.vc.label')}</span>
      ) : (
        <span>{t('take.seed', { seed: recipe.seed })}</span>
      )}
      <span className={classes.voice}>{recipe.voiceName}</span>
      {directions.length > 0 && (
        <span className={classes.direction}>{directions.join(inChinese ? '、' : ', ')}</span>
      )}
      {directions.length === 0 && recipe.instruction !== '' && (
        <span className={classes.direction}>{recipe.instruction}</span>
      )}
      {recipe.speed !== 1 && <span>{t('take.speed', { speed: recipe.speed })}</span>}
    </span>
  );
}
