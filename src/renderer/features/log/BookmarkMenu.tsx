import { useState } from 'react';
import { ActionIcon, Popover, Tooltip, UnstyledButton } from '@mantine/core';
import { IconBookmarks, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Log.module.css';
import { lineMoment } from './line-text';
import type { Bookmarks } from './use-bookmarks';

export interface BookmarkMenuProps {
  readonly bookmarks: Bookmarks;
  readonly onGoTo: (seq: number) => void;
}

/** All bookmarks with their notes, each one click away. */
export function BookmarkMenu({ bookmarks, onGoTo }: BookmarkMenuProps) {
  const { t, i18n } = useTranslation('log');
  const [opened, setOpened] = useState(false);
  const { all, remove } = bookmarks;
  const label = t('bookmark.all', { count: all.length });
  return (
    <Popover position="bottom-end" width={320} opened={opened} onChange={setOpened} trapFocus>
      <Popover.Target>
        <Tooltip label={label}>
          <ActionIcon variant="default" size={28} aria-label={label} onClick={() => setOpened(!opened)}>
            <IconBookmarks size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={8} mah={360} className={classes.marks} aria-label={label}>
        {all.length === 0 && <p className={classes.savedNone}>{t('bookmark.none')}</p>}
        {all.map((each) => {
          const when = lineMoment(each.time, i18n.language);
          return (
            <div key={each.seq} className={classes.saved}>
              <UnstyledButton
                className={classes.savedName}
                onClick={() => {
                  setOpened(false);
                  onGoTo(each.seq);
                }}
              >
                <span className={classes.markTime}>{when}</span>
                {each.note !== '' && <bdi>{each.note}</bdi>}
              </UnstyledButton>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('bookmark.removeOne', { when })}
                onClick={() => remove(each)}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </div>
          );
        })}
      </Popover.Dropdown>
    </Popover>
  );
}
