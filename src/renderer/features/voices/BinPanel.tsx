import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bin } from '#contract/bin';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';
import { formatDateTime } from '../../lib/format';
import { ErrorCard } from '../../ui/ErrorCard';
import { useVoiceActions } from './use-voice-actions';
import classes from './voices.module.css';

interface BinItem {
  readonly key: string;
  readonly kind: 'voice' | 'prompt' | 'project' | 'take';
  /** A take whose sound was emptied out of the bin before. */
  readonly silent?: boolean;
  readonly name: string;
  readonly deletedAt: string;
  /** What goes with it for good, in words. */
  readonly takeCount: number;
  readonly restore: () => Promise<unknown>;
  readonly gone: {
    readonly voiceIds?: string[];
    readonly promptIds?: string[];
    readonly projectIds?: string[];
    readonly takeIds?: string[];
  };
}

const changedBy = ['voicesChanged', 'projectsChanged', 'takeDeleted'] as const;

/** What was deleted: bring it back, or let it go for good, which is the one thing that asks first. */
export function BinPanel() {
  const { t, i18n } = useTranslation('voices');
  const { t: tApp } = useTranslation('app');
  const { api } = useStudio();
  const { attempt, error, dismissError } = useVoiceActions();
  const { data: bin, error: unread, reload: load } = useQuery('bin', (asked) => asked.listBin(), changedBy);
  const [leaving, setLeaving] = useState<readonly BinItem[]>([]);
  const items = bin ? itemsOf(bin, api) : [];
  const all = leaving.length === items.length;
  const letGo = () =>
    void attempt(async () => {
      const some = leaving.filter(({ kind }) => !all || kind !== 'take');
      for (const { gone } of some) await api.deleteForGood(gone);
      // more than are listed
      if (all) await api.deleteForGood({ allTakes: true });
      setLeaving([]);
      load();
    });

  const leavingTakes = leaving.filter(({ kind }) => kind === 'take');

  return (
    <section className={classes.bin} aria-label={t('bin.title')}>
      {error && <ErrorCard error={error} onDismiss={dismissError} />}
      {unread && <ErrorCard error={unread} onDismiss={load} />}
      {bin && items.length === 0 && <Text c="dimmed">{t('bin.empty')}</Text>}
      {items.length > 0 && (
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t('bin.lead')}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => setLeaving(items)}>
            {t('bin.clear')}
          </Button>
        </Group>
      )}
      <ul className={classes.binList}>
        {items.map((item) => (
          <li key={item.key} className={classes.binItem}>
            <span className={classes.binName}>{item.name}</span>
            <span className={classes.quiet}>{t(`bin.kinds.${item.silent ? 'silentTake' : item.kind}`)}</span>
            <span className={`${classes.quiet} tabular`}>
              {formatDateTime(item.deletedAt, i18n.language)}
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('bin.restoreOne', { name: item.name })}
              onClick={() => void attempt(item.restore).then(load)}
            >
              {t('bin.restore')}
            </Button>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setLeaving([item])}>
              {t('bin.gone')}
            </Button>
          </li>
        ))}
      </ul>
      {bin && bin.takeCount > bin.takes.length && (
        <Text size="sm" c="dimmed">
          {t('bin.moreTakes', { count: bin.takeCount, shown: bin.takes.length })}
        </Text>
      )}
      <Modal opened={leaving.length > 0} onClose={() => setLeaving([])} title={t('bin.goneTitle')} centered>
        <ul className={classes.goneList}>
          {leaving
            .filter(({ kind }) => kind !== 'take')
            .map((item) => (
              <li key={item.key}>{t(`bin.goes.${item.kind}`, { name: item.name, count: item.takeCount })}</li>
            ))}
          {leavingTakes.length > 0 && (
            <li>
              {t('bin.goes.take', {
                name: leavingTakes[0]?.name,
                count: all ? bin?.takeCount : leavingTakes.length,
              })}
            </li>
          )}
        </ul>
        <Group justify="flex-end" mt={16}>
          <Button variant="default" onClick={() => setLeaving([])}>
            {tApp('actions.cancel')}
          </Button>
          <Button color="red" onClick={letGo}>
            {t('bin.goneAction')}
          </Button>
        </Group>
      </Modal>
    </section>
  );
}

function itemsOf(
  { voices, prompts, projects, takes }: Bin,
  api: ReturnType<typeof useStudio>['api'],
): BinItem[] {
  const items: BinItem[] = [
    ...voices.map(({ voice: { id, name, takeCount }, deletedAt }) => ({
      ...{ key: `voice ${id}`, kind: 'voice' as const, name, deletedAt, takeCount },
      restore: () => api.restoreVoice({ voiceId: id }),
      gone: { voiceIds: [id] },
    })),
    ...prompts.map(({ voiceId, voiceName, prompt: { id, name }, deletedAt }) => ({
      ...{ key: `prompt ${id}`, kind: 'prompt' as const, deletedAt, takeCount: 0 },
      name: `${voiceName} · ${name}`,
      restore: () => api.restorePrompt({ voiceId, promptId: id }),
      gone: { promptIds: [id] },
    })),
    ...projects.map(({ project: { id, name, takeCount }, deletedAt }) => ({
      ...{ key: `project ${id}`, kind: 'project' as const, name, deletedAt, takeCount },
      restore: () => api.restoreProject({ projectId: id }),
      gone: { projectIds: [id] },
    })),
    ...takes.map(({ take: { id, name, recipe }, deletedAt, hasAudio }) => ({
      ...{ key: `take ${id}`, kind: 'take' as const, deletedAt, takeCount: 1, silent: !hasAudio },
      name: name === '' ? (recipe.source?.name ?? recipe.text) : name,
      restore: () => api.restoreTake({ takeId: id }),
      gone: { takeIds: [id] },
    })),
  ];
  return items.sort((a, b) => b.deletedAt.localeCompare(a.deletedAt));
}
