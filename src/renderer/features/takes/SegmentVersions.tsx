import { useId, useState } from 'react';
import { Menu } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { SPEECH_RATE_HZ, type SegmentVersion } from '#contract/speech';
import { player } from '../../lib/player';
import { clockTime } from '../../lib/quantity';
import { useQuery } from '../../state/use-query';
import { useStudio } from '../../state/studio';
import { versionSound } from '../../state/take-sound';
import classes from './SegmentStrip.module.css';
import type { TakeActions } from './take-actions';

interface SegmentVersionsProps {
  readonly take: Take;
  /** Counted from 0. */
  readonly number: number;
  readonly words: string;
  readonly actions: TakeActions;
}

/** What a sentence was with other seeds: choosing one plays it, and then it can be put back, in a new take. */
export function SegmentVersions({ take, number, words, actions }: SegmentVersionsProps) {
  const { t } = useTranslation('segments');
  const studio = useStudio();
  const labelId = useId();
  const { data: versions = [] } = useQuery(`${take.id} ${number}`, (api) =>
    api.listSegmentVersions({ takeId: take.id, segment: number }),
  );
  const [chosen, setChosen] = useState<SegmentVersion>();
  if (versions.length < 2) return null;
  const inHand = chosen ?? versions.find(({ current }) => current);
  const canUse = inHand !== undefined && !inHand.current;
  return (
    <>
      <Menu.Divider />
      <Menu.Label id={labelId}>{t('versions')}</Menu.Label>
      <div role="group" aria-labelledby={labelId} className={classes.versions}>
        {versions.map((version) => (
          <Menu.RadioItem
            key={version.version}
            value={String(version.version)}
            checked={version === inHand}
            rightSection={version.current && <small>{t('currentVersion')}</small>}
            onClick={() => {
              setChosen(version);
              void player.play(versionSound(studio, version, words), { fromSec: 0 });
            }}
          >
            {t('version', { ...version, time: clockTime(version.samples / SPEECH_RATE_HZ) })}
          </Menu.RadioItem>
        ))}
      </div>
      <Menu.Item
        disabled={!canUse}
        leftSection={<IconHistory size={16} stroke={1.75} />}
        onClick={() => inHand && void actions.reroll(take, number, inHand.seed)}
      >
        {canUse ? t('useVersion', { version: inHand.version }) : t('chooseVersion')}
      </Menu.Item>
    </>
  );
}
