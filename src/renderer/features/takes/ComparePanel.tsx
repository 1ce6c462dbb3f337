import { useEffect, useMemo } from 'react';
import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { integratedLoudness } from '#audio/loudness';
import type { Take } from '#contract/domain';
import { recipeDifferences } from '#contract/recipe-diff';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';
import type { Playable } from '../../lib/playable';
import { player } from '../../lib/player';
import { usePlayback } from '../../lib/player-hook';
import { clockTime } from '../../lib/quantity';
import { useStore } from '../../lib/store';
import { Waveform } from '../../ui/Waveform';
import { comparison, equalGains, withBlind, type Comparison } from './blind-comparison';
import classes from './ComparePanel.module.css';
import { DifferenceList } from './difference-words';

/** Takes against each other, switched at the same position, as loud as each other, and blind when one wants. */
export function ComparePanel({ takes }: { readonly takes: readonly Take[] }) {
  const wanted = useStore(comparison);
  const compared = (wanted?.takeIds ?? []).flatMap((id) => takes.filter((take) => take.id === id));
  if (!wanted || compared.length < 2) return null;
  return <Comparing key={[...wanted.takeIds].sort().join()} wanted={wanted} takes={compared} />;
}

function Comparing({ wanted, takes }: { readonly wanted: Comparison; readonly takes: readonly Take[] }) {
  const { t } = useTranslation('takeLibrary');
  const { api } = useStudio();
  const ids = takes.map(({ id }) => id);
  // a take that cannot be read says so when it is played
  const { data: loudness } = useQuery(ids.join(), async (asked) => {
    const measure = async (takeId: string) => {
      const { samples, sampleRateHz } = await asked.getTakeAudio({ takeId });
      return [takeId, integratedLoudness([samples], sampleRateHz)] as const;
    };
    return new Map(await Promise.all(ids.map(measure)));
  });

  const gains = wanted.equal && loudness ? equalGains(loudness) : undefined;
  const hidden = wanted.blind && wanted.chosenId === undefined;
  const nameOf = (take: Take, at: number) =>
    hidden
      ? t('ab.sound', { number: at + 1 })
      : take.name === ''
        ? `${t('fields.seed')} ${take.recipe.seed}`
        : take.name;
  const compared = takes.map((take, at): Compared => {
    const gainDb = gains?.get(take.id) ?? 0;
    return {
      ...{ take, at, hidden, gainDb },
      sound: {
        // another key than in the list, because it sounds otherwise; and than before it was hidden, which would tell
        key: `compare:${take.id}:${gainDb.toFixed(1)}${hidden ? ':blind' : ''}`,
        title: nameOf(take, at),
        ...{ durationSec: take.audioSec ?? 0, gainDb },
        load: () => api.getTakeAudio({ takeId: take.id }),
      },
    };
  });
  useSlotKeys((at) => compared[at] && switchTo(compared[at]), takes.length);
  const chosen = takes.find(({ id }) => id === wanted.chosenId);
  const longestSec = Math.max(...takes.map(({ audioSec = 0 }) => audioSec));
  const loudest = Math.max(0.05, ...compared.flatMap(shownPeaks));
  const choose = ({ id }: Take) => {
    comparison.set({ ...wanted, chosenId: id });
    void api.changeTakes({ takeIds: [id], change: { favourite: true } }).catch(() => undefined);
  };

  return (
    <div className={classes.panel} role="region" aria-label={t('ab.label')}>
      <div className={classes.head}>
        <strong>{t('ab.label')}</strong>
        <span className={classes.told}>
          {chosen && t('ab.chosen', { name: nameOf(chosen, takes.indexOf(chosen)) })}
          {!chosen && (hidden ? t('ab.blindHint') : t('ab.hint', { last: letterOf(takes.length - 1) }))}
        </span>
        <Switch
          size="xs"
          label={loudness ? t('ab.equal') : t('ab.measuring')}
          checked={wanted.equal}
          onChange={({ currentTarget }) => comparison.set({ ...wanted, equal: currentTarget.checked })}
        />
        <Switch
          size="xs"
          label={t('ab.blind')}
          checked={wanted.blind}
          onChange={({ currentTarget }) => {
            player.pause();
            comparison.set(withBlind(wanted, currentTarget.checked));
          }}
        />
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconX size={14} />}
          onClick={() => comparison.set(undefined)}
        >
          {t('ab.end')}
        </Button>
      </div>
      <ol className={classes.rows}>
        {compared.map((each) => (
          <ComparedRow
            key={each.take.id}
            {...each}
            chosen={each.take === chosen}
            scale={{ longestSec, loudest }}
            onChoose={() => choose(each.take)}
          />
        ))}
      </ol>
      {!hidden && takes.length === 2 && (
        <div className={classes.differences}>
          <DifferenceList differences={recipeDifferences(takes[0]!.recipe, takes[1]!.recipe)} />
        </div>
      )}
    </div>
  );
}

/** One take of a comparison, as it sounds there. */
interface Compared {
  readonly take: Take;
  readonly at: number;
  readonly sound: Playable;
  readonly gainDb: number;
  readonly hidden: boolean;
}

interface ComparedRowProps extends Compared {
  readonly chosen: boolean;
  /** The same for all: one axis of time and one of loudness. */
  readonly scale: { readonly longestSec: number; readonly loudest: number };
  readonly onChoose: () => void;
}

function ComparedRow(props: ComparedRowProps) {
  const { take, at, sound, gainDb, hidden, chosen, scale, onChoose } = props;
  const { t } = useTranslation('takeLibrary');
  const playback = usePlayback(sound);
  const playing = playback.status === 'playing';
  const peaks = useMemo(() => shownPeaks({ take, hidden, gainDb }), [take, hidden, gainDb]);
  const { durationSec, title } = sound;
  return (
    <li className={classes.row} data-chosen={chosen}>
      <Tooltip label={letterOf(at)}>
        <ActionIcon
          variant={playback.active ? 'filled' : 'light'}
          radius="xl"
          size={28}
          loading={playback.status === 'loading'}
          aria-label={t('ab.play', { name: `${letterOf(at)} · ${title}` })}
          onClick={() => switchTo(props)}
        >
          {playing ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
        </ActionIcon>
      </Tooltip>
      <span className={classes.name} title={title}>
        <kbd>{letterOf(at)}</kbd> <bdi>{title}</bdi>
      </span>
      <div className={classes.axis}>
        <div style={{ width: hidden ? '100%' : `${(100 * durationSec) / Math.max(0.1, scale.longestSec)}%` }}>
          <Waveform
            peaks={peaks}
            fullScale={scale.loudest}
            durationSec={durationSec}
            playback={playback}
            label={t('ab.waveform', { name: `${letterOf(at)} · ${title}` })}
            heightPx={30}
          />
        </div>
      </div>
      <span className={classes.numbers}>
        {hidden ? (
          <Button size="compact-xs" variant="light" onClick={onChoose}>
            {t('ab.choose')}
          </Button>
        ) : (
          <Tooltip label={t('ab.gain', { gain: gainDb.toFixed(1) })}>
            <span>{clockTime(take.audioSec ?? 0)}</span>
          </Tooltip>
        )}
      </span>
    </li>
  );
}

const noPeaks: readonly number[] = Array.from({ length: 240 }, () => 0);

/** As loud as they are heard. What is hidden is a line: its shape and its length stand in the list, with its name. */
function shownPeaks({
  take,
  hidden,
  gainDb,
}: Pick<Compared, 'take' | 'hidden' | 'gainDb'>): readonly number[] {
  if (hidden || !take.peaks) return noPeaks;
  return take.peaks.map((peak) => peak * 10 ** (gainDb / 20));
}

const letterOf = (at: number): string => String.fromCharCode(65 + at);

/** Plays on from where the one before it was. */
function switchTo({ sound }: Compared): void {
  const { key, status } = player.getState();
  if (key === sound.key && status === 'playing') return player.pause();
  const from = key?.startsWith('compare:') ? player.position(key) : 0;
  void player.play(sound, { fromSec: from < sound.durationSec ? from : 0 });
}

/** A, B, … switch while takes are compared, before the window's own keys hear them. */
function useSlotKeys(act: (at: number) => void, count: number): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest('input:not([type=checkbox]), textarea');
      const at = event.key.toLowerCase().charCodeAt(0) - 97;
      if (
        typing ||
        event.key.length !== 1 ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        at < 0 ||
        at >= count
      )
        return;
      event.preventDefault();
      act(at);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  });
}
