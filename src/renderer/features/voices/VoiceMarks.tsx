import { Badge, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Voice } from '#contract/domain';
import { findingWords } from '#i18n/finding-words';
import { ConsentMark } from '../../ui/ConsentMark';
import classes from './voices.module.css';

/** Quality of the prompt, and whose voice it is; what was found is said on hover. */
export function VoiceMarks({ voice }: { voice: Voice }) {
  const { t, i18n } = useTranslation('voices');
  const found = voice.findings.map((finding) => findingWords(finding, i18n.language)).join(' ');
  return (
    <span className={classes.marks}>
      <Tooltip label={found} disabled={found === ''}>
        <Badge variant="light" radius="sm" className={classes.verdict} data-verdict={voice.verdict}>
          {t(`verdict.${voice.verdict}`)}
        </Badge>
      </Tooltip>
      <ConsentMark voice={voice} />
    </span>
  );
}
