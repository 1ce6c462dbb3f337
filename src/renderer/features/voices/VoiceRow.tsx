import { ActionIcon, Button, Checkbox, TextInput, Tooltip } from '@mantine/core';
import {
  IconCheck,
  IconLayoutSidebarRight,
  IconPencil,
  IconStar,
  IconStarFilled,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Voice } from '#contract/domain';
import { formatDateTime, formatSec } from '../../lib/format';
import { dotColour } from '../../ui/colours';
import { PeaksStrip } from '../../ui/PeaksStrip';
import { PlayButton } from './PlayButton';
import type { VoiceActions } from './use-voice-actions';
import { useVoicePlayback } from './use-voice-playback';
import { VoiceMarks } from './VoiceMarks';
import classes from './VoiceTable.module.css';

interface VoiceRowProps {
  readonly voice: Voice;
  /** The next take speaks with it. */
  readonly inUse: boolean;
  readonly checked: boolean;
  readonly onCheck: () => void;
  readonly onOpen: () => void;
  readonly actions: VoiceActions;
  readonly onUse: () => void;
}

/** One voice of the library: hear it, use it, rename it where it stands, delete it. */
export function VoiceRow({ voice, inUse, checked, onCheck, onOpen, actions, onUse }: VoiceRowProps) {
  const { t, i18n } = useTranslation('voices');
  const { name } = voice;
  const playback = useVoicePlayback(voice);
  return (
    <>
      <span role="cell">
        <Checkbox size="xs" aria-label={t('selectOne', { name })} checked={checked} onChange={onCheck} />
      </span>
      <span role="cell">
        <PlayButton playback={playback} name={name} size={28} />
      </span>
      <span role="cell" className={classes.name}>
        <NameCell voice={voice} actions={actions} />
      </span>
      <span role="cell" className={classes.wave}>
        <PeaksStrip peaks={voice.peaks} />
        <span className={`${classes.quiet} tabular`}>{formatSec(voice.promptSec)} s</span>
      </span>
      <span role="cell">
        <VoiceMarks voice={voice} />
      </span>
      <span role="cell" className={`${classes.quiet} ${classes.wide} tabular`}>
        {formatDateTime(voice.createdAt, i18n.language)}
      </span>
      <span role="cell" className={classes.actions}>
        <Star voice={voice} actions={actions} />
        <Button
          size="compact-sm"
          variant={inUse ? 'light' : 'default'}
          leftSection={inUse ? <IconCheck size={14} aria-hidden /> : undefined}
          aria-label={inUse ? `${t('inUse')}: ${name}` : t('select', { name })}
          onClick={onUse}
        >
          {t(inUse ? 'inUse' : 'use')}
        </Button>
        <Act label={t('details.open', { name })} onClick={onOpen}>
          <IconLayoutSidebarRight size={16} aria-hidden />
        </Act>
        <Act label={t('delete', { name })} onClick={() => void actions.remove(voice)}>
          <IconTrash size={16} aria-hidden />
        </Act>
      </span>
    </>
  );
}

function Star({ voice, actions }: Pick<VoiceRowProps, 'voice' | 'actions'>) {
  const { t } = useTranslation('voices');
  const { name, favourite } = voice;
  return (
    <Act
      label={t(favourite ? 'unfavourite' : 'favourite', { name })}
      onClick={() => void actions.change(voice, { favourite: !favourite })}
    >
      {favourite ? <IconStarFilled size={16} aria-hidden /> : <IconStar size={16} aria-hidden />}
    </Act>
  );
}

interface ActProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function Act({ label, onClick, children }: ActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={28} variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function NameCell({ voice, actions }: Pick<VoiceRowProps, 'voice' | 'actions'>) {
  const { t } = useTranslation('voices');
  const { name, colour, tags } = voice;
  const [renaming, setRenaming] = useState(false);
  if (renaming) {
    return (
      <NameField
        name={name}
        label={t('renameField', { name })}
        onDone={async (next) => {
          if (next === name || (await actions.rename(voice, next))) setRenaming(false);
        }}
        onCancel={() => setRenaming(false)}
      />
    );
  }
  const dot = dotColour(colour);
  return (
    <>
      {dot && <span className={classes.dot} style={{ background: dot }} aria-hidden />}
      <span className={classes.rowName} title={name} onDoubleClick={() => setRenaming(true)}>
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
      {tags.slice(0, 2).map((tag) => (
        <span key={tag} className={classes.tag}>
          #{tag}
        </span>
      ))}
    </>
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
      flex={1}
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
