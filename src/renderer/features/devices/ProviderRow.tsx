import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProviderProbe } from '#contract/machine';
import { Row } from '../../ui/SettingRows';
import classes from './devices.module.css';

export interface ProviderRowProps {
  readonly probe: ProviderProbe;
  /** GFLOP/s of the fastest provider here: the full length of a bar. */
  readonly fastest: number;
  readonly cpuGigaflops: number | undefined;
}

/** One provider: its measured speed against the others, or exactly why it does not run. */
export function ProviderRow({ probe, fastest, cpuGigaflops }: ProviderRowProps) {
  const { t } = useTranslation('devices');
  const { provider, works, bundled, reason, gigaflops = 0 } = probe;
  const name = t(`providers.${provider}`);
  if (!works) {
    return (
      <Row label={name} hint={reason}>
        <Badge variant="light" color="gray" radius="sm" className={classes.feature}>
          {bundled ? t('doesNotRun') : t('notBundled')}
        </Badge>
      </Row>
    );
  }
  const ratio = cpuGigaflops && provider !== 'cpu' ? gigaflops / cpuGigaflops : undefined;
  return (
    <Row label={name} hint={ratio === undefined ? undefined : t('timesCpu', { ratio: ratio.toFixed(1) })}>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${Math.max(2, (100 * gigaflops) / fastest)}%` }} />
      </span>
      <span className={`tabular ${classes.speed}`}>
        {t('speed', { speed: gigaflops >= 100 ? Math.round(gigaflops) : gigaflops })}
      </span>
    </Row>
  );
}
