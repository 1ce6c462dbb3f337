import { useTranslation } from 'react-i18next';
import type { RecipeDifference } from '#contract/recipe-diff';
import classes from './TakeLibrary.module.css';

const SHOWN_CHARACTERS = 60;

/** What changed, field by field: "Seed 7 → 8". */
export function DifferenceList({ differences }: { readonly differences: readonly RecipeDifference[] }) {
  const { t } = useTranslation('takeLibrary');
  if (differences.length === 0) return <span className={classes.quiet}>{t('noChange')}</span>;
  const value = (text: string) => (text === '' ? t('none') : shorten(text));
  return (
    <span className={classes.differences}>
      {differences.map(({ field, name, before, after }) => (
        <span key={`${field} ${name ?? ''}`} className={classes.difference}>
          <span className={classes.quiet}>
            {t(`fields.${field}`)} {field === 'segmentSeeds' ? Number(name) + 1 : name}
          </span>{' '}
          {value(before)} → {value(after)}
        </span>
      ))}
    </span>
  );
}

function shorten(text: string): string {
  const characters = Array.from(text);
  if (/^[0-9a-f]{64}$/.test(text)) return `${text.slice(0, 8)}…`;
  return characters.length <= SHOWN_CHARACTERS ? text : `${characters.slice(0, SHOWN_CHARACTERS).join('')}…`;
}
