import { useTranslation } from 'react-i18next';
import { ConnectionBar } from './ConnectionBar';
import { ErrorBoundary } from './ErrorBoundary';
import classes from './Frame.module.css';
import { Rail } from './Rail';
import { useSession } from './session';
import { StudioPage } from './StudioPage';

/** Rail, Now bar, the page in hand, and the log dock. */
export function Frame() {
  const { t } = useTranslation('app');
  const { page } = useSession();
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {t('skipToMain')}
      </a>
      <Rail />
      <header className={classes.now}>
        <ConnectionBar />
      </header>
      <main className={classes.main} id="main" tabIndex={-1}>
        <ErrorBoundary key={page}>{page === 'studio' && <StudioPage />}</ErrorBoundary>
      </main>
    </div>
  );
}
