import { useState } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import {
  IconArrowsLeftRight,
  IconFileExport,
  IconPencil,
  IconStar,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { fillNaming, takeNamingFields } from '#contract/take-naming';
import { useStudio } from '../../state/studio';
import { useStore } from '../../lib/store';
import { showUndoNotice } from '../../lib/undo-notice';
import { undoStack } from '../../lib/undo-stack';
import { ErrorCard } from '../../ui/ErrorCard';
import { comparison, MOST_COMPARED, startComparison } from './blind-comparison';
import { exporting } from './ExportDialog';
import { clearSelection, selectedTakes } from './selection';
import classes from './TakeLibrary.module.css';

/** What can be done with the ticked takes together; nothing while none is ticked. */
export function SelectionBar({ takes }: { readonly takes: readonly Take[] }) {
  const { t } = useTranslation('takeLibrary');
  const { api } = useStudio();
  const ids = useStore(selectedTakes);
  const [renaming, setRenaming] = useState(false);
  const [error, setError] = useState<StudioError>();
  const chosen = ids.flatMap((id) => takes.filter((take) => take.id === id));
  if (chosen.length === 0) return null;
  const takeIds = chosen.map(({ id }) => id);
  const withSound = chosen.filter(({ state }) => state === 'done').map(({ id }) => id);
  const fail = (thrown: unknown) => setError(StudioError.from(thrown));
  const remove = () => {
    clearSelection();
    api.deleteTakes({ takeIds }).then(
      () =>
        showUndoNotice({
          message: t('deleted', { count: takeIds.length }),
          undoLabel: t('undo'),
          onUndo: () => api.restoreTakes({ takeIds }).catch(fail),
          onRedo: () => api.deleteTakes({ takeIds }).catch(fail),
        }),
      fail,
    );
  };
  const rename = (naming: string) => {
    const again = () => api.renameTakes({ takeIds, naming }).catch(fail);
    const back = () =>
      Promise.all(chosen.map(({ id, name }) => api.changeTakes({ takeIds: [id], change: { name } }))).catch(
        fail,
      );
    undoStack.push({ what: t('renamed', { count: takeIds.length }), undo: back, redo: again });
    void again();
  };
  const icon = { size: 14, stroke: 1.75 };
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('selected', { count: chosen.length })}>
      <strong>{t('selected', { count: chosen.length })}</strong>
      <span className={classes.grow} />
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconStar {...icon} />}
        onClick={() =>
          void api
            .changeTakes({ takeIds, change: { favourite: !chosen.every(({ favourite }) => favourite) } })
            .catch(fail)
        }
      >
        {t('favourite')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconArrowsLeftRight {...icon} />}
        disabled={withSound.length < 2 || withSound.length > MOST_COMPARED}
        title={t('compareHint')}
        onClick={() => comparison.set(startComparison(withSound))}
      >
        {t('compare')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPencil {...icon} />}
        onClick={() => setRenaming(true)}
      >
        {t('rename')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconFileExport {...icon} />}
        disabled={withSound.length === 0}
        onClick={() => exporting.set(withSound)}
      >
        {t('export')}
      </Button>
      <Button size="compact-xs" variant="default" leftSection={<IconTrash {...icon} />} onClick={remove}>
        {t('delete')}
      </Button>
      <Button size="compact-xs" variant="subtle" leftSection={<IconX {...icon} />} onClick={clearSelection}>
        {t('clear')}
      </Button>
      {error && <ErrorCard error={error} onDismiss={() => setError(undefined)} />}
      <Modal
        opened={renaming}
        onClose={() => setRenaming(false)}
        title={t('renameTitle', { count: takeIds.length })}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <RenameForm
          first={chosen[0]!}
          count={takeIds.length}
          onCancel={() => setRenaming(false)}
          onRename={(naming) => {
            setRenaming(false);
            rename(naming);
          }}
        />
      </Modal>
    </div>
  );
}

interface RenameFormProps {
  readonly first: Take;
  readonly count: number;
  readonly onCancel: () => void;
  readonly onRename: (naming: string) => void;
}

function RenameForm({ first, count, onCancel, onRename }: RenameFormProps) {
  const { t } = useTranslation('takeLibrary');
  const [naming, setNaming] = useState('{voice} {index}');
  const example = fillNaming(naming, {
    at: new Date(first.createdAt),
    project: '',
    voice: first.recipe.voiceName,
    seed: first.recipe.seed,
    text: first.recipe.text,
    ...{ index: 1, count, name: first.name },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (naming.trim() !== '') onRename(naming);
      }}
    >
      <TextInput
        data-autofocus
        label={t('template')}
        description={t('templateHint', { fields: takeNamingFields.map((field) => `{${field}}`).join(' ') })}
        maxLength={200}
        value={naming}
        onChange={({ currentTarget }) => setNaming(currentTarget.value)}
      />
      <span className={classes.quiet}>{t('example', { name: example })}</span>
      <div className={classes.end}>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button size="xs" type="submit" disabled={naming.trim() === ''}>
          {t('apply')}
        </Button>
      </div>
    </form>
  );
}
