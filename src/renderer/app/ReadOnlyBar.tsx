import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StudioError } from '#contract/errors';
import { errorWords } from '#i18n/error-words';
import classes from './Frame.module.css';
import { useStatusOf } from '../state/live';
import { useStudio } from '../state/studio';

/** Says that this window only looks at a library, and offers to open it for writing once the other studio is closed. */
export function ReadOnlyBar() {
  const { t, i18n } = useTranslation('app');
  const { api } = useStudio();
  const readOnly = useStatusOf((status) => status?.readOnly === true);
  const mayWriteLater = useStatusOf((status) => status?.holder !== undefined);
  const [refusal, setRefusal] = useState<StudioError>();
  if (!readOnly) return null;
  const open = () =>
    api.openForWriting().then(
      () => setRefusal(undefined),
      (thrown: unknown) => setRefusal(StudioError.from(thrown)),
    );
  return (
    <div className={classes.lost} role="status">
      <IconEye size={18} aria-hidden />
      <span>{refusal ? errorWords(refusal, i18n.language).detail : t('readOnly')}</span>
      {mayWriteLater && (
        <Button size="compact-xs" variant="default" onClick={() => void open()}>
          {t('openForWriting')}
        </Button>
      )}
    </div>
  );
}
