import { VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { BundleDialog } from '../features/flight/BundleDialog';
import { FlightRecorder } from '../features/flight/FlightRecorder';
import { archiveFile, isArchiveName } from '../features/exchange/archive-file';
import { ImportDialog } from '../features/exchange/ImportDialog';
import { LexiconPage } from '../features/lexicon/LexiconPage';
import { LogDock } from '../features/log/LogDock';
import { LogViewer } from '../features/log/LogViewer';
import { ModelsPage } from '../features/models/ModelsPage';
import { ProjectsPage } from '../features/projects/ProjectsPage';
import { ScriptDesk } from '../features/script/ScriptDesk';
import { DropTarget } from '../features/record/DropTarget';
import { IntakeProvider, useIntake } from '../features/record/intake';
import { MachineSettings } from '../features/devices/MachineSettings';
import { MicrophonePicker } from '../features/record/MicrophonePicker';
import { SettingsPage } from '../features/settings/SettingsPage';
import { FailureCard } from '../features/takes/FailureCard';
import { useDraftUndo } from '../features/takes/draft-undo';
import { usePlayAtOnce } from '../features/takes/play-at-once';
import { NowBar } from '../features/takes/NowBar';
import { QuietNotice } from '../features/takes/QuietNotice';
import { RecipeCard } from '../features/takes/RecipeCard';
import { VoiceLibrary } from '../features/voices/VoiceLibrary';
import { flightTake, onShowLog } from '../lib/navigation';
import { useStore } from '../lib/store';
import { ConnectionBar } from './ConnectionBar';
import { ErrorBoundary } from './ErrorBoundary';
import classes from './Frame.module.css';
import { Palette } from './palette';
import { Rail } from './Rail';
import { FoundAgainBar } from './FoundAgainBar';
import { ReadOnlyBar } from './ReadOnlyBar';
import { useSession } from '../state/session';
import { SpaceBar } from './SpaceBar';
import { StudioPage } from './StudioPage';
import { Transport } from './Transport';

/** Where a dropped take meets the prompt that it could be as well. */
function DroppedTake() {
  const { openFile } = useIntake();
  return <RecipeCard onUseAsPrompt={(file) => openFile(file, { asPrompt: true })} />;
}

/** Rail, Now bar, the page in hand, and the log dock. */
export function Frame() {
  const { t } = useTranslation('app');
  const { page, goTo } = useSession();
  usePlayAtOnce();
  useDraftUndo();
  const flying = useStore(flightTake);
  const archive = useStore(archiveFile);
  useEffect(
    () =>
      onShowLog(() => {
        flightTake.set(undefined);
        goTo('log');
      }),
    [goTo],
  );
  return (
    <IntakeProvider>
      <div className={classes.frame}>
        <a className={classes.skip} href="#main">
          {t('skipToMain')}
        </a>
        <Rail />
        <header className={classes.now}>
          <ConnectionBar />
          <FoundAgainBar />
          <ReadOnlyBar />
          <SpaceBar />
          <ErrorBoundary compact>
            <NowBar />
          </ErrorBoundary>
          <ErrorBoundary compact>
            <Palette />
          </ErrorBoundary>
        </header>
        <main className={classes.main} id="main" tabIndex={-1}>
          <ErrorBoundary key={flying ?? page}>
            {flying !== undefined && (
              <FlightRecorder
                key={flying}
                takeId={flying}
                onClose={() => flightTake.set(undefined)}
                notice={(take) =>
                  take.state === 'failed' ? <FailureCard take={take} /> : <QuietNotice take={take} />
                }
              />
            )}
            {flying === undefined && page === 'studio' && <StudioPage />}
            {flying === undefined && page === 'voices' && <VoiceLibrary onArchive={archiveFile.set} />}
            {flying === undefined && page === 'projects' && (
              <ProjectsPage desk={(project) => <ScriptDesk key={project.id} project={project} />} />
            )}
            {flying === undefined && page === 'lexicon' && <LexiconPage />}
            {flying === undefined && page === 'models' && <ModelsPage />}
            {flying === undefined && page === 'log' && (
              <>
                <VisuallyHidden component="h1">{t('rail.log')}</VisuallyHidden>
                <LogViewer />
              </>
            )}
            {flying === undefined && page === 'settings' && (
              <SettingsPage
                microphone={<MicrophonePicker />}
                machine={<MachineSettings />}
                onArchive={archiveFile.set}
              />
            )}
          </ErrorBoundary>
        </main>
        <footer className={classes.dock}>
          <Transport />
          <ErrorBoundary compact>
            <LogDock />
          </ErrorBoundary>
        </footer>
      </div>
      <DropTarget isArchive={isArchiveName} onArchive={archiveFile.set} />
      {archive && <ImportDialog file={archive} onClose={() => archiveFile.set(undefined)} />}
      <ErrorBoundary compact>
        <DroppedTake />
      </ErrorBoundary>
      <BundleDialog />
    </IntakeProvider>
  );
}
