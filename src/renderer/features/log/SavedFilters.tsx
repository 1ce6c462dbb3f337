import { useState, type SyntheticEvent } from 'react';
import { ActionIcon, Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../state/live';
import { everyday, fromSaved, wantedOf, type LogFilter } from './filter';
import classes from './Log.module.css';

export interface SavedFiltersProps {
  readonly filter: LogFilter;
  readonly onFilter: (change: Partial<LogFilter>) => void;
}

const MOST = 30;

/** Filters under names: kept with the settings, so that every window of this studio has them. */
export function SavedFilters({ filter, onFilter }: SavedFiltersProps) {
  const { t } = useTranslation('log');
  const { settings, updateSettings } = useLive();
  const [name, setName] = useState('');
  const [opened, setOpened] = useState(false);
  const saved = settings?.savedLogFilters ?? [];
  const keep = (next: typeof saved) =>
    void updateSettings({ savedLogFilters: [...next] }).catch(() => undefined);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const called = name.trim();
    if (called === '') return;
    const wanted = wantedOf({ ...filter, takeId: undefined });
    keep([...saved.filter((each) => each.name !== called), { name: called, filter: wanted }].slice(-MOST));
    setName('');
    setOpened(false);
  };
  const choose = (change: LogFilter) => {
    onFilter(change);
    setOpened(false);
  };
  return (
    <Popover position="bottom-end" width={300} opened={opened} onChange={setOpened} trapFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconBookmark size={14} />}
          onClick={() => setOpened(!opened)}
        >
          {t('saved.label')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('saved.label')}>
        {saved.length === 0 && <p className={classes.savedNone}>{t('saved.none')}</p>}
        {saved.map((each) => (
          <div key={each.name} className={classes.saved}>
            <UnstyledButton className={classes.savedName} onClick={() => choose(fromSaved(each))}>
              {each.name}
            </UnstyledButton>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('saved.remove', { name: each.name })}
              onClick={() => keep(saved.filter((other) => other !== each))}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </div>
        ))}
        <UnstyledButton className={classes.savedName} onClick={() => choose(everyday)}>
          {t('saved.everyday')}
        </UnstyledButton>
        <form className={classes.saveForm} onSubmit={save}>
          <TextInput
            size="xs"
            aria-label={t('saved.name')}
            placeholder={t('saved.name')}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button size="compact-sm" type="submit" disabled={name.trim() === ''}>
            {t('saved.save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
