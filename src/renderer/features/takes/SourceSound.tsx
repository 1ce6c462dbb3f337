import { useCallback, type ReactNode } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../../state/studio';
import { usePlayback } from '../../lib/player-hook';
import { clockTime } from '../../lib/quantity';
import { Waveform } from '../../ui/Waveform';
import type { DraftSource } from './draft';
import classes from './SourceSound.module.css';

interface SourceSoundProps {
  readonly source: DraftSource;
  /** What can be done with it, at the end of the line. */
  readonly children?: ReactNode;
}

/** Speech to convert, to hear: what it is called, how long it is. */
export function SourceSound({ source, children }: SourceSoundProps) {
  const { t } = useTranslation('takes');
  const { api } = useStudio();
  const { ref, name, durationSec, peaks } = source;
  const id = 'sha256' in ref ? ref.sha256 : ref.recordingId;
  const hash = 'sha256' in ref ? ref.sha256 : undefined;
  const load = useCallback(
    () =>
      hash === undefined
        ? api.getRecordingAudio({ recordingId: id })
        : api.getSourceAudio({ sha256: hash, name }),
    [api, id, hash, name],
  );
  const playback = usePlayback({ key: `source:${id}`, title: name, durationSec, load });
  const playing = playback.status === 'playing';
  return (
    <div className={classes.sound} {...playback.focusProps}>
      <ActionIcon
        variant="light"
        radius="xl"
        size={32}
        loading={playback.status === 'loading'}
        aria-label={t(playing ? 'source.pause' : 'source.play')}
        onClick={() => playback.toggle()}
      >
        {playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
      </ActionIcon>
      <span className={classes.name} title={name}>
        {name}
      </span>
      {peaks.length > 0 && (
        <div className={classes.wave}>
          <Waveform
            peaks={peaks}
            durationSec={durationSec}
            playback={playback}
            label={t('source.waveform', { name })}
            heightPx={36}
          />
        </div>
      )}
      <span className={classes.time}>{clockTime(durationSec)}</span>
      {children}
    </div>
  );
}
