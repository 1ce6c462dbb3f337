import { Badge, Tooltip } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PromptReport, Recording } from '#contract/domain';
import { formatDb } from '#i18n/fill-words';
import { formatKiloHertz, formatSec } from '../../lib/format';
import { bySeverity, findingWords } from '#i18n/finding-words';
import classes from './prompt.module.css';

/** Digital silence between the words says nothing more about a recording than this. */
const SNR_SHOWN_DB = 60;

const icons = { blocking: IconAlertCircle, warning: IconAlertTriangle, note: IconInfoCircle };

interface PromptFindingsProps {
  readonly recording: Recording;
  readonly report: PromptReport;
  readonly checking: boolean;
}

/** What is right and wrong with the selection, in words, the worst first. */
export function PromptFindings({ recording, report, checking }: PromptFindingsProps) {
  const { t, i18n } = useTranslation('prompt');
  const { speechSec, snrDb, peakDb, findings } = report;
  return (
    <section className={classes.findings} aria-label={t('quality')} aria-busy={checking} aria-live="polite">
      <div className={classes.facts}>
        <Fact words={t('speech', { sec: formatSec(speechSec) })} hint={t('speechHint')} />
        <Fact
          words={t('snr', { db: snrDb > SNR_SHOWN_DB ? `> ${SNR_SHOWN_DB}` : Math.round(snrDb) })}
          hint={t('snrHint')}
        />
        <Fact words={t('peak', { db: formatDb(peakDb) })} hint={t('peakHint')} />
        <Fact
          words={t('rate', { rate: formatKiloHertz(recording.sampleRateHz) })}
          hint={recording.format === 'microphone' ? t('microphone') : recording.format}
        />
      </div>
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

/** The judgement in two words. */
export function Verdict({ verdict }: Pick<PromptReport, 'verdict'>) {
  const { t } = useTranslation('prompt');
  return (
    <Badge variant="light" radius="sm" className={classes.verdict} data-verdict={verdict}>
      {t(`verdict.${verdict}`)}
    </Badge>
  );
}

function Fact({ words, hint }: { words: string; hint: string }) {
  return (
    <Tooltip label={hint}>
      <span className={`${classes.fact} tabular`}>{words}</span>
    </Tooltip>
  );
}
