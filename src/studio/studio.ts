import { createEvents } from '#contract/contract';
import type { StudioContract } from '#contract/studio-api';
import { personal } from '#contract/personal';
import { SupportBundles } from './bundle/support-bundle';
import { Doctor } from './doctor/doctor';
import { openDisk } from './disk/open-disk';
import { createHttpGet } from './packs/downloads/http';
import { patience } from './packs/downloads/patience';
import { Enrolment } from './voices/enrolment';
import { VoiceExchange } from './exchange/voice-exchange';
import { FlightRecorder } from './flight/flight-recorder';
import { quietFloorOf } from './flight/watchdog';
import { TraceStore } from './flight/trace-store';
import { studioFolders, type StudioFolders } from './storage/files/folders';
import { GpuMeter } from './machine/gpu-meter';
import { studioHealth } from './health/health';
import { Instructions } from './takes/instructions';
import { FileAccess } from './storage/files/file-access';
import { followWriter } from './library/follow-writer';
import { Lexicon } from './lexicon/lexicon';
import { LexiconStore } from './lexicon/lexicon-store';
import { Library } from './library/library';
import { lookAtLibrary, takeLibrary, type OpenLibrary } from './library/open-library';
import { openLog, type StudioLog } from './log/log';
import { logLimits } from './log/log-files';
import { openLogPrivacy } from './log/log-privacy';
import { Metrics } from './health/metrics';
import { openEngines } from './engines/open-engines';
import { Machine } from './machine/machine';
import { Catalogue } from './packs/catalogue';
import { PackReports } from './packs/pack-reports';
import { Packs } from './packs/packs';
import { Projects } from './projects/projects';
import { RecipeFiles } from './takes/recipe-files';
import { Recordings } from './voices/recordings';
import { Samples } from './voices/samples';
import { SearchIndex } from './storage/database/search-index';
import { SettingsStore } from './storage/database/settings';
import { Hearing } from './takes/hearing';
import { SpokenTexts } from './takes/spoken-texts';
import { SourceFiles } from './takes/source-files';
import { watchDatabase } from './storage/database/still-there';
import { StageTimes } from './flight/stage-times';
import { studioStatus } from './health/status';
import { steady } from './lib/steady';
import { studioHandlers } from './studio-handlers';
import type { Studio, StudioOptions } from './studio-options';
import { createStudioService } from './studio-service';
import { TakeAudio } from './takes/take-audio';
import { TakeBin } from './takes/take-bin';
import { createTakeNews } from './takes/take-news';
import { TakeExport } from './takes/take-export';
import { TakeLibrary } from './takes/take-library';
import { TakeStore } from './takes/take-store';
import { Takes } from './takes/takes';
import { VoiceFiles } from './voices/voice-files';
import { UnfinishedFiles } from './storage/files/unfinished-files';
import { Voices } from './voices/voices';

export type { EngineChild, EngineLauncher } from './engines/engine-child';
export { studioFolders } from './storage/files/folders';
export type { Studio, StudioOptions } from './studio-options';

const STATUS_EVERY_MS = 50;

/**
 * Opens the library in `options.home` and offers the studio.
 * @throws StudioError 'library-locked', 'library-damaged', 'folder-not-writable', 'disk-full'
 */
export async function createStudio(options: StudioOptions): Promise<Studio> {
  const folders = studioFolders(options.home);
  const library = options.readOnly === true ? lookAtLibrary(folders) : await takeLibrary(folders);
  try {
    return assemble(options, folders, library);
  } catch (thrown) {
    library.db.close();
    library.release();
    throw thrown;
  }
}

function assemble(options: StudioOptions, folders: StudioFolders, library: OpenLibrary): Studio {
  const { db, chosen } = library;
  const { outputs } = chosen;
  const readOnly = options.readOnly ?? false;
  const settings = new SettingsStore(db, readOnly);
  const log = openLog({
    folder: folders.logs,
    readOnly,
    privacy: openLogPrivacy(settings, readOnly),
    limits: logLimits(settings.get().logMegabytes),
  });
  const studioLog = log.logger('studio');
  const events = createEvents<StudioContract>();
  const outputsFolder = () => outputs.ifChosen(settings.folder('outputs')) ?? folders.outputs;
  const modelsFolder = () =>
    options.modelsDir ??
    process.env.COSYVOICE_STUDIO_MODELS ??
    chosen.models.ifChosen(settings.folder('models')) ??
    folders.models;

  let closing: Promise<void> | undefined;

  const status = () => studioStatus(statusParts);
  const tellStatus = steady(STATUS_EVERY_MS, () => {
    if (!closing) void status().then((now) => events.emit('status', now));
  });
  const onStatusChange = () => {
    tellStatus.push(undefined);
    idle.update();
  };

  const isWindowed = options.host === 'electron' || options.host === 'server';
  const engines = openEngines({
    ...{ options, settings, modelsFolder, readOnly, isWindowed, log },
    onProgress: (progress) => takes.progress(progress),
    onChange: onStatusChange,
    isIdle: () => takes.isIdle,
    hasVoices: () => !voices.isEmpty,
  });
  const { engine, pool, idle, chooseEngine, memoryMode, providers } = engines;
  const access = new FileAccess();
  const unfinished = new UnfinishedFiles(db, folders.home, access);
  const recordings = new Recordings({ db, unfinished, folder: folders.recordings, engine, log: studioLog });
  const voiceFiles = new VoiceFiles(folders.voices, studioLog, access);
  const voices = new Voices({
    db,
    files: voiceFiles,
    ...{ unfinished, access },
    recordings,
    log: studioLog,
    onChange: (voiceIds) => events.emit('voicesChanged', { voiceIds: [...voiceIds] }),
  });
  const enrolment = new Enrolment({
    engine,
    voiceFiles,
    chooseEngine,
    providers,
    log: studioLog,
    ...(engines.warmUp ? { onEnrolled: engines.warmUp } : {}),
  });
  const words = new LexiconStore(db);
  const instructions = new Instructions(options.resourcesDir);
  const store = new TakeStore(db, outputs);
  const takeAudio = new TakeAudio(store);
  const gpuMeter = new GpuMeter(options.askDriver);
  const flight = new FlightRecorder({ store: new TraceStore(db), gpuMeter, log: studioLog });
  const sources = new SourceFiles(folders.sources, recordings);
  const projects = new Projects({
    ...{ db, outputs, outputsFolder },
    log: studioLog,
    onChange: (projectId) => events.emit('projectsChanged', { projectId }),
  });
  const takeNews = createTakeNews((take) => events.emit('takeChanged', take));
  const bin = new TakeBin({ db, store, folders, unfinished, access });
  const takes: Takes = new Takes({
    bin,
    voices,
    instructions,
    lexicon: words,
    ...{ store, access },
    voiceFiles,
    pool,
    // a command makes what it was asked for: the pause is the window's
    queueSettings: () => ({ ...settings.get(), ...(options.host === 'cli' ? { queuePaused: false } : {}) }),
    sources,
    enrolment,
    memoryMode,
    gpuMeter,
    projects,
    output: (take) => projects.output(take, new Date()),
    chooseEngine,
    providers,
    retrySmaller: () => settings.get().retrySmaller,
    stageTimes: new StageTimes(db),
    flight,
    quietFloorMs: options.quietFloorMs ?? quietFloorOf(process.env),
    log: studioLog,
    appVersion: options.version,
    onChange: takeNews,
    onDeleted: (takeId) => events.emit('takeDeleted', { takeId }),
    onQueue: onStatusChange,
  });
  const lexicon = new Lexicon({
    ...{ store: words, engine, voices, projects },
    onChange: () => events.emit('lexiconChanged', undefined),
  });
  const spoken = new SpokenTexts({ engine, chooseEngine, voices, lexicon: words });
  const hearing = new Hearing({
    ...{ pool, chooseEngine, voices, voiceFiles, enrolment, lexicon: words, memoryMode, providers },
    onFree: () => takes.next(),
  });
  const doctor = new Doctor({ takes, engine, log });
  const bundles = new SupportBundles({
    ...{ takes, doctor, flight, log, status },
    settings: () => settings.get(),
    folders: () => [
      [outputsFolder(), '<outputs>'],
      [folders.home, '<data>'],
    ],
  });
  const { foundAgain } = library;
  const { version, host, holder, abilities } = options;
  const statusParts = {
    fixed: {
      ...{ version, host, readOnly },
      ...(holder ? { holder } : {}),
      canReveal: abilities?.reveal !== undefined,
      canChooseFolder: abilities?.chooseFolder !== undefined,
    },
    ...{ engine, takes, log, outputsFolder, gpuMeter, foundAgain },
  };
  const { disk, moves } = openDisk({
    ...{ db, access, chosen, settings, folders, takes, engine, outputsFolder, modelsFolder, log: studioLog },
    fetching: () => packs.isFetching,
    onMove: (move) => events.emit('folderMove', move),
    onChange: () => {
      events.emit('settings', settings.get());
      onStatusChange();
    },
  });
  const samples = new Samples(options.resourcesDir, recordings);
  const catalogue = new Catalogue(folders.manifests, studioLog);
  const packs = new Packs({
    catalogue,
    engine,
    reports: new PackReports({ db, engine, samples, log: studioLog }),
    modelsDir: modelsFolder,
    get: options.get ?? createHttpGet(),
    patience: { ...patience, ...options.patience },
    mirror: () => settings.get().packMirror,
    log: log.logger('packs'),
    onChange: (packId) => {
      if (!closing) events.emit('packsChanged', { packId });
    },
    onDownload: (download) => events.emit('download', download),
    mayCheck: () => isWindowed && !closing && takes.queueLength === 0 && takes.runningTakeIds.length === 0,
    takeRuns: () => takes.runningTakeIds.length > 0,
  });
  const takeLibrary = new TakeLibrary({
    ...{ store, takes, log: studioLog },
    projectName: (projectId) => projects.nameOf(projectId),
    onChange: takeNews,
  });
  const keeper = new Library({
    ...{ db, folders, outputs, access, log: studioLog, appVersion: options.version },
    onProgress: (progress) => events.emit('libraryProgress', progress),
  });
  const service = createStudioService({
    handlers: studioHandlers({
      ...{
        recordings,
        samples,
        voices,
        instructions,
        lexicon,
        spoken,
        hearing,
        takes,
        flight,
        doctor,
        bundles,
      },
      ...{ projects, search: new SearchIndex(db) },
      ...{ settings, engine, enrolment, log, emit: events.emit, status, chooseEngine, onStatusChange },
      exchange: new VoiceExchange({
        ...{ voices, files: voiceFiles, engine, log: studioLog },
        appVersion: options.version,
      }),
      library: keeper,
      takeLibrary,
      ...{ takeAudio, takeBin: bin },
      takeExport: new TakeExport({
        ...{ takes, audio: takeAudio, engine, library: takeLibrary },
        consentOf: (voiceId) => voices.some([voiceId])[0]?.consent,
      }),
      recipeFiles: new RecipeFiles({
        ...{ db, engine, takes, audio: takeAudio },
        appVersion: options.version,
      }),
      disk,
      machine: new Machine({
        ...{ file: folders.machine, engine, log: studioLog },
        onProgress: (progress) => events.emit('probing', progress),
      }),
      sources,
      packs,
      abilities: options.abilities ?? {},
      folders,
    }),
    on: events.on,
    log: studioLog,
    readOnly,
    isClosing: () => closing !== undefined,
    isReplaced: () => keeper.isReplaced,
    requireStillThere: watchDatabase(folders.database),
  });
  log.onLines((entries) => {
    flight.lines(entries);
    events.emit('log', entries);
  });

  const health = () => studioHealth({ version: options.version, engine, takes, log });
  const metrics = new Metrics();
  events.on('takeChanged', (take) => metrics.take(take));

  const shutDown = async () => {
    idle.stop();
    await Promise.all([disk.retention.stop(), moves.stop()]);
    enrolment.close();
    following?.();
    const takesClosed = takes.close();
    const packsClosed = packs.close(isWindowed);
    await pool.stop();
    await takesClosed;
    await packsClosed;
    if (!readOnly) studioLog.info('Studio stopped');
    log.close();
    flight.stop();
    db.close();
    library.release();
  };

  const following = readOnly ? followWriter(db, () => events.emit('libraryReplaced', undefined)) : undefined;
  if (!readOnly) {
    announceStart(options, folders, log);
    const { closed, isPrivate } = library.modes;
    if (closed > 0) studioLog.info('Others on this computer can no longer reach the data folder', { closed });
    if (!isPrivate)
      studioLog.warn('Others on this computer may reach the data folder: its modes cannot be changed');
    for (const { message, data } of library.mended) studioLog.warn(message, data);
    if (foundAgain)
      studioLog.warn(
        `The library file was missing or empty: ${foundAgain.voices} voices and ${foundAgain.takes} takes were found again in their folders`,
        { ...foundAgain },
      );
    for (const path of library.leftovers)
      studioLog.warn('A file that was begun and not finished was removed', { path: personal(path) });
    for (const take of store.failUnfinished())
      studioLog.warn(`Take interrupted: ${personal(take.error?.message ?? '')}`, { takeId: take.id });
    // a command has one thing to do, and ends
    if (options.host !== 'cli') {
      takes.resume();
      void moves.resume();
      disk.retention.start();
    }
    engines.warmUp?.();
  }
  // what was on its way when the last window closed goes on; whoever does not write, or ends soon, only looks
  packs.restore(isWindowed && !readOnly);
  return {
    ...service,
    logger: log.logger('host'),
    backup: (path, withTakes) => keeper.backup(path, withTakes),
    health,
    metrics: () => metrics.text({ health: health(), engine: engine.status(), logLines: log.counts() }),
    enrolled: async () => {
      await enrolment.settled();
      return enrolment.failures;
    },
    packFiles: {
      addManifest: async (text) => (await catalogue.add(text)).id,
      findIn: (folder) => packs.find(folder),
      settled: (packId) => packs.settled(packId),
    },
    useFolder: (kind, folder, how) => disk.useFolder(kind, folder, how),
    close: () => (closing ??= shutDown()),
  };
}

function announceStart({ version, host }: StudioOptions, { home }: StudioFolders, log: StudioLog): void {
  log.logger('studio').info(`CosyVoice Studio ${version} started`, {
    host,
    pid: process.pid,
    node: process.versions.node,
    electron: process.versions.electron,
    platform: `${process.platform}-${process.arch}`,
    home,
    logFile: log.file,
  });
}
