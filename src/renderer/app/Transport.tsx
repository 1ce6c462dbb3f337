import { useEffect, useState } from 'react';
import { ActionIcon, Slider, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRepeat,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { player } from '../lib/player';
import { usePlayer } from '../lib/player-hook';
import { clockTime } from '../lib/quantity';
import { useAnimationFrame } from '../ui/use-animation-frame';
import classes from './Transport.module.css';

/** A longer sound is sought by the second, a short one by the tenth. */
const LONG_SEC = 20;

/** What plays, wherever one is in the window: it can be stopped, sought, repeated and made louder on every page. */
export function Transport() {
  const { t } = useTranslation('app');
  const { playable, status, durationSec, repeats } = usePlayer();
  const playing = status === 'playing' || status === 'loading';
  const title = playable?.title ?? '';
  const label = t(playing ? 'transport.pause' : 'transport.play', { title });
  return (
    <section className={classes.transport} aria-label={t('transport.label')}>
      <Tooltip label={label} disabled={!playable} multiline maw={480}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          disabled={!playable}
          loading={status === 'loading'}
          aria-label={label}
          onClick={() => playable && player.toggle(playable)}
        >
          {playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
        </ActionIcon>
      </Tooltip>
      <bdi className={classes.title} data-empty={!playable || undefined} title={title}>
        {playable ? title : t('transport.nothing')}
      </bdi>
      <Position key={playable?.key} durationSec={durationSec} playing={status === 'playing'} />
      <Tooltip label={t('transport.repeat')}>
        <ActionIcon
          variant={repeats ? 'light' : 'subtle'}
          {...(repeats ? {} : { color: 'gray' })}
          size={30}
          aria-label={t('transport.repeat')}
          aria-pressed={repeats}
          onClick={() => player.setRepeats(!repeats)}
        >
          <IconRepeat size={16} />
        </ActionIcon>
      </Tooltip>
      <Volume />
    </section>
  );
}

function Position({ durationSec, playing }: { readonly durationSec: number; readonly playing: boolean }) {
  const { t } = useTranslation('app');
  const { playable } = usePlayer();
  const [, redraw] = useState(0);
  // a tenth is what the clock beside it shows
  useAnimationFrame(playing, () => playable && redraw(Math.round(player.position(playable.key) * 10)));
  const sec = playable ? player.position(playable.key) : 0;
  const now = clockTime(sec);
  const whole = clockTime(durationSec);
  return (
    <>
      <span className={classes.time}>{now}</span>
      <Slider
        className={classes.position}
        size={4}
        thumbSize={12}
        min={0}
        max={Math.max(durationSec, 0.1)}
        step={durationSec > LONG_SEC ? 1 : 0.1}
        value={sec}
        label={null}
        disabled={!playable || durationSec === 0}
        thumbLabel={t('transport.position', { now, whole })}
        onChange={(wanted) => playable && player.seek(playable, wanted)}
      />
      <span className={classes.time}>{whole}</span>
    </>
  );
}

function Volume() {
  const { t } = useTranslation('app');
  const [volume, setVolume] = useLocalStorage({ key: 'studio.volume', defaultValue: 1 });
  const [muted, setMuted] = useState(false);
  const audible = muted ? 0 : Math.min(Math.max(volume, 0), 1);
  useEffect(() => player.setVolume(audible), [audible]);
  const label = t(audible === 0 ? 'transport.unmute' : 'transport.mute');
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={label}
          onClick={() => {
            if (volume === 0) setVolume(1);
            setMuted(volume !== 0 && !muted);
          }}
        >
          {audible === 0 ? <IconVolumeOff size={16} /> : <IconVolume size={16} />}
        </ActionIcon>
      </Tooltip>
      <Slider
        className={classes.volume}
        size={4}
        thumbSize={12}
        min={0}
        max={1}
        step={0.05}
        value={audible}
        label={null}
        thumbLabel={t('transport.volume', { percent: Math.round(audible * 100) })}
        onChange={(wanted) => {
          setMuted(false);
          setVolume(wanted);
        }}
      />
    </>
  );
}
