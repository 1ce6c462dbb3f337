import { Select } from '@mantine/core';
import { IconMicrophone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../state/live';
import { useMicrophones } from './microphones';

const SYSTEM_DEFAULT = 'system-default';

/** The microphone that is recorded with; the choice is kept. */
export function MicrophonePicker({ disabled = false }: { disabled?: boolean }) {
  const { t } = useTranslation('record');
  const { settings, updateSettings } = useLive();
  const microphones = useMicrophones();
  const chosen = settings?.microphoneId ?? '';
  const known = (microphones?.choices ?? []).map(({ id, label }, index) => ({
    value: id,
    label: label === '' ? t('device.unnamed', { n: index + 1 }) : label,
  }));
  const none = microphones?.present === false;
  return (
    <Select
      size="xs"
      aria-label={t('device.label')}
      leftSection={<IconMicrophone size={14} aria-hidden />}
      data={[{ value: SYSTEM_DEFAULT, label: none ? t('device.none') : t('device.default') }, ...known]}
      value={known.some(({ value }) => value === chosen) ? chosen : SYSTEM_DEFAULT}
      onChange={(value) =>
        // a choice that could not be kept is shown by the list staying as it was
        void updateSettings({
          microphoneId: value === null || value === SYSTEM_DEFAULT ? '' : value,
        }).catch(() => undefined)
      }
      allowDeselect={false}
      disabled={disabled}
      comboboxProps={{ width: 280, position: 'bottom-end' }}
    />
  );
}
