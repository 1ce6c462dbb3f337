import type { ReactNode } from 'react';
import classes from './SettingRows.module.css';

interface GroupProps {
  readonly title: string;
  /** Beside the title, e.g. a button for the whole group. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A titled card of rows. */
export function Group({ title, action, children }: GroupProps) {
  return (
    <section className={classes.group} aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {action}
      </div>
      <div className={classes.card}>{children}</div>
    </section>
  );
}

interface RowProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children?: ReactNode;
}

/** One setting: what it is at the left, its control at the right. */
export function Row({ label, hint, children }: RowProps) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <span>{label}</span>
        {hint !== undefined && <span className={classes.hint}>{hint}</span>}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  );
}
