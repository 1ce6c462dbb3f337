import { Button, FileButton, Skeleton, Text, Title } from '@mantine/core';
import { IconFileImport, IconMicrophone2, IconTrash } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVoice } from '../../state/live';
import { useSession } from '../../state/session';
import { ErrorCard } from '../../ui/ErrorCard';
import { BinPanel } from './BinPanel';
import { SelectionBar } from './SelectionBar';
import { useVoiceActions } from './use-voice-actions';
import { useVoicePages, type VoiceFilter } from './use-voice-pages';
import { VoiceDetails } from './VoiceDetails';
import { VoiceTable } from './VoiceTable';
import { isFiltered, noFilter, VoiceToolbar } from './VoiceToolbar';
import classes from './voices.module.css';

interface VoiceLibraryProps {
  /** Voices that a person chose to import; features do not import each other. */
  readonly onArchive: (file: File) => void;
}

/** Every voice: find it, mark it, say whose it is, and what lies in the bin. */
export function VoiceLibrary({ onArchive }: VoiceLibraryProps) {
  const { t } = useTranslation('voices');
  const { goTo } = useSession();
  const [binOpen, setBinOpen] = useState(false);
  const [filter, setFilter] = useState<VoiceFilter>(noFilter);
  const text = useDeferredValue(filter.text);
  const query = useMemo(
    (): VoiceFilter => ({ ...filter, text, sort: text.trim() === '' ? filter.sort : 'match' }),
    [filter, text],
  );
  const pages = useVoicePages(query);
  const actions = useVoiceActions();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string>();
  const open = useVoice(openId);
  const isEmpty = pages.total === 0 && !isFiltered(filter);

  return (
    <div className={classes.page}>
      <header className={classes.pageHead}>
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        {pages.total !== undefined && !binOpen && (
          <Text size="sm" c="dimmed" className="tabular">
            {t('count', { count: pages.total })}
          </Text>
        )}
        <FileButton accept=".cvvoice,.zip" onChange={(file) => file && onArchive(file)}>
          {(props) => (
            <Button
              {...props}
              className={classes.importButton}
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<IconFileImport size={14} aria-hidden />}
            >
              {t('import')}
            </Button>
          )}
        </FileButton>
        <Button
          size="compact-sm"
          variant={binOpen ? 'light' : 'subtle'}
          color="gray"
          leftSection={<IconTrash size={14} aria-hidden />}
          aria-pressed={binOpen}
          onClick={() => setBinOpen(!binOpen)}
        >
          {t('bin.title')}
        </Button>
      </header>
      {actions.error && <ErrorCard error={actions.error} onDismiss={actions.dismissError} />}
      {pages.error && <ErrorCard error={pages.error} onRetry={pages.reload} />}
      {binOpen && <BinPanel />}
      {!binOpen && !isEmpty && <VoiceToolbar filter={filter} onChange={setFilter} />}
      {!binOpen && selected.size > 0 && (
        <SelectionBar ids={[...selected]} actions={actions} onClear={() => setSelected(new Set())} />
      )}
      {!binOpen && pages.total === undefined && !pages.error && <Loading />}
      {!binOpen && isEmpty && <Empty onStart={() => goTo('studio')} />}
      {!binOpen && pages.total === 0 && !isEmpty && (
        <Text c="dimmed">
          {filter.text.trim() === '' ? t('noneFits') : t('noMatch', { text: filter.text.trim() })}
        </Text>
      )}
      {!binOpen && pages.total !== undefined && pages.total > 0 && (
        <div className={classes.split}>
          <VoiceTable
            pages={pages}
            total={pages.total}
            selected={selected}
            onSelect={setSelected}
            openId={open?.id}
            onOpen={(id) => setOpenId(id === openId ? undefined : id)}
            actions={actions}
          />
          {open && (
            <VoiceDetails key={open.id} voice={open} actions={actions} onClose={() => setOpenId(undefined)} />
          )}
        </div>
      )}
    </div>
  );
}

function Loading() {
  return (
    <div className={classes.skeletons} aria-hidden>
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} height={40} radius="md" />
      ))}
    </div>
  );
}

function Empty({ onStart }: { onStart: () => void }) {
  const { t } = useTranslation('voices');
  return (
    <div className={classes.empty}>
      <IconMicrophone2 size={32} stroke={1.4} aria-hidden />
      <Text>{t('empty')}</Text>
      <Button onClick={onStart}>{t('emptyAction')}</Button>
    </div>
  );
}
