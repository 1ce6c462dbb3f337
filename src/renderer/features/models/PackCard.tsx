import { Anchor, Badge, CopyButton, Loader, Text, UnstyledButton } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import { opensOutside } from '#contract/outside-links';
import type { Pack } from '#contract/packs';
import { useStatusOf } from '../../state/live';
import { DownloadPanel } from './DownloadPanel';
import { MakePanel } from './MakePanel';
import classes from './models.module.css';
import { PackActions } from './PackActions';
import { adviceWords, aboutWords, brokenWords } from './pack-words';

/** One pack: name and state, what it is for, its facts, and what can be done with it. */
export function PackCard({ pack }: { pack: Pack }) {
  const { t, i18n } = useTranslation('models');
  const { advice, state, download, inUse, inPlace } = pack;
  const verifiedOn =
    pack.verified?.passed === true
      ? new Date(pack.verified.verifiedAt).toLocaleDateString(i18n.language)
      : undefined;
  return (
    <article className={classes.card} aria-labelledby={`pack-${pack.id}`}>
      <div className={classes.cardHead}>
        <h2 id={`pack-${pack.id}`} className={classes.name}>
          {pack.name}
        </h2>
        {advice.code === 'recommended' && (
          <Badge variant="light" radius="sm" className={classes.badge} data-kind="recommended">
            {t('recommended')}
          </Badge>
        )}
        <Badge variant="light" radius="sm" className={classes.badge} data-state={state}>
          {state === 'checking' && <Loader size={10} mr={6} color="currentColor" aria-hidden />}
          {t(`states.${state}`)}
        </Badge>
        {inUse && (
          <Text size="xs" className={classes.quiet}>
            {t('inUse')}
          </Text>
        )}
        <div className={classes.cardActions}>
          <PackActions pack={pack} />
        </div>
      </div>
      <Text size="sm">{aboutWords(pack, t, i18n)}</Text>
      <Text size="sm" className={classes.advice} data-code={advice.code}>
        {adviceWords(pack, t)}
      </Text>
      {state === 'broken' && (
        <Text size="sm" className={classes.broken} role="alert">
          {brokenWords(pack, t, i18n.language)}
        </Text>
      )}
      {pack.making && state === 'not-installed' && <MakePanel pack={pack} making={pack.making} />}
      {download && <DownloadPanel pack={pack} download={download} />}
      <dl className={classes.facts}>
        <Fact name={t('facts.size')}>
          {pack.bytesKnown ? formatBytes(pack.bytes) : t('atLeast', { size: formatBytes(pack.bytes) })}
        </Fact>
        {pack.precision !== '' && <Fact name={t('facts.precision')}>{pack.precision}</Fact>}
        <Fact name={t('facts.licence')}>{pack.license === '' ? t('unknownLicence') : pack.license}</Fact>
        {pack.modelCard !== '' && (
          <Fact name={t('facts.card')}>
            <CardLink address={pack.modelCard} />
          </Fact>
        )}
        {verifiedOn !== undefined && <Fact name={t('facts.verified')}>{verifiedOn}</Fact>}
        {inPlace !== undefined && (
          <Fact name={t('facts.inPlace')}>
            <code>{inPlace}</code>
          </Fact>
        )}
      </dl>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="tabular">{children}</dd>
    </div>
  );
}

/** The desktop host opens pages that it knows in the system's browser; any other address is copied there. */
function CardLink({ address }: { address: string }) {
  const { t } = useTranslation('models');
  const inDesktop = useStatusOf((status) => status?.host === 'electron');
  if (!inDesktop || opensOutside(address))
    return (
      <Anchor href={address} target="_blank" rel="noopener noreferrer" size="sm">
        {new URL(address).host} <IconExternalLink size={13} aria-hidden />
      </Anchor>
    );
  return (
    <CopyButton value={address}>
      {({ copied, copy }) => (
        <UnstyledButton className={classes.copyLink} onClick={copy}>
          {copied ? t('addressCopied') : t('copyAddress')}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}
