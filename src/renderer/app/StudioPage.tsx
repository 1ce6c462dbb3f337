import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PackOffer } from '../features/models/PackOffer';
import { FoldToggle } from '../features/takes/FoldToggle';
import { TakeComposer } from '../features/takes/TakeComposer';
import { TakeList } from '../features/takes/TakeList';
import { TakeSearch } from '../features/takes/TakeSearch';
import { ProjectPicker } from '../features/projects/ProjectPicker';
import { ErrorBoundary } from './ErrorBoundary';
import classes from './StudioPage.module.css';
import { SpeechSource } from './SpeechSource';
import { VoiceColumn } from './VoiceColumn';

/** The voice at the left, the words and the takes at the right. */
export function StudioPage() {
  const { t } = useTranslation('app');
  return (
    <div className={classes.page}>
      <VisuallyHidden component="h1">{t('rail.studio')}</VisuallyHidden>
      <ErrorBoundary>
        <VoiceColumn />
      </ErrorBoundary>
      <div className={classes.right}>
        <ErrorBoundary compact>
          <PackOffer />
        </ErrorBoundary>
        <section className={classes.words} aria-labelledby="words-title">
          <h2 id="words-title" className={classes.sectionTitle}>
            {t('sections.words')}
          </h2>
          <ErrorBoundary>
            <TakeComposer speech={<SpeechSource />} />
          </ErrorBoundary>
        </section>
        <section className={classes.takes} aria-labelledby="takes-title">
          <div className={classes.head}>
            <h2 id="takes-title" className={classes.sectionTitle}>
              {t('sections.takes')}
            </h2>
            <ProjectPicker />
            <span className={classes.spring} />
            <FoldToggle />
            <TakeSearch />
          </div>
          <ErrorBoundary>
            <TakeList />
          </ErrorBoundary>
        </section>
      </div>
    </div>
  );
}
