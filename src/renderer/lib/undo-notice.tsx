import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { i18n } from '../i18n';

export interface UndoNotice {
  readonly message: string;
  readonly undoLabel: string;
  readonly onUndo: () => void;
}

/** Long enough to read it and change one's mind. */
const SHOWN_MS = 8000;

/** Says what was just deleted and offers to take it back. */
export function showUndoNotice({ message, undoLabel, onUndo }: UndoNotice): void {
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
            onUndo();
          }}
        >
          {undoLabel}
        </Button>
      </Group>
    ),
  });
}
