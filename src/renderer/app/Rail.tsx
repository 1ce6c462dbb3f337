import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconBook2,
  IconCommand,
  IconKeyboard,
  IconFolders,
  IconCpu,
  IconListDetails,
  IconMicrophone2,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DownloadBadge } from '../features/models/DownloadBadge';
import { flightTake } from '../lib/navigation';
import classes from './Frame.module.css';
import { keysShown, openPalette } from './palette';
import { useSession, type Page } from '../state/session';

const entries = [
  { page: 'studio', Icon: IconMicrophone2 },
  { page: 'voices', Icon: IconUsers },
  { page: 'projects', Icon: IconFolders },
  { page: 'lexicon', Icon: IconBook2 },
  { page: 'models', Icon: IconCpu },
  { page: 'log', Icon: IconListDetails },
  { page: 'settings', Icon: IconAdjustmentsHorizontal },
] as const satisfies readonly { page: Page; Icon: typeof IconUsers }[];

/** The main pages at the left edge. */
export function Rail() {
  const { t } = useTranslation('app');
  const { t: tTakes } = useTranslation('takes');
  const { page, goTo } = useSession();
  return (
    <nav className={classes.rail} aria-label={t('rail.label')}>
      {entries.map(({ page: target, Icon }) => (
        <UnstyledButton
          key={target}
          className={`${classes.entry} ${target === 'settings' ? classes.last : ''}`}
          aria-current={page === target ? 'page' : undefined}
          onClick={() => {
            flightTake.set(undefined);
            goTo(target);
          }}
        >
          <Icon size={22} stroke={1.6} aria-hidden />
          {t(`rail.${target}`)}
          {target === 'models' && <DownloadBadge />}
        </UnstyledButton>
      ))}
      <span className={classes.keys}>
        <Tooltip label={`${tTakes('keys.palette')} (Ctrl+K)`} position="right">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={tTakes('keys.palette')}
            onClick={openPalette}
          >
            <IconCommand size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`${tTakes('palette.keys')} (?)`} position="right">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={tTakes('palette.keys')}
            onClick={() => keysShown.set(true)}
          >
            <IconKeyboard size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </span>
    </nav>
  );
}
