import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../state/session';
import { createStore, useSelected, useStore } from '../../lib/store';
import { useTakesStore } from './takes-store';

/** The words that takes are looked for by; '' lists all. */
export const takeSearch = createStore('');

/** Finds takes by what they say; there once there are takes to look through. */
export function TakeSearch() {
  const { t } = useTranslation('takes');
  const words = useStore(takeSearch);
  const some = useSelected(useTakesStore(useSession().projectId), ({ takes }) => takes.length > 1);
  if (!some && words === '') return null;
  return (
    <TextInput
      id="take-search"
      size="xs"
      w={240}
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      maxLength={200}
      leftSection={<IconSearch size={14} />}
      value={words}
      onChange={({ currentTarget }) => takeSearch.set(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || words === '') return;
        // nothing else hears it: Escape also cancels a running take
        event.stopPropagation();
        event.nativeEvent.stopImmediatePropagation();
        takeSearch.set('');
      }}
      rightSection={
        words !== '' && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={20}
            aria-label={t('list.searchClear')}
            onClick={() => takeSearch.set('')}
          >
            <IconX size={14} />
          </ActionIcon>
        )
      }
    />
  );
}
