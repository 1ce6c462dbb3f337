import classes from './StudioPage.module.css';

/** The voice at the left, the words and the takes at the right. */
export function StudioPage() {
  return (
    <div className={classes.page}>
      <section className={classes.voice} />
      <div className={classes.right} />
    </div>
  );
}
