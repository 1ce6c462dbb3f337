import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './palette.module.css';

/** Every key of the window, in the order in which a take is made. */
const groups = [
  {
    name: 'record',
    keys: [
      ['record', 'R'],
      ['nudge', '[', ']'],
    ],
  },
  {
    name: 'take',
    keys: [
      ['generate', 'Ctrl', 'Enter'],
      ['cancel', 'Esc'],
      ['dice', 'D'],
      ['space', 'Space'],
      ['playNumber', '1 – 9'],
      ['compare', 'A', 'B'],
      ['favourite', 'F'],
    ],
  },
  {
    name: 'look',
    keys: [
      ['undo', 'Ctrl', 'Z'],
      ['redo', 'Ctrl', 'Shift', 'Z'],
      ['search', '/'],
      ['dock', 'Ctrl', '`'],
      ['palette', 'Ctrl', 'K'],
      ['help', '?'],
    ],
  },
] as const;

export interface KeyListProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The list behind the question mark. */
export function KeyList({ opened, onClose }: KeyListProps) {
  const { t } = useTranslation('takes');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      size={560}
      closeButtonProps={{ 'aria-label': t('keys.close') }}
    >
      {groups.map((group) => (
        <section key={group.name} className={classes.group}>
          <h3>{t(`keys.groups.${group.name}`)}</h3>
          <dl>
            {group.keys.map(([name, ...caps]) => (
              <div key={name}>
                <dt>
                  {caps.map((cap) => (
                    <Kbd key={cap} size="sm">
                      {cap}
                    </Kbd>
                  ))}
                </dt>
                <dd>{t(`keys.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
