import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StudioError } from '#contract/errors';
import {
  packPartSchema,
  providerChoiceSchema,
  type PackPart,
  type ProviderChoice,
  type ProviderProbe,
} from '#contract/machine';
import { useLive } from '../../state/live';
import { ErrorCard } from '../../ui/ErrorCard';
import { Row } from '../../ui/SettingRows';

/** Which provider runs which part of CosyVoice 3; one that does not run here cannot be chosen. */
export function ProviderChoiceRows({ providers }: { readonly providers: readonly ProviderProbe[] }) {
  const { t } = useTranslation('devices');
  const { settings, updateSettings } = useLive();
  const [error, setError] = useState<StudioError>();
  if (!settings) return null;
  const choose = (part: PackPart, choice: ProviderChoice) => {
    updateSettings({ providers: { ...settings.providers, [part]: choice } }).then(
      () => setError(undefined),
      (thrown: unknown) => setError(StudioError.from(thrown)),
    );
  };
  const data = [
    { value: 'auto', label: t('automatic') },
    ...providers.map(({ provider, works }) => ({
      value: provider,
      label: t(`providers.${provider}`),
      disabled: !works,
    })),
  ];
  return (
    <>
      {packPartSchema.options.map((part) => (
        <Row key={part} label={t(`parts.${part}`)} hint={t(`partHints.${part}`)}>
          <Select
            size="xs"
            w={200}
            aria-label={t('runsOn', { part: t(`parts.${part}`) })}
            data={data}
            value={settings.providers[part]}
            onChange={(value) => {
              const choice = providerChoiceSchema.safeParse(value);
              if (choice.success) choose(part, choice.data);
            }}
            allowDeselect={false}
          />
        </Row>
      ))}
      {error && <ErrorCard error={error} onDismiss={() => setError(undefined)} />}
    </>
  );
}
