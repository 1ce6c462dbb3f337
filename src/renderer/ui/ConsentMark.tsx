import { Badge, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { statementMatches } from '#contract/consent';
import type { Voice } from '#contract/domain';
import classes from './ConsentMark.module.css';

/** Whose voice it is, wherever a voice is shown; one that nobody spoke for says so. */
export function ConsentMark({ voice }: { readonly voice: Pick<Voice, 'consent' | 'promptSha256'> }) {
  const { t } = useTranslation('voices');
  const { consent, promptSha256 } = voice;
  const matches = statementMatches(consent, promptSha256);
  const kind = !consent ? 'none' : matches ? consent.kind : 'mismatch';
  const hint =
    kind === 'permitted' && consent?.kind === 'permitted'
      ? t('consent.hint.permitted', { by: consent.by, scope: consent.scope, date: consent.date })
      : t(`consent.hint.${kind === 'permitted' ? 'own' : kind}`);
  return (
    <Tooltip label={hint} multiline maw={320}>
      <Badge variant="default" radius="sm" className={classes.mark} data-kind={kind}>
        {t(`consent.mark.${kind}`)}
      </Badge>
    </Tooltip>
  );
}
