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
import { useExtent, usePlayer } from '../lib/player-hook';
import { clockTime, roundClock } from '../lib/quantity';
import type { Extent } from '../lib/stream-play';
import { useAnimationFrame } from '../ui/use-animation-frame';
import classes from './Transport.module.css';

/** A longer sound is sought by the second, a short one by the tenth. */
const LONG_SEC = 20;

/** What plays, wherever one is in the window: it can be stopped, sought, repeated and made louder on every page. */
export function Transport() {
  const { t } = useTranslation('app');
  const { playable, status, startsInSec, durationSec, repeats } = usePlayer();
  const extent = useExtent(playable, durationSec);
  const playing = status === 'playing' || status === 'loading';
  const waiting = status === 'waiting';
  const title = playable?.title ?? '';
  const waits =
    startsInSec === undefined ? t('transport.waits') : t('transport.startsIn', { sec: startsInSec });
  const label = waiting ? waits : t(playing ? 'transport.pause' : 'transport.play', { title });
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
          {playing || (waiting && startsInSec === undefined) ? (
            <IconPlayerPauseFilled size={16} />
          ) : (
            <IconPlayerPlayFilled size={16} />
          )}
        </ActionIcon>
      </Tooltip>
      <bdi className={classes.title} data-empty={!playable || undefined} title={title}>
        {playable ? title : t('transport.nothing')}
      </bdi>
      {waiting && (
        <span className={classes.waits} role="status">
          {waits}
        </span>
      )}
      <Position key={playable?.key} extent={extent} playing={status === 'playing'} />
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

/** Of a sound that is still made, all that is to come stands behind what is there. */
function Position({ extent, playing }: { readonly extent: Extent; readonly playing: boolean }) {
  const { t } = useTranslation('app');
  const { madeSec, wholeSec = madeSec, growing } = extent;
  const mostSec = Math.max(madeSec, wholeSec, 0.1);
  const { playable } = usePlayer();
  const [, redraw] = useState(0);
  // a tenth is what the clock beside it shows
  useAnimationFrame(playing, () => playable && redraw(Math.round(player.position(playable.key) * 10)));
  const sec = playable ? player.position(playable.key) : 0;
  const now = clockTime(sec);
  const made = clockTime(madeSec);
  const whole = growing ? t('transport.made', { made, whole: roundClock(wholeSec) }) : made;
  return (
    <>
      <span className={classes.time}>{now}</span>
      <Slider
        className={classes.position}
        classNames={{ track: classes.track }}
        style={{ '--transport-made': `${(100 * madeSec) / mostSec}%` }}
        size={4}
        thumbSize={12}
        min={0}
        max={mostSec}
        step={mostSec > LONG_SEC ? 1 : 0.1}
        value={sec}
        label={null}
        disabled={!playable || madeSec === 0}
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
