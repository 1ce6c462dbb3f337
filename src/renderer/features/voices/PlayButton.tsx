import { ActionIcon, Loader } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Playback } from '../../lib/player-hook';

interface PlayButtonProps {
  readonly playback: Playback;
  readonly name: string;
  readonly size?: number;
}

/** Plays and pauses one voice's prompt. */
export function PlayButton({ playback, name, size = 32 }: PlayButtonProps) {
  const { t } = useTranslation('voices');
  const { status } = playback;
  const busy = status === 'playing' || status === 'loading';
  return (
    <ActionIcon
      size={size}
      variant={busy ? 'light' : 'default'}
      aria-label={t(busy ? 'pause' : 'play', { name })}
      onClick={() => playback.toggle()}
      {...playback.focusProps}
    >
      {status === 'loading' ? (
        <Loader size={14} aria-hidden />
      ) : busy ? (
        <IconPlayerPauseFilled size={14} aria-hidden />
      ) : (
        <IconPlayerPlayFilled size={14} aria-hidden />
      )}
    </ActionIcon>
  );
}
