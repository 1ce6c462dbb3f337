import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Voice } from '#contract/domain';
import { formatDateTime, formatSec } from '../../lib/format';
import { Waveform } from '../../ui/Waveform';
import { PlayButton } from './PlayButton';
import type { VoiceActions } from './use-voice-actions';
import { useVoicePlayback } from './use-voice-playback';
import { VoiceMarks } from './VoiceMarks';
import classes from './voices.module.css';

interface VoiceRowProps {
  readonly voice: Voice;
  readonly selected: boolean;
  readonly actions: VoiceActions;
  readonly onUse: () => void;
}

/** One voice of the library: hear it, use it, rename it where it stands, delete it. */
export function VoiceRow({ voice, selected, actions, onUse }: VoiceRowProps) {
  const { t, i18n } = useTranslation('voices');
  const { name } = voice;
  const playback = useVoicePlayback(voice);
  const [renaming, setRenaming] = useState(false);
  return (
    <tr className={classes.row} data-selected={selected || undefined}>
      <td className={classes.cellPlay}>
        <PlayButton playback={playback} name={name} size={28} />
      </td>
      <td className={classes.cellName}>
        {renaming ? (
          <NameField
            name={name}
            label={t('renameField', { name })}
            onDone={async (next) => {
              if (next === name || (await actions.rename(voice, next))) setRenaming(false);
            }}
            onCancel={() => setRenaming(false)}
          />
        ) : (
          <span className={classes.nameWithPencil} onDoubleClick={() => setRenaming(true)}>
            <span className={classes.rowName} title={name}>
              {name}
            </span>
            <ActionIcon
              className={classes.pencil}
              size={24}
              variant="subtle"
              color="gray"
              aria-label={t('rename', { name })}
              onClick={() => setRenaming(true)}
            >
              <IconPencil size={14} aria-hidden />
            </ActionIcon>
          </span>
        )}
      </td>
      <td className={classes.cellWave}>
        <Waveform
          peaks={voice.peaks}
          durationSec={voice.promptSec}
          playback={playback}
          label={name}
          heightPx={28}
        />
      </td>
      <td className={`${classes.quiet} tabular`}>{formatSec(voice.promptSec)} s</td>
      <td>
        <VoiceMarks voice={voice} />
      </td>
      <td className={`${classes.quiet} tabular`}>{formatDateTime(voice.createdAt, i18n.language)}</td>
      <td className={classes.cellActions}>
        <Button
          size="compact-sm"
          variant={selected ? 'light' : 'default'}
          leftSection={selected ? <IconCheck size={14} aria-hidden /> : undefined}
          aria-label={selected ? `${t('inUse')}: ${name}` : t('select', { name })}
          onClick={onUse}
        >
          {t(selected ? 'inUse' : 'use')}
        </Button>
        <Tooltip label={t('delete', { name })}>
          <ActionIcon
            size={28}
            variant="subtle"
            color="gray"
            aria-label={t('delete', { name })}
            onClick={() => void actions.remove(voice)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
}

interface NameFieldProps {
  readonly name: string;
  readonly label: string;
  readonly onDone: (name: string) => Promise<void>;
  readonly onCancel: () => void;
}

/** Enter or leaving keeps the name, Escape does not. */
function NameField({ name, label, onDone, onCancel }: NameFieldProps) {
  const [draft, setDraft] = useState(name);
  const done = () => {
    if (draft.trim() === '') onCancel();
    else void onDone(draft.trim());
  };
  return (
    <TextInput
      size="xs"
      aria-label={label}
      value={draft}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => {
        // Enter also ends the composition of a Chinese word; that is not the end of the name
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') done();
        if (event.key === 'Escape') onCancel();
      }}
    />
  );
}
