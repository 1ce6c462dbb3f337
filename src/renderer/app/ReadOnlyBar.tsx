import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Frame.module.css';
import { useStatusOf } from './live';

/** Says that this window only looks at a library that another studio writes to. */
export function ReadOnlyBar() {
  const { t } = useTranslation('app');
  if (!useStatusOf((status) => status?.readOnly === true)) return null;
  return (
    <div className={classes.lost} role="status">
      <IconEye size={18} aria-hidden />
      <span>{t('readOnly')}</span>
    </div>
  );
}
