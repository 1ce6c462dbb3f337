import { VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { PackOffer } from '../features/models/PackOffer';
import { FoldToggle } from '../features/takes/FoldToggle';
import { ROW_PX, TakeComposer, USUAL_ROWS } from '../features/takes/TakeComposer';
import { TakeList } from '../features/takes/TakeList';
import { TakeSearch } from '../features/takes/TakeSearch';
import { ProjectPicker } from '../features/projects/ProjectPicker';
import { useKeptSize } from '../lib/kept-size';
import { Divider } from '../ui/Divider';
import { ErrorBoundary } from './ErrorBoundary';
import classes from './StudioPage.module.css';
import { SpeechSource } from './SpeechSource';
import { VoiceColumn } from './VoiceColumn';

/** Narrower, the waveform says nothing; wider, the takes do not. */
const voicePxLimits = { min: 300, max: 640 };

/** The voice at the left, the words and the takes at the right. */
export function StudioPage() {
  const { t } = useTranslation('app');
  const [voicePx, keepVoice, forgetVoice] = useKeptSize('voice');
  const [rows, keepRows, forgetRows] = useKeptSize('words');
  const { ref, width } = useElementSize();
  return (
    <div
      className={classes.page}
      style={voicePx === undefined ? undefined : { gridTemplateColumns: `${voicePx}px 0 minmax(0, 1fr)` }}
    >
      <VisuallyHidden component="h1">{t('rail.studio')}</VisuallyHidden>
      <ErrorBoundary>
        <div ref={ref} className={classes.left}>
          <VoiceColumn />
        </div>
      </ErrorBoundary>
      <Divider
        label={t('dividers.voice')}
        orientation="vertical"
        size={voicePx ?? Math.round(width)}
        {...voicePxLimits}
        step={16}
        onResize={keepVoice}
        onReset={forgetVoice}
      />
      <div className={classes.right}>
        <ErrorBoundary compact>
          <PackOffer />
        </ErrorBoundary>
        <section className={classes.words} aria-labelledby="words-title">
          {/* the switch in the first row says it to the eye */}
          <VisuallyHidden component="h2" id="words-title">
            {t('sections.words')}
          </VisuallyHidden>
          <ErrorBoundary>
            <TakeComposer rows={rows} speech={<SpeechSource />} />
          </ErrorBoundary>
        </section>
        <Divider
          label={t('dividers.words')}
          orientation="horizontal"
          size={rows ?? USUAL_ROWS}
          min={USUAL_ROWS}
          max={24}
          step={1}
          unitPx={ROW_PX}
          onResize={keepRows}
          onReset={forgetRows}
        />
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
