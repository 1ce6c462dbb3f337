import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { i18n } from '../i18n';
import { undoStack } from './undo-stack';

export interface UndoNotice {
  /** What was done. */
  readonly message: string;
  readonly undoLabel: string;
  readonly onUndo: () => unknown;
  readonly onRedo?: () => unknown;
  /** The step that it is one with: see `UndoStep`. */
  readonly joins?: string;
}

/** Long enough to read it and change one's mind. */
const SHOWN_MS = 8000;

/** Says what was just deleted and offers to take it back; later on Ctrl+Z does. */
export function showUndoNotice({ message, undoLabel, onUndo, onRedo, joins }: UndoNotice): void {
  const step = undoStack.push({
    ...{ what: message, undo: onUndo, redo: onRedo },
    ...(joins === undefined ? {} : { joins }),
  });
  const id = notifications.show({
    autoClose: SHOWN_MS,
    withBorder: true,
    closeButtonProps: { 'aria-label': i18n.t('app:actions.close') },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            void undoStack.takeBack(step);
          }}
        >
          {undoLabel}
        </Button>
      </Group>
    ),
  });
}

/** One step back or on, told in words: what it was may be out of sight. */
export async function stepUndo(way: 'undo' | 'redo'): Promise<void> {
  const step = await undoStack[way]();
  const message = step
    ? i18n.t(way === 'undo' ? 'app:undo.undone' : 'app:undo.redone', { what: step.what })
    : i18n.t(way === 'undo' ? 'app:undo.nothing' : 'app:undo.nothingAgain');
  const notice = {
    ...{ id: 'undo-step', message, withBorder: true, autoClose: 3000 },
    closeButtonProps: { 'aria-label': i18n.t('app:actions.close') },
  };
  notifications.show(notice);
  // the one before is still there when keys come quickly
  notifications.update(notice);
}
