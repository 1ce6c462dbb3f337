import { Badge, Button, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import type { Hardware, MachineReport } from '#contract/machine';
import { formatDateTime } from '../../lib/format';
import { ErrorCard } from '../../ui/ErrorCard';
import { Group, Row } from '../../ui/SettingRows';
import classes from './devices.module.css';
import { ProviderChoiceRows } from './ProviderChoiceRows';
import { ProviderRow } from './ProviderRow';
import { useMachine } from './use-machine';

/** What this machine is made of, which provider runs graphs how fast, why one does not, and which runs what. */
export function DevicesSettings() {
  const { t, i18n } = useTranslation('devices');
  const { report, probing, error, probe } = useMachine();
  const action = (
    <div className={classes.action} aria-live="polite">
      {probing && (
        <Text size="xs" c="dimmed" className="tabular">
          {t('probing', {
            step: t(`providers.${probing.step}`),
            done: probing.done + 1,
            total: probing.total,
          })}
        </Text>
      )}
      {!probing && report && (
        <Text size="xs" c="dimmed">
          {t('probedAt', { time: formatDateTime(report.probedAt, i18n.language) })}
        </Text>
      )}
      <Button
        size="compact-sm"
        variant="default"
        loading={probing !== undefined}
        leftSection={<IconRefresh size={14} aria-hidden />}
        onClick={probe}
      >
        {t('probe')}
      </Button>
    </div>
  );
  return (
    <Group title={t('title')} action={action}>
      {error && <ErrorCard error={error} onRetry={probe} />}
      {!report && !error && <Row label={t('firstProbe')} hint={t('firstProbeHint')} />}
      {report && <HardwareRows hardware={report.hardware} />}
      {report && <Providers report={report} />}
      {report && <ProviderChoiceRows providers={report.providers} />}
    </Group>
  );
}

function HardwareRows({ hardware: { cpu, memory, gpus, notes } }: { readonly hardware: Hardware }) {
  const { t } = useTranslation('devices');
  return (
    <>
      <Row label={t('processor')} hint={cpu.model}>
        <span className={`tabular ${classes.value}`}>
          {t('cores', { cores: cpu.physicalCores, threads: cpu.logicalCores })}
        </span>
        {cpu.features.map((feature) => (
          <Badge key={feature} variant="light" color="gray" radius="sm" className={classes.feature}>
            {feature}
          </Badge>
        ))}
      </Row>
      <Row label={t('memory')}>
        <span className={`tabular ${classes.value}`}>
          {t('freeOf', { free: formatBytes(memory.availableBytes), total: formatBytes(memory.totalBytes) })}
        </span>
      </Row>
      {gpus.length === 0 && <Row label={t('graphics')} hint={t('noGraphics')} />}
      {gpus.map(({ model, memoryBytes, freeBytes, driver }, at) => (
        <Row
          key={`${model}-${at}`}
          label={t('graphics')}
          hint={driver === undefined ? model : t('withDriver', { model, driver })}
        >
          {memoryBytes !== undefined && (
            <span className={`tabular ${classes.value}`}>
              {freeBytes === undefined
                ? formatBytes(memoryBytes)
                : t('freeOf', { free: formatBytes(freeBytes), total: formatBytes(memoryBytes) })}
            </span>
          )}
        </Row>
      ))}
      {notes.map((note) => (
        <Row key={note} label={t('note')} hint={note} />
      ))}
    </>
  );
}

function Providers({ report: { providers } }: { readonly report: MachineReport }) {
  const fastest = Math.max(1, ...providers.map(({ gigaflops = 0 }) => gigaflops));
  const cpu = providers.find(({ provider }) => provider === 'cpu')?.gigaflops;
  return providers.map((probe) => (
    <ProviderRow key={probe.provider} probe={probe} fastest={fastest} cpuGigaflops={cpu} />
  ));
}
