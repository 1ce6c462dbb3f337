import { Button, Skeleton, Text, TextInput, Title, VisuallyHidden } from '@mantine/core';
import { IconMicrophone2, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../app/live';
import { useSession } from '../../app/session';
import { ErrorCard } from '../../ui/ErrorCard';
import { useVoiceActions } from './use-voice-actions';
import { VoiceRow } from './VoiceRow';
import classes from './voices.module.css';

/** All voices as a table. */
export function VoiceLibrary() {
  const { t } = useTranslation('voices');
  const { voices, error: loadError, reload } = useLive();
  const { selectedVoiceId, selectVoice, goTo } = useSession();
  const actions = useVoiceActions();
  const [search, setSearch] = useState('');
  const needle = search.trim().toLowerCase();
  const found = voices?.filter(({ name, transcript }) =>
    `${name}\n${transcript}`.toLowerCase().includes(needle),
  );

  return (
    <div className={classes.page}>
      <header className={classes.pageHead}>
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        {voices && voices.length > 0 && (
          <>
            <Text size="sm" c="dimmed" className="tabular">
              {t('count', { count: voices.length })}
            </Text>
            <TextInput
              className={classes.search}
              size="xs"
              type="search"
              aria-label={t('search')}
              placeholder={t('search')}
              leftSection={<IconSearch size={14} aria-hidden />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          </>
        )}
      </header>
      {actions.error && <ErrorCard error={actions.error} onDismiss={actions.dismissError} />}
      {!voices && loadError && <ErrorCard error={loadError} onRetry={reload} />}
      {!voices && !loadError && <Loading />}
      {voices?.length === 0 && <Empty onStart={() => goTo('studio')} />}
      {voices && voices.length > 0 && found?.length === 0 && (
        <Text c="dimmed">{t('noMatch', { text: search.trim() })}</Text>
      )}
      {found && found.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>
                <VisuallyHidden>{t('columns.prompt')}</VisuallyHidden>
              </th>
              <th>{t('columns.name')}</th>
              <th colSpan={2}>{t('columns.prompt')}</th>
              <th>{t('columns.quality')}</th>
              <th>{t('columns.created')}</th>
              <th>
                <VisuallyHidden>{t('columns.actions')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((voice) => (
              <VoiceRow
                key={voice.id}
                voice={voice}
                selected={voice.id === selectedVoiceId}
                actions={actions}
                onUse={() => {
                  selectVoice(voice.id);
                  goTo('studio');
                }}
              />
            ))}
          </tbody>
        </table>
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
