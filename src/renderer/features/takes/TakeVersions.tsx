import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowsLeftRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconStarFilled,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { recipeDifferences } from '#contract/recipe-diff';
import { useQuery } from '../../state/use-query';
import { comparison, startComparison } from './blind-comparison';
import { DifferenceList } from './difference-words';
import classes from './TakeLibrary.module.css';
import { useTakePlayback } from './take-playback';

/** The other takes of the same line, each with what is not the same as in this one. */
export function TakeVersions({ take }: { readonly take: Take }) {
  const { t } = useTranslation('takeLibrary');
  // without an answer there is nothing to list; the take's own facts stand above
  const { data: versions = [] } = useQuery(take.id, (api) => api.listVersions({ takeId: take.id }));
  const others = versions.filter(({ id, state }) => id !== take.id && state === 'done');
  if (others.length === 0) return null;
  return (
    <div>
      <dt>{t('versions')}</dt>
      <dd>
        <ul className={classes.versions}>
          {others.map((other) => (
            <Version key={other.id} take={take} other={other} />
          ))}
        </ul>
      </dd>
    </div>
  );
}

function Version({ take, other }: { readonly take: Take; readonly other: Take }) {
  const { t } = useTranslation(['takeLibrary', 'takes']);
  const playback = useTakePlayback(other);
  const playing = playback.status === 'playing';
  const number = t('takes:take.number', { number: other.number });
  const label = t(playing ? 'takes:take.pause' : 'takes:take.play');
  return (
    <li>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={`${label} ${number}`}
        onClick={() => playback.toggle()}
      >
        {playing ? <IconPlayerPauseFilled size={12} /> : <IconPlayerPlayFilled size={12} />}
      </ActionIcon>
      <span>{other.name === '' ? number : `${number} · ${other.name}`}</span>
      {other.favourite && <IconStarFilled size={12} className={classes.star} />}
      <DifferenceList differences={recipeDifferences(take.recipe, other.recipe)} />
      <Tooltip label={t('compare')}>
        <ActionIcon
          variant="subtle"
          size="sm"
          color="gray"
          aria-label={`${t('compare')} ${number}`}
          onClick={() => comparison.set(startComparison([take.id, other.id]))}
        >
          <IconArrowsLeftRight size={14} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
