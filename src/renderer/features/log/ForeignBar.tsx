import { Button, FileButton } from '@mantine/core';
import { IconArrowBackUp, IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { foreignLog, openForeignLog, type ForeignLog } from './open-foreign';
import classes from './Log.module.css';

/** Tells that the lines below are of a file of somebody else, and leads back. */
export function ForeignBar({ log }: { readonly log: ForeignLog }) {
  const { t } = useTranslation('log');
  return (
    <div className={classes.foreign} role="status">
      <IconFileText size={16} />
      <strong>
        <bdi>{log.name}</bdi>
      </strong>
      <span>
        {log.read < 1
          ? t('foreign.reading', { percent: Math.round(log.read * 100) })
          : t('foreign.about', { count: log.entries.length })}
      </span>
      {log.leftOut > 0 && <span>{t('foreign.leftOut', { count: log.leftOut })}</span>}
      <span className={classes.spring} />
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={14} />}
        onClick={() => foreignLog.set(undefined)}
      >
        {t('foreign.back')}
      </Button>
    </div>
  );
}

/** Opens a log file from this computer, whoever wrote it. */
export function OpenForeign() {
  const { t } = useTranslation('log');
  return (
    <FileButton accept=".log,.txt,.out,text/plain" onChange={(file) => file && void openForeignLog(file)}>
      {(props) => (
        <Button {...props} size="compact-sm" variant="default" leftSection={<IconFileText size={14} />}>
          {t('foreign.open')}
        </Button>
      )}
    </FileButton>
  );
}
