import { useEffect, useState, type ReactNode } from 'react';
import { ActionIcon, Button, Menu, Slider, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import {
  IconCheck,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
  IconRepeat,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePlayKeys } from '../features/takes/play-keys';
import { sectionNumber, type Playable } from '../lib/playable';
import { player } from '../lib/player';
import { useExtent, usePlayer } from '../lib/player-hook';
import { clockTime, roundClock } from '../lib/quantity';
import type { Extent } from '../lib/stream-play';
import { PeaksStrip } from '../ui/PeaksStrip';
import { useAnimationFrame } from '../ui/use-animation-frame';
import classes from './Transport.module.css';

/** A longer sound is sought by the second, a short one by the tenth. */
const LONG_SEC = 20;

/** How many times as fast as it was spoken. */
const rates = [2, 1.5, 1.25, 1, 0.75, 0.5] as const;
/** Of the waveform: three points each at the design size. */
const BARS = 160;

/** What plays, wherever one is in the window: it can be stopped, sought, repeated and made louder on every page. */
export function Transport() {
  const { t } = useTranslation('app');
  const { playBeside } = usePlayKeys();
  const { playable, status, startsInSec, durationSec, repeats } = usePlayer();
  const extent = useExtent(playable, durationSec);
  const playing = status === 'playing' || status === 'loading';
  const waiting = status === 'waiting';
  const section = useSection(playable, status === 'playing');
  const title = section?.title ?? playable?.title ?? '';
  const beside = (step: -1 | 1) =>
    playable && section ? goTo(playable, section.number + step) : playBeside(step);
  const waits =
    startsInSec === undefined ? t('transport.waits') : t('transport.startsIn', { sec: startsInSec });
  const label = waiting ? waits : t(playing ? 'transport.pause' : 'transport.play', { title });
  return (
    <section className={classes.transport} aria-label={t('transport.label')}>
      <Beside label={t(section ? 'transport.previousLine' : 'transport.previous')} onClick={() => beside(-1)}>
        <IconPlayerSkipBackFilled size={14} />
      </Beside>
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
      <Beside label={t(section ? 'transport.nextLine' : 'transport.next')} onClick={() => beside(1)}>
        <IconPlayerSkipForwardFilled size={14} />
      </Beside>
      <bdi className={classes.title} data-empty={!playable || undefined} title={title}>
        {playable ? title : t('transport.nothing')}
      </bdi>
      {section && (
        <span className={classes.time}>
          {t('transport.line', { number: section.number + 1, count: section.count })}
        </span>
      )}
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
      <Rate />
      <Volume />
    </section>
  );
}

/** @returns the part of a sound that is heard, where it has parts */
function useSection(playable: Playable | undefined, playing: boolean) {
  const [, redraw] = useState(-1);
  const current = () => (playable ? sectionNumber(playable, player.position(playable.key)) : -1);
  useAnimationFrame(playing && playable?.sections !== undefined, () => redraw(current()));
  const { sections = [] } = playable ?? {};
  const number = current();
  const section = sections[number];
  return section && { ...section, number, count: sections.length };
}

function goTo(playable: Playable, number: number): void {
  const section = playable.sections?.[number];
  if (section) player.seek(playable, section.startSec);
}

function Beside(props: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  const { label, onClick, children } = props;
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={30} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
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
  const peaks = growing ? undefined : playable?.peaks;
  return (
    <>
      <span className={classes.time}>{now}</span>
      <div className={classes.position} data-wave={peaks !== undefined || undefined}>
        {peaks && (
          <>
            <span className={classes.wave}>
              <PeaksStrip peaks={peaks} bars={BARS} />
            </span>
            <span
              className={classes.wave}
              data-played
              style={{ clipPath: `inset(0 ${100 - (100 * sec) / mostSec}% 0 0)` }}
            >
              <PeaksStrip peaks={peaks} bars={BARS} />
            </span>
          </>
        )}
        <Slider
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
      </div>
      <span className={classes.time}>{whole}</span>
    </>
  );
}

/** Kept like the volume: who listens fast does so tomorrow. */
function Rate() {
  const { t } = useTranslation('app');
  const [kept, setRate] = useLocalStorage({
    key: 'studio.rate',
    defaultValue: 1,
    getInitialValueInEffect: false,
  });
  const rate = rates.find((each) => each === kept) ?? 1;
  useEffect(() => player.setRate(rate), [rate]);
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <Tooltip label={t('transport.rateHint')}>
          <Button
            className={classes.rate}
            size="compact-sm"
            {...(rate === 1 ? { color: 'gray', variant: 'subtle' } : { variant: 'light' })}
            aria-label={t('transport.rate', { rate })}
          >
            {rate}×
          </Button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {rates.map((each) => (
          <Menu.Item
            key={each}
            aria-current={each === rate}
            rightSection={each === rate ? <IconCheck size={14} aria-hidden /> : null}
            onClick={() => setRate(each)}
          >
            {each}×
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
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
