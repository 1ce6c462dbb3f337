import { Button, Checkbox, NativeSelect, Text } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  flowPrecisionSchema,
  llmPrecisionSchema,
  makeOptionsSchema,
  type MakeOptions,
} from '#contract/compiled-pack';
import { formatBytes } from '#contract/format-bytes';
import type { Pack } from '#contract/packs';
import { useStudio } from '../../state/studio';
import classes from './models.module.css';
import { usePacks } from './packs-store';

/** How a pack that is made here is to be made: how exactly, of what, what stays, and the room that it takes. */
export function MakePanel({ pack, making }: { pack: Pack; making: NonNullable<Pack['making']> }) {
  const { t } = useTranslation('models');
  const { api } = useStudio();
  const { attempt } = usePacks();
  const [options, setOptions] = useState<MakeOptions>(makeOptionsSchema.parse({}));
  const change = (part: Partial<MakeOptions>) => setOptions({ ...options, ...part });
  const size = formatBytes(making.downloadBytes);
  return (
    <section className={classes.make} aria-label={t('making.title', { name: pack.name })}>
      <Text size="sm" className="tabular">
        {t('making.disk', {
          download: size,
          peak: formatBytes(making.peakBytes),
          kept: formatBytes(options.keepSources ? making.keptBytes + making.sourceBytes : making.keptBytes),
        })}
      </Text>
      <div className={classes.makeChoices}>
        <NativeSelect
          size="xs"
          label={t('making.llm.label')}
          description={t(`making.llm.${options.llm}`)}
          value={options.llm}
          data={llmPrecisionSchema.options}
          onChange={({ currentTarget }) => change({ llm: llmPrecisionSchema.parse(currentTarget.value) })}
        />
        <NativeSelect
          size="xs"
          label={t('making.flow.label')}
          description={t(`making.flow.${options.flow}`)}
          value={options.flow}
          data={flowPrecisionSchema.options}
          onChange={({ currentTarget }) => change({ flow: flowPrecisionSchema.parse(currentTarget.value) })}
        />
      </div>
      <Checkbox
        size="xs"
        label={t('making.reinforced')}
        checked={options.reinforced}
        onChange={({ currentTarget }) => change({ reinforced: currentTarget.checked })}
      />
      <Checkbox
        size="xs"
        label={t('making.keepSources', { size: formatBytes(making.sourceBytes) })}
        checked={options.keepSources}
        onChange={({ currentTarget }) => change({ keepSources: currentTarget.checked })}
      />
      <Button
        size="compact-md"
        variant={pack.advice.code === 'too-little-disk' ? 'default' : 'filled'}
        leftSection={<IconBolt size={16} aria-hidden />}
        onClick={() => void attempt(() => api.downloadPack({ packId: pack.id, make: options }))}
      >
        {making.downloadBytes > 0 ? t('making.start', { size }) : t('making.startHere')}
      </Button>
    </section>
  );
}
