import { useState, type KeyboardEvent } from 'react';
import { ActionIcon, Button, Popover, Tooltip, UnstyledButton } from '@mantine/core';
import { IconGripVertical, IconPlayerPause, IconPlayerPlay, IconPlaylist, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { useLive } from '../../state/live';
import { useStudio } from '../../state/studio';
import { flightTake } from '../../lib/navigation';
import classes from './QueuePanel.module.css';

export interface QueuePanelProps {
  /** Takes that run or wait, in the order in which they are made. */
  readonly pending: readonly Take[];
}

/** What waits and in which order; dragged or moved by keys, cancelled, paused. */
export function QueuePanel({ pending }: QueuePanelProps) {
  const { t } = useTranslation('takes');
  const { api } = useStudio();
  const { settings, updateSettings } = useLive();
  const waiting = pending.filter(({ state }) => state === 'queued');
  const paused = settings?.queuePaused === true;
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={420} shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.button}
          data-paused={paused || undefined}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <IconPlaylist size={16} stroke={1.75} aria-hidden="true" />
          {paused && t('queue.pausedCount', { count: waiting.length })}
          {!paused && (waiting.length === 0 ? t('queue.label') : t('queue.count', { count: waiting.length }))}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('queue.label')}>
        <div className={classes.head}>
          <strong>{t('queue.label')}</strong>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={paused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
            onClick={() => void updateSettings({ queuePaused: !paused }).catch(() => undefined)}
          >
            {t(paused ? 'queue.resume' : 'queue.pause')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={pending.length === 0}
            onClick={() => void api.cancelAllTakes().catch(() => undefined)}
          >
            {t('queue.cancelAll')}
          </Button>
        </div>
        {pending.length === 0 ? (
          <p className={classes.empty}>{t(paused ? 'queue.emptyPaused' : 'queue.empty')}</p>
        ) : (
          <Rows pending={pending} waiting={waiting} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Rows({ pending, waiting }: QueuePanelProps & { readonly waiting: readonly Take[] }) {
  const { t } = useTranslation('takes');
  const { api } = useStudio();
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  /** @param place index among those that wait; past the last one means the end */
  const move = (takeId: string, place: number) => {
    const others = waiting.filter(({ id }) => id !== takeId);
    const before = others[place]?.id;
    void api
      .moveTake({ takeId, ...(before === undefined ? {} : { beforeTakeId: before }) })
      .catch(() => undefined);
  };
  const onKeyDown = (event: KeyboardEvent, take: Take) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || !event.altKey) return;
    event.preventDefault();
    const place = waiting.indexOf(take) + step;
    if (place >= 0 && place < waiting.length) move(take.id, place);
  };
  return (
    <ol className={classes.rows}>
      {pending.map((take) => (
        <li
          key={take.id}
          className={classes.row}
          data-state={take.state}
          data-over={(over === take.id && dragged !== take.id) || undefined}
          draggable={take.state === 'queued'}
          onDragStart={() => setDragged(take.id)}
          onDragEnd={() => {
            setDragged(undefined);
            setOver(undefined);
          }}
          onDragOver={(event) => {
            if (dragged === undefined || take.state !== 'queued') return;
            event.preventDefault();
            setOver(take.id);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== undefined && dragged !== take.id) move(dragged, waiting.indexOf(take));
          }}
        >
          {take.state === 'queued' ? (
            <Tooltip label={t('queue.move')}>
              <button
                type="button"
                className={classes.grip}
                aria-label={t('queue.moveOf', { text: take.recipe.text })}
                onKeyDown={(event) => onKeyDown(event, take)}
              >
                <IconGripVertical size={16} aria-hidden="true" />
              </button>
            </Tooltip>
          ) : (
            <IconPlayerPlay className={classes.running} size={14} aria-label={t('lanes.running')} />
          )}
          <UnstyledButton className={classes.text} onClick={() => flightTake.set(take.id)}>
            {take.recipe.text}
          </UnstyledButton>
          <span className={classes.voice}>{take.recipe.voiceName}</span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t('take.cancel')}
            onClick={() => void api.cancelTake({ takeId: take.id }).catch(() => undefined)}
          >
            <IconX size={14} />
          </ActionIcon>
        </li>
      ))}
    </ol>
  );
}
