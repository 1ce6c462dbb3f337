import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconDice5, IconFileText, IconPlayerPlay, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { SPEECH_RATE_HZ } from '#contract/speech';
import { warningWords } from '#i18n/finding-words';
import { useStatusOf } from '../../state/live';
import { copyText } from '../../lib/copy-text';
import { showLog } from '../../lib/navigation';
import type { Playback } from '../../lib/player-hook';
import { clockTime } from '../../lib/quantity';
import classes from './SegmentStrip.module.css';
import { SegmentVersions } from './SegmentVersions';
import type { Block } from './strip-layout';
import type { TakeActions } from './take-actions';

interface SegmentMenuProps {
  readonly take: Take;
  readonly block: Block;
  readonly playback: Playback;
  readonly actions: TakeActions;
  readonly leftPx: number;
  readonly onClose: () => void;
}

/** What can be done with one sentence of a take, and its numbers. */
export function SegmentMenu({ take, block, playback, actions, leftPx, onClose }: SegmentMenuProps) {
  const { t } = useTranslation(['segments', 'takes']);
  const { segment, startSec } = block;
  const { number, text, spoken, seed } = segment;
  const words = text.trim() === '' ? spoken : text.trim();
  const obeysSeed = useStatusOf(
    (status) =>
      status?.engine.engines.find(({ id }) => id === take.recipe.engine)?.abilities.obeysSeed !== false,
  );
  const converts = take.recipe.source !== undefined;
  const icon = { size: 16, stroke: 1.75 };
  const whyNot = converts ? t('noReroll') : obeysSeed ? undefined : t('takes:engine.ignoresSeed');
  return (
    <Menu opened onClose={onClose} position="bottom-start" width={290} withinPortal>
      <Menu.Target>
        <span className={classes.anchor} style={{ left: leftPx }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('menu', { number: number + 1 })}>
        <Menu.Item leftSection={<IconPlayerPlay {...icon} />} onClick={() => playback.playFrom(startSec)}>
          {t('playFrom')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDice5 {...icon} />}
          disabled={whyNot !== undefined}
          title={whyNot}
          onClick={() => void actions.reroll(take, number, 'new')}
        >
          {t('rerollNew')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconRepeat {...icon} />}
          disabled={converts}
          title={converts ? whyNot : undefined}
          onClick={() => void actions.reroll(take, number, seed)}
        >
          {t('rerollSame', { seed })}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy {...icon} />}
          onClick={() => {
            void copyText(words);
            notifications.show({ message: t('copied'), autoClose: 1500 });
          }}
        >
          {t('copyWords')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileText {...icon} />}
          onClick={() => showLog({ takeId: take.id, stage: 'tokens' })}
        >
          {t('showLog')}
        </Menu.Item>
        {!converts && <SegmentVersions {...{ take, number, words, actions }} />}
        <Menu.Divider />
        <Numbers block={block} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Numbers({ block: { segment, startSec } }: Pick<SegmentMenuProps, 'block'>) {
  const { t, i18n } = useTranslation('segments');
  const { samples, seed, tokens, stop, language, pcmSha256, warnings } = segment;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('numbers.place'), `${clockTime(startSec)} + ${clockTime(samples / SPEECH_RATE_HZ)}`],
    [t('numbers.seed'), String(seed)],
    [t('numbers.language'), language],
    [t('numbers.tokens'), tokens?.toString()],
    [t('numbers.stop'), stop && t(`stops.${stop}`)],
    [t('numbers.hash'), pcmSha256.slice(0, 12)],
  ];
  return (
    <>
      <dl className={classes.numbers}>
        {facts.map(([name, value]) =>
          value === undefined || value === '' ? null : <Fact key={name} name={name} value={value} />,
        )}
      </dl>
      {warnings.map((warning) => (
        <Menu.Label key={warning.code} className={classes.look}>
          {warningWords(warning, i18n.language)}
        </Menu.Label>
      ))}
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
