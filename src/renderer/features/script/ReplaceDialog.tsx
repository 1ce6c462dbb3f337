import { Button, Checkbox, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { replacedLines, replaceOperations } from '#contract/script-replace';
import type { ScriptRow } from '#contract/scripts';
import classes from './script.module.css';
import type { ScriptEditing } from './use-script';

interface ReplaceDialogProps {
  readonly lines: readonly ScriptRow[];
  readonly change: ScriptEditing['change'];
  readonly onClose: () => void;
}

const SHOWN = 100;

/** Words of the whole script that become others: seen before, and one step back. */
export function ReplaceDialog({ lines, change, onClose }: ReplaceDialogProps) {
  const { t } = useTranslation('script');
  const [wish, setWish] = useState({ find: '', replace: '', matchCase: false, wholeWords: false });
  const found = replacedLines(lines, wish);
  const count = found.reduce((sum, line) => sum + line.count, 0);
  const numberOf = new Map(lines.map(({ id }, at) => [id, at + 1]));
  const replace = async () => {
    if (await change(...replaceOperations(found))) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('replacing.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form
        className={classes.section}
        onSubmit={(event) => {
          event.preventDefault();
          void replace();
        }}
      >
        <div className={classes.pair}>
          {(['find', 'replace'] as const).map((field) => (
            <TextInput
              key={field}
              size="xs"
              data-autofocus={field === 'find' || undefined}
              label={t(`replacing.${field}`)}
              value={wish[field]}
              onChange={({ currentTarget: { value } }) => setWish({ ...wish, [field]: value })}
            />
          ))}
        </div>
        <Group gap={16}>
          {(['matchCase', 'wholeWords'] as const).map((field) => (
            <Checkbox
              key={field}
              size="xs"
              label={t(`replacing.${field}`)}
              checked={wish[field]}
              onChange={({ currentTarget: { checked } }) => setWish({ ...wish, [field]: checked })}
            />
          ))}
        </Group>
        <Text size="xs" role="status">
          {wish.find === '' ? t('replacing.hint') : t('replacing.found', { count, lines: found.length })}
        </Text>
        {found.length > 0 && (
          <div className={classes.preview} role="region" aria-label={t('preview')} tabIndex={0}>
            {found.slice(0, SHOWN).map(({ lineId, before, after }) => (
              <div key={lineId} className={classes.previewLine}>
                <span className={`${classes.quiet} tabular`}>{numberOf.get(lineId)}</span>
                <span>
                  <del className={classes.quiet}>{before}</del>
                  <br />
                  {after}
                </span>
              </div>
            ))}
            {found.length > SHOWN && (
              <div className={classes.previewLine}>
                <span />
                <span className={classes.quiet}>{t('more', { count: found.length - SHOWN })}</span>
              </div>
            )}
          </div>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={found.length === 0}>
            {t('replacing.do', { count })}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
