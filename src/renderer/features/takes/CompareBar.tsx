import { useEffect } from 'react';
import { Button, Switch, Tooltip } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { integratedLoudness } from '#audio/loudness';
import type { Take } from '#contract/domain';
import { recipeDifferences } from '#contract/recipe-diff';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';
import { player, type Playable } from '../../lib/player';
import { usePlayer } from '../../lib/player-hook';
import { useStore } from '../../lib/store';
import { comparison, equalGains, withBlind, type Comparison } from './blind-comparison';
import { DifferenceList } from './difference-words';
import classes from './TakeLibrary.module.css';

/** Takes against each other, switched at the same position, as loud as each other, and blind when one wants. */
export function CompareBar({ takes }: { readonly takes: readonly Take[] }) {
  const wanted = useStore(comparison);
  const compared = (wanted?.takeIds ?? []).flatMap((id) => takes.filter((take) => take.id === id));
  if (!wanted || compared.length < 2) return null;
  return <Comparing key={[...wanted.takeIds].sort().join()} wanted={wanted} takes={compared} />;
}

function Comparing({ wanted, takes }: { readonly wanted: Comparison; readonly takes: readonly Take[] }) {
  const { t } = useTranslation('takeLibrary');
  const { api } = useStudio();
  const state = usePlayer();
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
  const nameOf = (take: Take, at: number) => {
    if (hidden) return t('ab.sound', { number: at + 1 });
    return `${String.fromCharCode(65 + at)} · ${take.name === '' ? `${t('fields.seed')} ${take.recipe.seed}` : take.name}`;
  };
  const soundOf = (take: Take): Playable => ({
    // another key than in the list, because it sounds otherwise
    key: `compare:${take.id}:${gains?.get(take.id)?.toFixed(1) ?? ''}`,
    title: nameOf(take, takes.indexOf(take)),
    durationSec: take.audioSec ?? 0,
    gainDb: gains?.get(take.id) ?? 0,
    load: () => api.getTakeAudio({ takeId: take.id }),
  });
  const switchTo = (take: Take) => {
    const sound = soundOf(take);
    if (state.key === sound.key && state.status === 'playing') return player.pause();
    const from = state.key?.startsWith('compare:') ? player.position(state.key) : 0;
    void player.play(sound, from < (take.audioSec ?? 0) ? { fromSec: from } : { fromSec: 0 });
  };
  useSlotKeys((at) => takes[at] && switchTo(takes[at]));
  const chosen = takes.find(({ id }) => id === wanted.chosenId);

  return (
    <div className={classes.bar} role="region" aria-label={t('ab.label')}>
      <div className={classes.slots}>
        {takes.map((take, at) => {
          const playing = state.key === soundOf(take).key && state.status === 'playing';
          const gain = gains?.get(take.id) ?? 0;
          return (
            <Button.Group key={take.id}>
              <Tooltip label={hidden ? t('ab.hint') : t('ab.gain', { gain: gain.toFixed(1) })}>
                <Button
                  size="compact-sm"
                  variant={playing ? 'filled' : 'default'}
                  leftSection={
                    playing ? <IconPlayerPauseFilled size={12} /> : <IconPlayerPlayFilled size={12} />
                  }
                  aria-label={t('ab.play', { name: nameOf(take, at) })}
                  onClick={() => switchTo(take)}
                >
                  {nameOf(take, at)}
                </Button>
              </Tooltip>
              {hidden && (
                <Button
                  size="compact-sm"
                  variant="light"
                  onClick={() => {
                    comparison.set({ ...wanted, chosenId: take.id });
                    void api
                      .changeTakes({ takeIds: [take.id], change: { favourite: true } })
                      .catch(() => undefined);
                  }}
                >
                  {t('ab.choose')}
                </Button>
              )}
            </Button.Group>
          );
        })}
      </div>
      <span className={classes.grow} />
      <span className={classes.told}>
        {chosen && <strong>{t('ab.chosen', { name: nameOf(chosen, takes.indexOf(chosen)) })} </strong>}
        {!hidden && takes.length === 2 && (
          <DifferenceList differences={recipeDifferences(takes[0]!.recipe, takes[1]!.recipe)} />
        )}
        {hidden && <span className={classes.quiet}>{t('ab.blindHint')}</span>}
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
        onChange={({ currentTarget }) => comparison.set(withBlind(wanted, currentTarget.checked))}
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
  );
}

/** A, B, … switch while takes are compared, before the window's own keys hear them. */
function useSlotKeys(act: (at: number) => void): void {
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
        at > 1
      )
        return;
      event.preventDefault();
      act(at);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  });
}
