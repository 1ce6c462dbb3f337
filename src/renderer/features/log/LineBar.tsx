import { Button, TextInput } from '@mantine/core';
import { IconBookmark, IconExternalLink, IconEyeOff, IconFilter, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { Take } from '#contract/domain';
import type { LogEntry } from '#contract/logger';
import { shapeOf } from '#log-text/shape';
import { useStudio } from '../../state/studio';
import { isHearable, takeSound } from '../../state/take-sound';
import { useQuery } from '../../state/use-query';
import { flightTake, takeInHand } from '../../lib/navigation';
import { player } from '../../lib/player';
import classes from './Log.module.css';
import type { Bookmarks } from './use-bookmarks';

export interface LineBarProps {
  readonly entry: LogEntry;
  /** None for a line of somebody else's file. */
  readonly bookmarks: Bookmarks | undefined;
  readonly onTake: (takeId: string) => void;
  readonly onStage: (entry: LogEntry) => void;
  readonly onShape: (shape: string) => void;
  readonly onExclude: (shape: string) => void;
}

/** What the picked line belongs to: its take and stage, each one click away. */
export function LineBar({ entry, bookmarks, onTake, onStage, onShape, onExclude }: LineBarProps) {
  const { t } = useTranslation('log');
  const studio = useStudio();
  const { takeId, stage } = entry;
  const take = useTake(takeId);
  const bookmark = bookmarks?.of(entry);
  const play = (sounding: Take) => {
    takeInHand.set(sounding.id);
    player.toggle(takeSound(studio, sounding));
  };
  return (
    <div className={classes.lineBar} role="group" aria-label={t('line.label')}>
      <span className={classes.lineWords}>
        {take ? (
          <bdi>{take.recipe.text}</bdi>
        ) : (
          takeId !== undefined && t('take.one', { id: takeId.slice(-6) })
        )}
      </span>
      {bookmark && (
        <TextInput
          // another line, another note
          key={bookmark.seq}
          size="xs"
          w={200}
          aria-label={t('bookmark.note')}
          placeholder={t('bookmark.note')}
          maxLength={200}
          defaultValue={bookmark.note}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          onBlur={({ currentTarget: { value } }) => {
            if (value.trim() !== bookmark.note) bookmarks?.note(bookmark, value);
          }}
        />
      )}
      {bookmarks && (
        <Button
          size="compact-xs"
          variant={bookmark ? 'light' : 'default'}
          aria-pressed={bookmark !== undefined}
          leftSection={<IconBookmark size={12} />}
          onClick={() => bookmarks.toggle(entry)}
        >
          {t('bookmark.one')}
        </Button>
      )}
      <Button size="compact-xs" variant="default" onClick={() => onShape(shapeOf(entry))}>
        {t('shape.only')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconEyeOff size={12} />}
        onClick={() => onExclude(shapeOf(entry))}
      >
        {t('shape.hide')}
      </Button>
      {takeId !== undefined && stage !== undefined && (
        <Button size="compact-xs" variant="default" onClick={() => onStage(entry)}>
          {t(`stage.${stage}`)}
        </Button>
      )}
      {takeId !== undefined && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconFilter size={12} />}
          onClick={() => onTake(takeId)}
        >
          {t('take.filter')}
        </Button>
      )}
      {take && isHearable(take) && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlayerPlay size={12} />}
          onClick={() => play(take)}
        >
          {t('line.play')}
        </Button>
      )}
      {take && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconExternalLink size={12} />}
          onClick={() => flightTake.set(take.id)}
        >
          {t('line.open')}
        </Button>
      )}
    </div>
  );
}

/** @returns the take of an id while it is in the library */
function useTake(takeId: string | undefined): Take | undefined {
  return useQuery(takeId, async (api) => (takeId === undefined ? undefined : api.getTake({ takeId }))).data;
}
