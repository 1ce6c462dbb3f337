import { ActionIcon, Tooltip } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../state/session';
import { useSelected, useStore } from '../../lib/store';
import { foldsLines } from './fold-lines';
import { useTakesStore } from './takes-store';

/** One row a line, or one a take; there once there are takes to fold. */
export function FoldToggle() {
  const { t } = useTranslation('takes');
  const folds = useStore(foldsLines);
  const some = useSelected(useTakesStore(useSession().projectId), ({ takes }) => takes.length > 1);
  if (!some) return null;
  return (
    <Tooltip label={t(folds ? 'list.unfold' : 'list.fold')}>
      <ActionIcon
        size={30}
        {...(folds ? { variant: 'light' } : { variant: 'default' })}
        aria-label={t('list.fold')}
        aria-pressed={folds}
        onClick={() => foldsLines.set(!folds)}
      >
        <IconStack2 size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
