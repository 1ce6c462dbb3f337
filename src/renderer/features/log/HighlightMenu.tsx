import { useState, type SyntheticEvent } from 'react';
import { ActionIcon, Button, Checkbox, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconHighlight, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { highlightColours, type LogHighlight } from '#contract/log-marks';
import { errorWords } from '#i18n/error-words';
import { useLive } from '../../state/live';
import { readPattern } from './filter';
import classes from './Log.module.css';

const MOST = 12;

/** Words in colours of their own: kept with the settings, so that every window has them. */
export function HighlightMenu() {
  const { t, i18n } = useTranslation('log');
  const { settings, updateSettings } = useLive();
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const [regex, setRegex] = useState(false);
  const all = settings?.logHighlights ?? [];
  const { error } = readPattern({ text, regex });
  const keep = (next: readonly LogHighlight[]) =>
    void updateSettings({ logHighlights: [...next] }).catch(() => undefined);
  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    const words = text.trim();
    if (words === '' || error) return;
    const used = all.map(({ colour }) => colour);
    const colour =
      highlightColours.find((each) => !used.includes(each)) ??
      highlightColours[all.length % highlightColours.length]!;
    keep([...all.filter((each) => each.text !== words), { text: words, regex, colour }].slice(-MOST));
    setText('');
  };
  return (
    <Popover position="bottom-end" width={320} opened={opened} onChange={setOpened} trapFocus>
      <Popover.Target>
        <Tooltip label={t('highlight.label')}>
          <ActionIcon
            variant={all.length > 0 ? 'light' : 'default'}
            size={28}
            aria-label={t('highlight.label')}
            onClick={() => setOpened(!opened)}
          >
            <IconHighlight size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('highlight.label')}>
        {all.length === 0 && <p className={classes.savedNone}>{t('highlight.none')}</p>}
        {all.map((each) => (
          <div key={each.text} className={classes.saved}>
            <span className={classes.savedName}>
              <mark className={classes.highlight} data-colour={each.colour}>
                {each.text}
              </mark>
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('highlight.remove', { text: each.text })}
              onClick={() => keep(all.filter((other) => other !== each))}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </div>
        ))}
        <form className={classes.spanForm} onSubmit={add}>
          <TextInput
            size="xs"
            aria-label={t('highlight.text')}
            placeholder={t('highlight.text')}
            maxLength={200}
            error={error && errorWords(error, i18n.language).detail}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Checkbox
            size="xs"
            label={t('regex')}
            checked={regex}
            onChange={(event) => setRegex(event.currentTarget.checked)}
          />
          <Button size="compact-sm" type="submit" disabled={text.trim() === '' || error !== undefined}>
            {t('highlight.add')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
