import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconTrash,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './prompt.module.css';

interface TrimToolbarProps {
  readonly playing: boolean;
  readonly canBest: boolean;
  readonly onTogglePlay: () => void;
  readonly onBest: () => void;
  readonly onWhole: () => void;
  readonly onZoom: (direction: 'in' | 'out') => void;
  readonly onDiscard: () => void;
}

/** Hear the selection, choose it quickly, look closer, or start over. */
export function TrimToolbar(props: TrimToolbarProps) {
  const { t } = useTranslation('prompt');
  const { playing, canBest, onTogglePlay, onBest, onWhole, onZoom, onDiscard } = props;
  return (
    <div className={classes.toolbar}>
      <Tooltip label={t('playSelection')}>
        <ActionIcon
          size={32}
          aria-label={playing ? t('stopSelection') : t('playSelection')}
          onClick={onTogglePlay}
        >
          {playing ? (
            <IconPlayerStopFilled size={16} aria-hidden />
          ) : (
            <IconPlayerPlayFilled size={16} aria-hidden />
          )}
        </ActionIcon>
      </Tooltip>
      <Tooltip label={canBest ? t('bestHint') : t('noBest')}>
        <Button
          size="compact-md"
          variant="default"
          fz="sm"
          aria-disabled={!canBest}
          onClick={() => canBest && onBest()}
          {...(!canBest && { 'data-disabled': true })}
        >
          {t('best')}
        </Button>
      </Tooltip>
      <Tooltip label={t('wholeHint')}>
        <Button size="compact-md" variant="default" fz="sm" onClick={onWhole}>
          {t('whole')}
        </Button>
      </Tooltip>
      <span className={classes.gap} />
      <Tooltip label={t('zoomHint')}>
        <ActionIcon size={32} variant="default" aria-label={t('zoomOut')} onClick={() => onZoom('out')}>
          <IconZoomOut size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('zoomHint')}>
        <ActionIcon size={32} variant="default" aria-label={t('zoomIn')} onClick={() => onZoom('in')}>
          <IconZoomIn size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('discard')}>
        <ActionIcon size={32} variant="default" aria-label={t('discard')} onClick={onDiscard}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
