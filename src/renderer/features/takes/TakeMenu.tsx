import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconActivity,
  IconArrowsLeftRight,
  IconArrowBackUp,
  IconCopy,
  IconDice5,
  IconDots,
  IconFileExport,
  IconFileText,
  IconFolder,
  IconPackage,
  IconRepeat,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isOver, type Take } from '#contract/domain';
import { useStatusOf } from '../../state/live';
import { useQuery } from '../../state/use-query';
import { copyText } from '../../lib/copy-text';
import { bundleFor, flightTake, showLog } from '../../lib/navigation';
import { exporting } from './ExportDialog';
import { useReuseRecipe } from './reuse-recipe';
import type { TakeActions } from './take-actions';

export interface TakeMenuProps {
  readonly take: Take;
  readonly actions: TakeActions;
  readonly onRemove: (take: Take) => void;
}

/** What else can be done with a take. */
export function TakeMenu(props: TakeMenuProps) {
  const { t } = useTranslation('takes');
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('take.actions', { number: props.take.number })}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Items {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Made when the menu opens: every row has one, and rows of a running take are drawn often. */
function Items({ take, actions, onRemove }: TakeMenuProps) {
  const { t } = useTranslation(['takes', 'takeLibrary']);
  const reuse = useReuseRecipe();
  const canReveal = useStatusOf((status) => status?.canReveal === true) && take.file !== undefined;
  const spokenWith = take.state === 'done' ? take.recipe.pack?.id : undefined;
  // without an answer there is nothing to compare with
  const { data: packs = [] } = useQuery(spokenWith && 'packs', (api) => api.listPacks());
  const others = packs.filter(({ id, usable }) => usable && id !== spokenWith);
  const settled = isOver(take);
  const icon = { size: 16, stroke: 1.75 };
  return (
    <>
      <Menu.Item leftSection={<IconRepeat {...icon} />} onClick={() => void actions.again(take, 'same')}>
        {t('take.again')}
      </Menu.Item>
      <Menu.Item leftSection={<IconDice5 {...icon} />} onClick={() => void actions.again(take, 'new')}>
        {t('take.againNew')}
      </Menu.Item>
      {others.map(({ id, name }) => (
        <Menu.Item
          key={id}
          leftSection={<IconArrowsLeftRight {...icon} />}
          onClick={() => void actions.compare(take, id)}
        >
          {t('take.compareWith', { pack: name })}
        </Menu.Item>
      ))}
      <Menu.Item
        leftSection={<IconArrowBackUp {...icon} />}
        onClick={() => void reuse(take.recipe).catch(() => undefined)}
      >
        {t('take.reuse')}
      </Menu.Item>
      {take.state === 'done' && (
        <Menu.Item leftSection={<IconFileExport {...icon} />} onClick={() => exporting.set([take.id])}>
          {t('takeLibrary:exportTake')}…
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconCopy {...icon} />}
        onClick={() => {
          void copyText(String(take.recipe.seed));
          notifications.show({ message: t('seed.copied'), autoClose: 1500 });
        }}
      >
        {t('take.copySeed')}
      </Menu.Item>
      <Menu.Item leftSection={<IconActivity {...icon} />} onClick={() => flightTake.set(take.id)}>
        {t('take.flight')}
      </Menu.Item>
      <Menu.Item leftSection={<IconPackage {...icon} />} onClick={() => bundleFor.set({ takeId: take.id })}>
        {t('bundle.open')}
      </Menu.Item>
      <Menu.Item leftSection={<IconFileText {...icon} />} onClick={() => showLog({ takeId: take.id })}>
        {t('take.showLog')}
      </Menu.Item>
      {canReveal && (
        <Menu.Item leftSection={<IconFolder {...icon} />} onClick={() => void actions.reveal(take)}>
          {t('take.reveal')}
        </Menu.Item>
      )}
      {settled && (
        <>
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash {...icon} />} onClick={() => onRemove(take)}>
            {t('take.delete')}
          </Menu.Item>
        </>
      )}
    </>
  );
}
