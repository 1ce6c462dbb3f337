import { Button } from '@mantine/core';
import { IconDownload, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import { useLive, useStatusOf } from '../../state/live';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import classes from './models.module.css';
import { usePacks } from './packs-store';

/** Beside the draft voice, once: the real voice is one click away. It never stands in the way. */
export function PackOffer() {
  const { t } = useTranslation('models');
  const { api } = useStudio();
  const { settings, updateSettings } = useLive();
  const { goTo } = useSession();
  const { packs, attempt } = usePacks();
  const readOnly = useStatusOf((status) => status?.readOnly === true);
  const offered = packs?.find(({ advice }) => advice.code === 'recommended');
  const nothingHere = packs?.every(({ state }) => state === 'not-installed') === true;
  if (!settings || readOnly || settings.packOffered || !offered || !nothingHere) return null;
  const dismiss = () => void updateSettings({ packOffered: true }).catch(() => undefined);
  const get = async () => {
    goTo('models');
    await attempt(() => api.downloadPack({ packId: offered.id }));
    dismiss();
  };
  const body = t('offer.body', { size: formatBytes(offered.missingBytes) });
  return (
    <section className={classes.offer} aria-label={t('offer.title')}>
      <IconSparkles size={20} stroke={1.6} aria-hidden className={classes.offerIcon} />
      {/* one line: the takes below need the room more */}
      <div className={classes.offerWords} title={body}>
        <strong>{t('offer.title')}</strong> <span className={classes.quiet}>{body}</span>
      </div>
      <Button
        size="compact-sm"
        leftSection={<IconDownload size={15} aria-hidden />}
        onClick={() => void get()}
      >
        {t('offer.get')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={dismiss}>
        {t('offer.later')}
      </Button>
    </section>
  );
}
