import { useState } from 'react';
import { Button, Checkbox, Loader, Modal, Tabs } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BundlePreview } from '#contract/bundle';
import { StudioError } from '#contract/errors';
import { formatBytes } from '#contract/format-bytes';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';
import { bundleFor } from '../../lib/navigation';
import { saveFile } from '../../lib/save-file';
import { useStore } from '../../lib/store';
import { ErrorCard } from '../../ui/ErrorCard';
import classes from './BundleDialog.module.css';

/** What a support bundle holds, to the letter, before it is written; it goes to a file and to nobody. */
export function BundleDialog() {
  const { t } = useTranslation('flight');
  const wanted = useStore(bundleFor);
  return (
    <Modal
      opened={wanted !== undefined}
      onClose={() => bundleFor.set(undefined)}
      title={t('bundle.title')}
      size={860}
      closeButtonProps={{ 'aria-label': t('bundle.close') }}
    >
      {wanted && <Contents takeId={wanted.takeId} />}
    </Modal>
  );
}

function Contents({ takeId }: { readonly takeId: string | undefined }) {
  const { t } = useTranslation('flight');
  const { api } = useStudio();
  const [includeText, setIncludeText] = useState(false);
  const preview = useQuery(`${takeId ?? ''} ${includeText}`, (asked) =>
    asked.prepareBundle({ includeText, ...(takeId === undefined ? {} : { takeId }) }),
  );
  const [failure, setFailure] = useState<StudioError>();
  const problem = failure ?? preview.error;

  const write = async (bundleId: string) => {
    saveFile(await api.getBundle({ bundleId }));
    bundleFor.set(undefined);
  };
  const shown = preview.data;
  return (
    <div className={classes.contents}>
      <p>{t('bundle.intro')}</p>
      <Checkbox
        label={t('bundle.includeText')}
        description={
          shown && !includeText ? t('bundle.replaced', { count: shown.replaced }) : t('bundle.includeHint')
        }
        checked={includeText}
        onChange={(event) => setIncludeText(event.currentTarget.checked)}
      />
      {problem && (
        <ErrorCard error={problem} onDismiss={failure ? () => setFailure(undefined) : preview.reload} />
      )}
      {shown ? <Files preview={shown} /> : !problem && <Loader size="sm" aria-label={t('loading')} />}
      <div className={classes.foot}>
        <code className="mono">{shown?.name}</code>
        <Button variant="default" onClick={() => bundleFor.set(undefined)}>
          {t('bundle.cancel')}
        </Button>
        <Button
          leftSection={<IconDownload size={16} />}
          disabled={!shown}
          onClick={() =>
            shown &&
            void write(shown.bundleId).catch((thrown: unknown) => setFailure(StudioError.from(thrown)))
          }
        >
          {t('bundle.write')}
        </Button>
      </div>
    </div>
  );
}

function Files({ preview: { files } }: { readonly preview: BundlePreview }) {
  const { t } = useTranslation('flight');
  return (
    <Tabs defaultValue={files[0]?.name ?? null} variant="outline" aria-label={t('bundle.files')}>
      <Tabs.List>
        {files.map(({ name, bytes }) => (
          <Tabs.Tab key={name} value={name}>
            {name} <span className={classes.size}>{formatBytes(bytes)}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {files.map(({ name, text }) => (
        <Tabs.Panel key={name} value={name}>
          <pre className={classes.text} tabIndex={0} aria-label={name}>
            {text}
          </pre>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
