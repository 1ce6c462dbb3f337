import { IconFileMusic } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DropTarget.module.css';
import { useIntake } from './intake';

/** Some places make something other than a prompt of a dropped file. */
const isTakenElsewhere = ({ target }: DragEvent): boolean =>
  target instanceof Element && target.closest('[data-drop]') !== null;

interface DropTargetProps {
  /** Archives of voices go elsewhere: features do not import each other. */
  readonly isArchive: (name: string) => boolean;
  readonly onArchive: (file: File) => void;
}

/** The whole window takes a dropped sound file; a veil says so while one hovers. */
export function DropTarget({ isArchive, onArchive }: DropTargetProps) {
  const { t } = useTranslation('app');
  const { openFile } = useIntake();
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setHovering(!isTakenElsewhere(event));
    };
    const leave = (event: DragEvent) => {
      // only the leaving of the window itself has nowhere to go
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setHovering(false);
      const file = event.dataTransfer?.files[0];
      if (!file || isTakenElsewhere(event)) return;
      if (isArchive(file.name)) onArchive(file);
      else openFile(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [openFile, isArchive, onArchive]);
  if (!hovering) return null;
  return (
    <div className={classes.veil}>
      <div className={classes.card}>
        <IconFileMusic size={40} stroke={1.4} aria-hidden />
        <strong>{t('drop.title')}</strong>
        <span>{t('drop.formats')}</span>
      </div>
    </div>
  );
}
