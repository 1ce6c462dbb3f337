import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pack } from '#contract/packs';
import { useStudio } from '../../app/studio';
import { Row } from './rows';

interface PackRowsProps {
  readonly attempt: (work: Promise<unknown>) => void;
}

/** The packs of this computer: what checking each one found, and a button that checks it now. */
export function PackRows({ attempt }: PackRowsProps) {
  const { t, i18n } = useTranslation('settings');
  const { api } = useStudio();
  const [packs, setPacks] = useState<readonly Pack[]>([]);
  const [checking, setChecking] = useState<string>();
  useEffect(() => {
    let shown = true;
    // an engine that cannot be asked is said in its own row
    const show = (found: readonly Pack[]) => shown && setPacks(found);
    api.listPacks().then(show, () => undefined);
    return () => {
      shown = false;
    };
  }, [api]);

  const check = async (packId: string) => {
    setChecking(packId);
    try {
      await api.verifyPack({ packId });
      setPacks(await api.listPacks());
    } finally {
      setChecking(undefined);
    }
  };
  const words = ({ usable, reason, verified }: Pack): string => {
    if (!usable) return reason;
    if (!verified) return t('packUnverified');
    const date = new Date(verified.verifiedAt).toLocaleDateString(i18n.language);
    if (verified.passed) return t('packVerified', { date });
    const failed = verified.checks
      .filter(({ state }) => state === 'failed')
      .map(({ id }) => t(`checks.${id}`));
    return t('packFailed', { date, failed: failed.join(t('listSeparator')) });
  };
  const installed = packs.filter(({ stamp }) => stamp !== '');
  return installed.map((pack) => (
    <Row key={pack.id} label={pack.name} hint={words(pack)}>
      <Button
        size="compact-sm"
        variant="default"
        loading={checking === pack.id}
        disabled={checking !== undefined}
        onClick={() => attempt(check(pack.id))}
      >
        {t('checkPack')}
      </Button>
    </Row>
  ));
}
