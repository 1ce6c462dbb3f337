import { Badge, Group, Tooltip } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PromptReport } from '#contract/domain';
import { formatDb, formatSec } from '../../lib/format';
import { bySeverity, findingWords } from '../../lib/finding-words';
import classes from './prompt.module.css';

const icons = { blocking: IconAlertCircle, warning: IconAlertTriangle, note: IconInfoCircle };

/** What is right and wrong with the selection, in words, the worst first. */
export function PromptFindings({ report, checking }: { report: PromptReport; checking: boolean }) {
  const { t, i18n } = useTranslation('prompt');
  const { verdict, speechSec, snrDb, peakDb, findings } = report;
  return (
    <section className={classes.findings} aria-label={t('quality')} aria-busy={checking} aria-live="polite">
      <Group gap={8}>
        <Badge variant="light" radius="sm" className={classes.verdict} data-verdict={verdict}>
          {t(`verdict.${verdict}`)}
        </Badge>
        <Fact words={t('speech', { sec: formatSec(speechSec) })} hint={t('speechHint')} />
        <Fact words={t('snr', { db: formatDb(snrDb) })} hint={t('snrHint')} />
        <Fact words={t('peak', { db: formatDb(peakDb) })} hint={t('peakHint')} />
      </Group>
      <ul className={classes.list}>
        {bySeverity(findings).map((finding) => {
          const Icon = icons[finding.severity];
          return (
            <li key={finding.code} data-severity={finding.severity}>
              <Icon size={16} aria-hidden />
              <span>{findingWords(finding, i18n.language)}</span>
            </li>
          );
        })}
        {findings.length === 0 && (
          <li data-severity="good">
            <IconCircleCheck size={16} aria-hidden />
            <span>{t('allGood')}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Fact({ words, hint }: { words: string; hint: string }) {
  return (
    <Tooltip label={hint}>
      <span className={`${classes.fact} tabular`}>{words}</span>
    </Tooltip>
  );
}
