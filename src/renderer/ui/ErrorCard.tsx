import { useState } from 'react';
import { Button, Collapse, CopyButton, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconFileText, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ErrorReport, StudioError } from '#contract/errors';
import { reportError, StudioError as StudioErrorClass } from '#contract/errors';
import { errorWords } from '#i18n/error-words';
import classes from './ErrorCard.module.css';

export interface ErrorCardProps {
  readonly error: StudioError | ErrorReport;
  readonly onRetry?: (() => void) | undefined;
  /** What the retry button says; "Try again" when absent. */
  readonly retryLabel?: string | undefined;
  readonly onShowLog?: (() => void) | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

/** A failure where it happened: what, why with the numbers, what to do, and the way to its log lines. */
export function ErrorCard({ error, onRetry, retryLabel, onShowLog, onDismiss }: ErrorCardProps) {
  const { t, i18n } = useTranslation('errors');
  const [open, setOpen] = useState(false);
  const report = error instanceof StudioErrorClass ? reportError(error) : error;
  const words = errorWords(report, i18n.language);
  const technical = [`${report.code} ${JSON.stringify(report.values)}`, report.trace]
    .filter(Boolean)
    .join('\n');
  return (
    <div className={classes.card} role="alert">
      <IconAlertTriangle className={classes.icon} size={18} stroke={1.75} aria-hidden="true" />
      <div className={classes.body}>
        <Text fw={600} size="sm">
          {words.title}
        </Text>
        <Text size="sm" className={classes.words}>
          {words.detail === '' ? null : `${words.detail} `}
          <span className={classes.repair}>{words.repair}</span>
        </Text>
        <Group gap={8} mt={8}>
          {onRetry && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconRefresh size={14} />}
              onClick={onRetry}
            >
              {retryLabel ?? t('card.retry')}
            </Button>
          )}
          {onShowLog && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconFileText size={14} />}
              onClick={onShowLog}
            >
              {t('card.showLog')}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t('card.details')}
          </Button>
          {onDismiss && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={onDismiss}>
              {t('card.dismiss')}
            </Button>
          )}
        </Group>
        <Collapse expanded={open}>
          <pre className={classes.trace} tabIndex={0}>
            {technical}
          </pre>
          <CopyButton value={technical}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? t('card.copied') : t('card.copy')}
              </Button>
            )}
          </CopyButton>
        </Collapse>
      </div>
    </div>
  );
}
