import { Button, Menu, Text } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SHELF_DAYS } from '#contract/voices';
import { formatDateTime, formatSec } from '../../lib/format';
import { useSession } from '../../state/session';
import { useQuery } from '../../state/use-query';
import classes from './record.module.css';

const changedBy = ['voicesChanged'] as const;

/** Recordings that were not kept, to be brought back. */
export function ShelfMenu() {
  const { t, i18n } = useTranslation('record');
  const { recording: open, openRecording } = useSession();
  // the one that is open is not away
  const { data: shelf } = useQuery(`shelf ${open?.id ?? ''}`, (api) => api.listShelf(), changedBy);
  const away = (shelf ?? []).filter(({ id }) => id !== open?.id);
  if (away.length === 0) return null;
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconStack2 size={16} aria-hidden />}>
          {t('shelf.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.shelf}>
        <Menu.Label>{t('shelf.hint', { days: SHELF_DAYS })}</Menu.Label>
        {away.map((recording) => (
          <Menu.Item key={recording.id} onClick={() => openRecording(recording)}>
            <span className={classes.shelved}>{recording.name}</span>
            <Text component="span" size="xs" c="dimmed" className="tabular">
              {formatSec(recording.durationSec)} s · {formatDateTime(recording.createdAt, i18n.language)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
