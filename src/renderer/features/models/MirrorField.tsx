import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { packMirrorSchema } from '#contract/studio-state';
import { useLive } from '../../state/live';
import classes from './models.module.css';
import { usePacks } from './packs-store';

/** A mirror of one's own: asked before every other server. */
export function MirrorField() {
  const { t } = useTranslation('models');
  const { settings, updateSettings } = useLive();
  const { attempt } = usePacks();
  const [typed, setTyped] = useState<string>();
  if (!settings) return null;
  const value = typed ?? settings.packMirror;
  const valid = packMirrorSchema.safeParse(value).success;
  const save = async () => {
    if (await attempt(() => updateSettings({ packMirror: value.trim() }))) setTyped(undefined);
  };
  return (
    <form
      className={classes.mirror}
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) void save();
      }}
    >
      <TextInput
        className={classes.mirrorInput}
        label={t('mirror.label')}
        description={t('mirror.hint')}
        placeholder="https://mirror.example.org"
        error={valid ? undefined : t('mirror.invalid')}
        value={value}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {typed !== undefined && typed !== settings.packMirror && (
        <Button type="submit" variant="default" disabled={!valid}>
          {t('mirror.save')}
        </Button>
      )}
    </form>
  );
}
