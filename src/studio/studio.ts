import { rm } from 'node:fs/promises';
import { createEvents } from '#contract/contract';
import { personal } from '#contract/personal';
import type { StudioContract } from '#contract/studio-api';
import { bundleHandlers } from './bundle/bundle-handlers';
import { SupportBundles } from './bundle/support-bundle';
import { apiKeyHandlers } from './api-keys/api-key-handlers';
import { ApiKeys } from './api-keys/api-keys';
import { openDisk } from './disk/open-disk';
import { Doctor } from './doctor/doctor';
import { doctorHandlers } from './doctor/doctor-handlers';
import { openEngines } from './engines/open-engines';
import { exchangeHandlers } from './exchange/exchange-handlers';
import { VoiceExchange } from './exchange/voice-exchange';
import { studioHealth } from './health/health';
import { Metrics } from './health/metrics';
import { studioStatus } from './health/status';
import { Lexicon } from './lexicon/lexicon';
import { lexiconHandlers } from './lexicon/lexicon-handlers';
import { LexiconStore } from './lexicon/lexicon-store';
import { throttle } from './lib/throttle';
import { binHandlers } from './library/bin-handlers';
import { followWriter } from './library/follow-writer';
import { Library } from './library/library';
import { libraryHandlers, restoreAndOpen } from './library/library-handlers';
import { lookAtLibrary, takeLibrary, type OpenLibrary } from './library/open-library';
import { searchHandlers } from './library/search-handlers';
import { openLog, type StudioLog } from './log/log';
import { logLimits } from './log/log-files';
import { logHandlers } from './log/log-handlers';
import { openLogPrivacy } from './log/log-privacy';
import { GpuMeter } from './machine/gpu-meter';
import { describeSystem } from './machine/hardware';
import { Machine } from './machine/machine';
import { machineHandlers } from './machine/machine-handlers';
import { openPacks } from './packs/open-packs';
import { projectHandlers } from './projects/project-handlers';
import { ScriptExports } from './scripts/export/script-exports';
import { writeInHelper } from './scripts/export/write-in-helper';
import { scriptHandlers } from './scripts/script-handlers';
import { Scripts } from './scripts/scripts';
import { Projects } from './projects/projects';
import { stateHandlers } from './state-handlers';
import { SearchIndex } from './storage/database/search-index';
import { watchDatabase } from './storage/database/still-there';
import { studioFolders, type StudioFolders } from './storage/files/folders';
import { openStorage } from './storage/open-storage';
import type { Studio, StudioOptions } from './studio-options';
import { createStudioService } from './studio-service';
import { openTakes } from './takes/open-takes';
import { openVoices } from './voices/open-voices';

export type { EngineLauncher, ProgramProcess } from './programs/programs';
export { studioFolders } from './storage/files/folders';
export type { CommandStudio, Studio, StudioOptions } from './studio-options';

const STATUS_EVERY_MS = 50;

/**
 * Opens the library in `options.home` and offers the studio.
 * @throws StudioError 'library-locked', 'library-damaged', 'folder-not-writable', 'disk-full'
 */
export async function createStudio(options: StudioOptions): Promise<Studio> {
  const folders = studioFolders(options.home);
  const library = options.readOnly === true ? lookAtLibrary(folders) : await takeLibrary(folders);
  try {
    return await assemble(options, folders, library);
  } catch (thrown) {
    library.db.close();
    library.release();
    throw thrown;
  }
}

async function assemble(
  options: StudioOptions,
  folders: StudioFolders,
  library: OpenLibrary,
): Promise<Studio> {
  const { host, version, resourcesDir, readOnly = false, abilities = {} } = options;
  const { db, chosen, foundAgain } = library;
  const events = createEvents<StudioContract>();
  let closing: Promise<void> | undefined;
  const isWindowed = host === 'electron' || host === 'server';
  const storage = openStorage({ db, folders, chosen, readOnly, modelsDir: options.modelsDir });
  const { settings, access } = storage;
  const log = openLog({
    folder: folders.logs,
    readOnly,
    privacy: openLogPrivacy(settings, readOnly),
    limits: logLimits(settings.get().logMegabytes),
  });
  const studioLog = log.logger('studio');
  const engines = openEngines({ options, storage, readOnly, isWindowed, log });
  const { engine } = engines;
  const announceSettings = () => {
    events.emit('settings', settings.get());
    engines.news.emit('change');
  };
  const gpuMeter = new GpuMeter(options.askDriver);
  const voices = openVoices({
    ...{ storage, engines, resourcesDir, log: studioLog },
    onChange: (voiceIds) => events.emit('voicesChanged', { voiceIds: [...voiceIds] }),
  });
  const projects = new Projects({
    ...{ db, outputs: chosen.outputs, outputsFolder: storage.outputsFolder, log: studioLog },
    onChange: (projectId) => events.emit('projectsChanged', { projectId }),
  });
  const words = new LexiconStore(db);
  const lexicon = new Lexicon({
    ...{ store: words, engine, voices: voices.voices, projects },
    onChange: () => events.emit('lexiconChanged', undefined),
  });
  const {
    takes,
    bin,
    flight,
    recipeFiles,
    segments,
    takeAudio,
    exportFolders,
    stageTimes,
    coders,
    ...theirs
  } = openTakes({
    ...{ storage, engines, voices, projects, words, gpuMeter, resourcesDir, abilities, log },
    ...{ appVersion: version, programs: options.programs },
    // a command makes what it was asked for: the pause is the window's
    queueSettings: () => ({ ...settings.get(), ...(host === 'cli' ? { queuePaused: false } : {}) }),
    quietFloorMs: options.quietFloorMs,
    onChange: (take) => events.emit('takeChanged', take),
    onDeleted: (takeId) => events.emit('takeDeleted', { takeId }),
  });
  const scripts = new Scripts({
    ...{ db, projects, voices: voices.voices, takes, lexicon: words, stageTimes, readOnly, log: studioLog },
    onChange: (news) => events.emit('scriptChanged', news),
  });
  const scriptExports = new ScriptExports({
    ...{ scripts, takes, segments, audio: takeAudio, folders: exportFolders, keptIn: folders.exports },
    write: options.writeProgramme ?? writeInHelper(options.programs),
    consentOf: (voiceId) => voices.voices.some([voiceId])[0]?.consent,
    ...{ appVersion: version, log: studioLog },
  });
  const { packs, catalogue, ...ofPacks } = openPacks({
    ...{ options, storage, engine, samples: voices.samples, abilities, log },
    onChange: (packId) => {
      if (!closing) events.emit('packsChanged', { packId });
    },
    onDownload: (download) => events.emit('download', download),
    mayCheck: () => isWindowed && !closing && takes.isIdle,
    takeRuns: () => takes.runningTakeIds.length > 0,
  });
  const { disk, moves, ...ofDisk } = openDisk({
    ...{ storage, takes, engine, packs, abilities, log: studioLog },
    onMove: (move) => events.emit('folderMove', move),
    onChange: announceSettings,
  });
  const wholeLibrary = new Library({
    ...{ db, folders, outputs: chosen.outputs, access, log: studioLog, appVersion: version },
    onProgress: (progress) => events.emit('libraryProgress', progress),
  });
  const exchange = new VoiceExchange({
    ...{ voices: voices.voices, files: voices.voiceFiles, engine, log: studioLog, appVersion: version },
  });
  const machine = new Machine({
    ...{ file: folders.machine, engine, log: studioLog },
    onProgress: (progress) => events.emit('probing', progress),
    describe: describeSystem(options.programs),
  });
  const doctor = new Doctor({ takes, engine, log });
  const fixed = {
    ...{ version, host, readOnly },
    ...(options.holder ? { holder: options.holder } : {}),
    canReveal: abilities.reveal !== undefined,
    canChooseFolder: abilities.chooseFolder !== undefined,
  };
  const status = () =>
    studioStatus({
      ...{ fixed, engine, takes, log, gpuMeter, foundAgain },
      outputsFolder: storage.outputsFolder,
    });
  const keys = new ApiKeys({ file: folders.apiKeys, readOnly, log: studioLog });
  const bundles = new SupportBundles({
    ...{ takes, doctor, flight, log, status },
    settings: () => settings.get(),
    folders: () => [
      [storage.outputsFolder(), '<outputs>'],
      [folders.home, '<data>'],
    ],
  });
  const tellStatus = throttle(STATUS_EVERY_MS, () => {
    if (!closing) void status().then((now) => events.emit('status', now));
  });
  engines.news.on('change', () => {
    tellStatus.push(undefined);
    engines.idle.update(takes.isIdle);
  });
  const requireStillThere = watchDatabase(folders.database);
  const service = createStudioService({
    handlers: {
      ...voices.handlers,
      ...exchangeHandlers({ exchange, enrolment: voices.enrolment }),
      ...theirs.handlers,
      ...lexiconHandlers({ lexicon }),
      ...projectHandlers({ projects, abilities }),
      ...scriptHandlers({ scripts, exports: scriptExports, keptExports: folders.exports }),
      ...binHandlers({ voices: voices.voices, projects, takeBin: bin, log: studioLog }),
      ...searchHandlers({ search: new SearchIndex(db), voices: voices.voices, takes, projects, readOnly }),
      ...apiKeyHandlers({ keys }),
      ...doctorHandlers({ doctor, recipeFiles }),
      ...bundleHandlers({ bundles }),
      ...ofPacks.handlers,
      ...libraryHandlers({ library: wholeLibrary, abilities, folders }),
      ...machineHandlers({ machine }),
      ...ofDisk.handlers,
      ...logHandlers({
        log,
        abilities,
        onErased: () => {
          settings.update({ logBookmarks: [] });
          announceSettings();
          events.emit('logErased', undefined);
        },
      }),
      ...stateHandlers({ settings, engine, takes, log, status, onSettings: announceSettings }),
    },
    on: events.on,
    log: studioLog,
    readOnly,
    isClosing: () => closing !== undefined,
    isReplaced: () => wholeLibrary.isReplaced,
    requireStillThere,
  });
  log.onLines((entries) => events.emit('log', entries));

  const health = () => studioHealth({ version, engine, takes, log, requireStillThere });
  const metrics = new Metrics();
  events.on('takeChanged', (take) => metrics.take(take));

  const following = readOnly ? followWriter(db, () => events.emit('libraryReplaced', undefined)) : undefined;
  const shutDown = async () => {
    engines.idle.stop();
    await Promise.all([disk.retention.stop(), moves.stop(), scriptExports.close()]);
    voices.enrolment.close();
    voices.shelf.stop();
    following?.();
    const takesClosed = takes.close();
    const packsClosed = packs.close(isWindowed);
    coders.close();
    await engines.pool.stop();
    await takesClosed;
    await packsClosed;
    if (!readOnly) studioLog.info('Studio stopped');
    log.tell();
    flight.stop();
    db.close();
    library.release();
  };

  if (!readOnly) announceStart(options, folders, log);
  for (const { message, data } of library.mended) studioLog.warn(message, data);
  if (!readOnly) {
    const { closed, isPrivate } = library.modes;
    if (closed > 0) studioLog.info('Others on this computer can no longer reach the data folder', { closed });
    if (!isPrivate)
      studioLog.warn('Others on this computer may reach the data folder: its modes cannot be changed');
    if (foundAgain)
      studioLog.warn(
        `The library file was missing or empty: ${foundAgain.voices} voices and ${foundAgain.takes} takes were found again in their folders`,
        { ...foundAgain },
      );
    for (const path of library.leftovers)
      studioLog.warn('A file that was begun and not finished was removed', { path: personal(path) });
    await takes.recover();
    // nobody can fetch them any more
    await rm(folders.exports, { recursive: true, force: true });
    // a command has one thing to do, and ends
    if (host !== 'cli') {
      takes.resume();
      void moves.resume();
      disk.retention.start();
      voices.shelf.start();
    }
    engines.warmUp(() => !voices.voices.isEmpty);
  }
  // what was on its way when the last window closed goes on; whoever does not write, or ends soon, only looks
  packs.restore(isWindowed && !readOnly);
  return {
    ...service,
    logger: log.logger('host'),
    tellLines: log.tell,
    restore: (path) => restoreAndOpen({ library: wholeLibrary, abilities }, path),
    backup: (path, withTakes) => wholeLibrary.backup(path, withTakes),
    health,
    admitsKey: (secret) => keys.admits(secret),
    metrics: () => metrics.text({ health: health(), engine: engine.status(), logLines: log.counts() }),
    enrolled: async () => {
      await voices.enrolment.settled();
      return voices.enrolment.failures;
    },
    packFiles: {
      addManifest: async (text) => (await catalogue.add(text)).id,
      findIn: (folder) => packs.find(folder),
      settled: (packId) => packs.settled(packId),
    },
    useFolder: (kind, folder, how) => disk.useFolder(kind, folder, how),
    exportFolder: async (folder) => exportFolders.add(folder).folderId,
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
