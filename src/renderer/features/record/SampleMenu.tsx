import { Button, Menu, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useIntake } from './intake';
import { useSampleName, useSamples } from './use-samples';

/** The sample prompts behind one button, for those who have voices already. */
export function SampleMenu() {
  const { t } = useTranslation('record');
  const { openSample } = useIntake();
  const samples = useSamples();
  const nameOf = useSampleName();
  if (samples.length === 0) return null;
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconSparkles size={16} aria-hidden />}>
          {t('samples')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('samplesHint')}</Menu.Label>
        {samples.map((sample) => (
          <Menu.Item key={sample.id} onClick={() => openSample(sample, nameOf(sample))}>
            {nameOf(sample)}
            <Text component="span" size="xs" c="dimmed" className="tabular" ml={8}>
              {sample.durationSec.toFixed(1)} s
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
