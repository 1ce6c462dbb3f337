import { makeOptionsSchema } from './compiled-pack';
import { z } from 'zod';
import { bundlePreviewSchema, bundleRequestSchema } from './bundle';
import { binSchema, goneSchema } from './bin';
import { float32Array, uint8Array } from './binary';
import type { ApiOf, EventsOf, HandlersOf, Service } from './contract';
import { call, nothing, query, stream } from './contract';
import { diagnosisSchema } from './doctor';
import { apiKeySchema, keyNameSchema, newApiKeySchema } from './api-keys';
import {
  diskReportSchema,
  folderKindSchema,
  folderMoveSchema,
  retentionPlanSchema,
  usageSchema,
} from './disk';
import {
  instructionPresetSchema,
  promptReportSchema,
  recordingSchema,
  sampleSchema,
  sourceSchema,
  spanSchema,
  takeRequestSchema,
  takeSchema,
  understoodSchema,
  voiceSchema,
  limits,
} from './domain';
import { idSchema } from './ids';
import {
  lexiconEntrySchema,
  lexiconFormats,
  lexiconImportSchema,
  lexiconPutSchema,
  lexiconQuerySchema,
  lexiconTargetSchema,
} from './lexicon';
import { audioSchema, readingSchema } from './engine-api';
import { fileNameSchema } from './file-names';
import { importFileSchema, importPreviewSchema, importResultSchema } from './exchange';
import {
  backupSchema,
  libraryProgressSchema,
  libraryReportSchema,
  restoredSchema,
  writtenBackupSchema,
} from './library';
import { logScanPageSchema, logScanSchema, logSurveyPageSchema, logSurveySchema } from './log-filter';
import { logEntrySchema } from './logger';
import { nameOrNothingSchema, nameSchema } from './names';
import { projectChangeSchema, projectSchema } from './projects';
import {
  scriptExportedSchema,
  scriptExportPlanSchema,
  scriptExportProgressSchema,
  scriptExportSchema,
} from './script-export';
import {
  readScriptSchema,
  scriptChangedSchema,
  scriptChangeSchema,
  scriptFileSchema,
  scriptNewsSchema,
  scriptPlanSchema,
  scriptSchema,
  scriptWorkSchema,
} from './scripts';
import { searchHitSchema, searchQuerySchema } from './search';
import { machineReportSchema, probeProgressSchema } from './machine';
import {
  bulkChangeSchema,
  consentInputSchema,
  voiceChangeSchema,
  voiceFacetsSchema,
  voiceIdsSchema,
  voicePageSchema,
  voiceQuerySchema,
} from './voices';
import {
  downloadSchema,
  foundPackSchema,
  importWays,
  keptReportSchema,
  modelsFolderSchema,
  packSchema,
} from './packs';
import { foundRecipeSchema, verdictSchema } from './recipes';
import { repeatSchema } from './repeat';
import { segmentVersionSchema, speechItemSchema, takeSegmentsSchema } from './speech';
import { speechFormatSchema } from './speech-coding';
import { heardRequestSchema, heardSchema, spokenRequestSchema, spokenTextSchema } from './spoken';
import { logQuerySchema, settingsSchema, statusSchema } from './studio-state';
import {
  exportedFileSchema,
  exportFolderSchema,
  exportTakeSchema,
  namingSchema,
  savedExportSchema,
  takeChangeSchema,
  takeIdsSchema,
} from './take-library';
import { takeDelta } from './take-delta';
import { traceSchema } from './trace';

/** The product at a glance: what a window may ask of its host, and what a host announces. A `query` changes nothing. */

const recordingId = z.object({ recordingId: idSchema });
const voiceId = z.object({ voiceId: idSchema });
const promptRef = voiceId.extend({ promptId: idSchema });
const takeId = z.object({ takeId: idSchema });
const packId = z.object({ packId: idSchema });
const namedBytes = z.object({ name: z.string().max(400), bytes: uint8Array });
const projectId = z.object({ projectId: idSchema });
const takeQuerySchema = z.object({
  limit: z.number().int().min(1).max(500),
  beforeTakeId: idSchema.optional(),
  projectId: idSchema.optional(),
  /** Of this line of a script. */
  lineId: idSchema.optional(),
  /** The one with this number. */
  number: z.number().int().min(1).optional(),
  text: z.string().max(200).optional(),
});
const fileSchema = z.object({ name: z.string(), type: z.string(), bytes: uint8Array });

export const studioContract = {
  calls: {
    // record: the microphone, a file or a sample becomes a recording
    addRecording: call(
      z.object({
        name: z.string().max(limits.fileNameCharacters.max),
        sampleRateHz: z.number(),
        channels: z.array(float32Array).min(1).max(limits.channels.max),
        format: z.string().max(limits.fileNameCharacters.max),
        /** How long the file says it is, when the window decoded one. */
        announcedSec: z.number().positive().max(limits.announcedSec.max).optional(),
      }),
      recordingSchema,
    ),
    openAudioFile: call(z.object({ name: z.string(), bytes: uint8Array }), recordingSchema),
    listSamples: query(nothing, z.array(sampleSchema)),
    openSample: call(z.object({ sampleId: idSchema }), recordingSchema),
    getRecordingAudio: query(recordingId, audioSchema),

    /** Recordings of which nothing was kept, newest first; they go after 30 days. */
    listShelf: query(nothing, z.array(recordingSchema)),

    // prompt: a trimmed recording and its transcript
    coachPrompt: call(recordingId.extend(spanSchema.shape), promptReportSchema),

    // voice: a name and the prompts it speaks with
    saveVoice: call(
      recordingId.extend({ ...spanSchema.shape, name: z.string(), transcript: z.string() }),
      voiceSchema,
    ),
    /**
     * A voice that speaks with this selection at once and is not kept: no list shows it. The same selection gives the same
     * voice, and `saveVoice` of it keeps it with its takes.
     */
    tryPrompt: call(
      recordingId.extend({ ...spanSchema.shape, name: z.string().max(1000), transcript: z.string() }),
      voiceSchema,
    ),
    /** One page; without an input the newest hundred. */
    listVoices: query(voiceQuerySchema, voicePageSchema),
    getVoice: query(voiceId, voiceSchema),
    listVoiceFacets: query(nothing, voiceFacetsSchema),
    /** The chosen prompt when none is named. */
    getVoiceAudio: query(voiceId.extend({ promptId: idSchema.optional() }), audioSchema),
    renameVoice: call(voiceId.extend({ name: z.string() }), voiceSchema),
    changeVoice: call(voiceId.extend(voiceChangeSchema.shape), voiceSchema),
    changeVoices: call(voiceIdsSchema.extend(bulkChangeSchema.shape), nothing),
    duplicateVoice: call(voiceId, voiceSchema),
    /** To the bin. */
    deleteVoice: call(voiceId, nothing),
    deleteVoices: call(voiceIdsSchema, nothing),
    restoreVoice: call(voiceId, voiceSchema),
    /** Whose voice it is. */
    stateConsent: call(voiceId.extend({ consent: consentInputSchema }), voiceSchema),
    getConsentAudio: query(voiceId, audioSchema),

    // the prompts of a voice; the last added is chosen
    addPrompt: call(
      voiceId.extend({
        ...recordingId.shape,
        ...spanSchema.shape,
        transcript: z.string(),
        /** The recording's when absent or empty. */
        name: nameOrNothingSchema(limits.voiceNameCharacters.max).optional(),
      }),
      voiceSchema,
    ),
    choosePrompt: call(promptRef, voiceSchema),
    renamePrompt: call(promptRef.extend({ name: nameSchema(limits.voiceNameCharacters.max) }), voiceSchema),
    /** Of the chosen prompt when none is named. */
    setTranscript: call(
      voiceId.extend({ promptId: idSchema.optional(), transcript: z.string() }),
      voiceSchema,
    ),
    deletePrompt: call(promptRef, voiceSchema),
    restorePrompt: call(promptRef, voiceSchema),

    // exchange: voices out of this library and into it
    /** One `.cvvoice` file with these voices. */
    exportVoices: query(z.object({ voiceIds: z.array(idSchema).min(1).max(500) }), fileSchema),
    /** What an archive holds; nothing is written. A Voicebox zip needs the engine to hear its samples. */
    previewImport: query(importFileSchema, importPreviewSchema),
    /** Takes the voices at these places of the archive; all of them when absent. */
    importVoices: call(
      importFileSchema.extend({ indexes: z.array(z.number().int().min(0)).optional() }),
      importResultSchema,
    ),

    // take: one text spoken once by one voice
    listInstructions: query(nothing, z.array(instructionPresetSchema)),
    understand: query(z.object({ instruction: z.string() }), understoodSchema),
    /** How CosyVoice 3 can be told to read a Chinese character, the usual way first; none for anything else. */
    listReadings: query(z.object({ character: z.string().max(4) }), z.array(readingSchema)),
    /** What would be said for a text, without making a take. Fails as the take would: 'text-…', 'language-unavailable'. */
    getSpoken: query(spokenRequestSchema, spokenTextSchema),
    /** Says a few words at once; no take is made. Fails with 'engine-busy' while one is made, and as a take would. */
    hearText: query(heardRequestSchema, heardSchema),

    // lexicon: the person's own words
    /** By word, those of the library first. */
    listLexicon: query(lexiconQuerySchema, z.array(lexiconEntrySchema)),
    /** Adds entries; one of the same word, language and scope takes the place of the one before. Fails with 'lexicon-…'. */
    putLexicon: call(
      z.object({ entries: z.array(lexiconPutSchema).min(1).max(500) }),
      z.array(lexiconEntrySchema),
    ),
    removeLexicon: call(
      z.object({ entryIds: z.array(idSchema).min(1).max(500) }),
      z.array(lexiconEntrySchema),
    ),
    /** A CSV or PLS file; what is no entry is left out, and told. Fails with 'lexicon-file-invalid'. */
    importLexicon: call(namedBytes.extend({ ...lexiconTargetSchema.shape }), lexiconImportSchema),
    exportLexicon: query(lexiconQuerySchema.extend({ format: z.enum(lexiconFormats) }), fileSchema),

    startTake: call(takeRequestSchema, takeSchema),
    cancelTake: call(takeId, nothing),
    /** Everything that waits or runs. */
    cancelAllTakes: call(nothing, z.object({ cancelled: z.number().int() })),
    /** Moves a waiting take in front of another; to the end when none is named. */
    moveTake: call(takeId.extend({ beforeTakeId: idSchema.optional() }), nothing),
    /** Speaks a take that failed or was cancelled on from its first missing segment. */
    continueTake: call(takeId, takeSchema),
    /**
     * Makes a take again as a new version of it in which one segment, counted from 0, is spoken with another seed; the
     * samples of the others are the same. Its recipe says so.
     */
    rerollSegment: call(
      takeId.extend({
        segment: z.number().int().min(0),
        seed: z.union([z.literal('new'), z.number()]).default('new'),
      }),
      takeSchema,
    ),
    /**
     * The sound of a take from a sample on: what is there, and, while it is made, what comes; ends with the take once it
     * is over. Segments that end before are left out.
     */
    listenTake: stream(
      takeId.extend({ fromSample: z.number().int().min(0).default(0) }),
      speechItemSchema,
      takeSchema,
    ),
    /**
     * The sound of a take as a file that grows while it is made, for whoever sends it on. Fails as the take does, with
     * 'cancelled' when it is.
     */
    fetchTake: stream(
      takeId.extend({ format: speechFormatSchema }),
      z.object({ bytes: uint8Array }),
      takeSchema,
    ),
    /** What a take is made of, as far as it has come; from a segment on, counted from 0. */
    getSegments: query(takeId.extend({ from: z.number().int().min(0).default(0) }), takeSegmentsSchema),
    /** What each segment, or this one, was with other seeds; `rerollSegment` with the seed of one puts it back. */
    listSegmentVersions: query(
      takeId.extend({ segment: z.number().int().min(0).optional() }),
      z.array(segmentVersionSchema),
    ),
    /**
     * Makes a take again: one that failed or was cancelled goes back in front of the queue, any other is made as a new one.
     * What was made with a prompt that is gone is made with the voice's chosen one, and warns 'prompt-lost'; a recipe finds
     * its voice by its prompt, and fails with 'voice-not-found' naming it.
     */
    repeatTake: call(repeatSchema, takeSchema),
    /** Newest first; of one project, or that have these words, when they are given. */
    listTakes: query(takeQuerySchema, z.array(takeSchema)),
    getTake: query(takeId, takeSchema),
    getTakeAudio: query(takeId, audioSchema),
    getTakeFile: query(takeId, fileSchema),
    /** The speech that takes converted, as their recipes name it. */
    getSourceAudio: query(sourceSchema.pick({ sha256: true, name: true }), audioSchema),
    revealTake: query(takeId, nothing),
    deleteTake: call(takeId, nothing),
    restoreTake: call(takeId, takeSchema),

    /** Why it failed, or sounds wrong; null when nothing is. */
    diagnoseTake: query(takeId, diagnosisSchema.nullable()),
    /** What the flight recorder kept of a take, or has so far; null when it kept nothing. */
    getTakeTrace: query(takeId, traceSchema.nullable()),

    // takes that are there: marks, names, versions, and files to give away
    changeTakes: call(takeIdsSchema.extend({ change: takeChangeSchema }), z.array(takeSchema)),
    /** Names takes by a template, in this order. */
    renameTakes: call(takeIdsSchema.extend({ naming: namingSchema }), z.array(takeSchema)),
    /** Every take of the same line, newest first. */
    listVersions: query(takeId, z.array(takeSchema)),
    deleteTakes: call(takeIdsSchema, nothing),
    restoreTakes: call(takeIdsSchema, z.array(takeSchema)),
    /** A finished, coded copy of a take's sound. */
    exportTake: query(exportTakeSchema, exportedFileSchema),
    /** Opens the host's own folder dialog, null when it was closed; answers 'not-supported-here' where there is none. */
    chooseExportFolder: query(nothing, exportFolderSchema.nullable()),
    /** As `exportTake`, into that folder. */
    saveExport: query(exportTakeSchema.extend({ folderId: idSchema }), savedExportSchema),

    // recipe: a take that comes in as a file, and is made again
    /** What a file says about how it was made, and what of that is here. Fails with 'recipe-…'. */
    readRecipe: query(namedBytes, foundRecipeSchema),
    /** Whether a take's sound is that of a file, and where the two part. */
    compareWithFile: query(takeId.extend(namedBytes.shape), verdictSchema),

    // project: voices, a script and its takes
    /** The inbox first, the archived last. */
    listProjects: query(nothing, z.array(projectSchema)),
    getProject: query(projectId, projectSchema),
    createProject: call(z.object({ name: z.string() }), projectSchema),
    changeProject: call(projectId.extend(projectChangeSchema.shape), projectSchema),
    /** Opens the host's own folder dialog; answers 'not-supported-here' where there is none. */
    chooseProjectFolder: call(projectId, projectSchema),
    archiveProject: call(projectId.extend({ archived: z.boolean() }), projectSchema),
    duplicateProject: call(projectId, projectSchema),
    /** To the bin. */
    deleteProject: call(projectId, nothing),
    restoreProject: call(projectId, projectSchema),
    assignTakes: call(projectId.extend({ takeIds: z.array(idSchema).min(1).max(500) }), nothing),

    // script: what a project says line by line, who speaks it, and which takes of it count
    /** All of it, or these lines of it. */
    getScript: query(projectId.extend({ lineIds: scriptWorkSchema.shape.lineIds }), scriptSchema),
    /** All operations or none; answers what takes them back. */
    changeScript: call(scriptChangeSchema, scriptChangedSchema),
    /** What a text, subtitles, a table, a Word document, an e-book or a screenplay would bring; nothing is written. */
    readScript: query(scriptFileSchema, readScriptSchema),
    /** What speaking these lines would make. */
    planScript: query(scriptWorkSchema, scriptPlanSchema),
    /** Queues a take for each of these lines. Fails with 'speaker-without-voice' naming all of them; then nothing is queued. */
    speakScript: call(scriptWorkSchema, z.array(takeSchema)),
    /** Which files an export would write, how long and large, and what stands against it; nothing is written. */
    planScriptExport: query(scriptExportSchema, scriptExportPlanSchema),
    /**
     * Writes a script as files: into a folder that was chosen, or to be fetched. Leaving the stream stops it, and nothing of
     * it stays. Fails with 'script-not-ready' unless `anyway`, 'export-exists' unless `replace`.
     */
    exportScript: stream(
      scriptExportSchema.extend({ folderId: idSchema.optional() }),
      scriptExportProgressSchema,
      scriptExportedSchema,
    ),
    /** An export that no folder was chosen for: its file, or a zip of all of them. It can be fetched once. */
    fetchExport: stream(
      z.object({ exportId: idSchema }),
      z.object({ bytes: uint8Array }),
      fileSchema.omit({ bytes: true }),
    ),
    /** Cancels what waits or is made of a script. */
    cancelScript: call(projectId, z.object({ cancelled: z.number().int() })),

    // bin: what was deleted and can still come back
    listBin: query(nothing, binSchema),
    deleteForGood: call(goneSchema, nothing),

    /** Finds voices, projects and takes by their words, the best first within each kind. */
    searchLibrary: query(searchQuerySchema, z.array(searchHitSchema)),

    // packs: model files, named by id
    /** Every pack that the studio knows or has, the recommended one first. */
    listPacks: query(nothing, z.array(packSchema)),
    getModelsFolder: query(nothing, modelsFolderSchema),
    /** Starts or goes on; answers at once, `download` events tell the rest. */
    downloadPack: call(packId.extend({ make: makeOptionsSchema.optional() }), downloadSchema),
    /** Stops and keeps what has come; `downloadPack` goes on from there, today or after a restart. */
    pauseDownload: call(packId, nothing),
    /** Stops and throws away what has come. */
    cancelDownload: call(packId, nothing),
    /** Looks for packs on this computer: in the Hugging Face cache, or with `ask` in a folder of the host's own dialog. */
    findPacks: query(z.object({ ask: z.boolean() }), z.array(foundPackSchema)),
    importPack: call(z.object({ foundId: idSchema, how: z.enum(importWays) }), downloadSchema.optional()),
    /** Moves a pack to the bin of the models folder; what is used in place is only let go of. */
    removePack: call(packId, nothing),
    restorePack: call(packId, nothing),
    /** Deletes for good what waits in the bin. @returns bytes that are free now */
    clearPackBin: call(nothing, z.object({ freedBytes: z.number() })),
    /** Checks a pack on this computer (seconds to minutes) and keeps the report; the pack in use when none is named. */
    verifyPack: call(z.object({ packId: idSchema.optional() }), keptReportSchema),

    // library: all of it
    /** Holds every row against its file and every file against its row; reads every prompt and take. */
    verifyLibrary: query(nothing, libraryReportSchema),
    /** The same, and brings back in step what it can: it moves, and never deletes. */
    repairLibrary: call(nothing, libraryReportSchema),
    /** The backups in the data folder, newest first. */
    listBackups: query(nothing, z.array(backupSchema)),
    /** Everything in one file of the data folder; without the sound of takes when so asked. */
    backupLibrary: call(z.object({ withTakes: z.boolean().default(true) }), writtenBackupSchema),
    /** As `backupLibrary`, where the host's own dialog says; null when it was closed. */
    backupLibraryElsewhere: call(
      z.object({ withTakes: z.boolean().default(true) }),
      writtenBackupSchema.nullable(),
    ),
    /** Puts a backup in place of the library, which is moved aside; the host opens it and windows connect again. */
    restoreLibrary: call(z.object({ name: fileNameSchema }), restoredSchema),
    /** As `restoreLibrary`, with a file that the host's own dialog names; null when it was closed. */
    restoreLibraryFromFile: call(nothing, restoredSchema.nullable()),
    revealBackups: query(nothing, nothing),
    /** Opens a library that was open for looking only, once the other studio is closed; 'library-locked' until then. */
    openForWriting: query(nothing, nothing),

    // machine: what it is made of, and which provider runs graphs how fast
    /** The report of the last probe; null before the first. */
    getMachine: query(nothing, machineReportSchema.nullable()),
    /** Asks the hardware and every provider again, each in a process of its own: seconds, told by `probing`. */
    probeMachine: query(nothing, machineReportSchema),

    // disk: folders, old takes, the bin
    getDisk: query(nothing, diskReportSchema),
    /** Opens the host's own folder dialog; answers 'not-supported-here' where there is none. A move is told by `folderMove`. */
    chooseFolder: call(z.object({ kind: folderKindSchema, moveFiles: z.boolean() }), settingsSchema),
    /** What clearing takes older than `days` would take away now. */
    planRetention: query(z.object({ days: z.number().int().min(1).max(3650) }), retentionPlanSchema),
    clearOldTakes: call(z.object({ days: z.number().int().min(1).max(3650) }), retentionPlanSchema),
    /** Removes the audio of deleted and cleared takes for good; answers what that freed. */
    emptyBin: call(nothing, usageSchema),

    // log: what happened, each line tied to its take and stage
    readLog: query(logQuerySchema, z.array(logEntrySchema)),
    /** A piece of a search through every file, newest first; ask on with `nextBeforeSeq`. */
    scanLog: query(logScanSchema, logScanPageSchema),
    /** A piece of a count through every file: lines over time by level, what is hidden, shapes, slow-downs. Asked on likewise. */
    surveyLog: query(logSurveySchema, logSurveyPageSchema),
    /** Removes every line kept so far. */
    eraseLog: call(nothing, nothing),
    /** Lines of the window itself (microphone, playback, uncaught errors), also while it only looks. */
    writeLog: query(
      z.object({
        level: logEntrySchema.shape.level,
        message: z.string().max(10_000),
        takeId: idSchema.optional(),
      }),
      nothing,
    ),
    revealLog: query(nothing, nothing),

    // support bundle: looked at first, then written; nothing is sent
    prepareBundle: query(bundleRequestSchema, bundlePreviewSchema),
    /** The zip of exactly what was looked at. */
    getBundle: query(bundlePreviewSchema.pick({ bundleId: true }), fileSchema),

    // keys by which other programs come in
    listApiKeys: query(nothing, z.array(apiKeySchema)),
    /** Its secret is told now, and never again. */
    addApiKey: call(z.object({ name: keyNameSchema }), newApiKeySchema),
    /** Another secret; the one before opens nothing any more. */
    renewApiKey: call(z.object({ keyId: idSchema }), newApiKeySchema),
    removeApiKey: call(z.object({ keyId: idSchema }), nothing),

    // the studio itself
    getStatus: query(nothing, statusSchema),
    getSettings: query(nothing, settingsSchema),
    /** While the library is only looked at: what concerns the window, until it is closed; the rest is refused. */
    updateSettings: query(settingsSchema.partial(), settingsSchema),
    unloadEngine: call(nothing, nothing),
    /** Ends the engine process of this take, which fails and says so; of the first running take when none is named. */
    restartEngine: call(z.object({ takeId: idSchema.optional() }), nothing),
  },
  events: {
    /** Voices were added, changed, deleted or restored. */
    voicesChanged: z.object({ voiceIds: z.array(idSchema) }),
    projectsChanged: projectId,
    /** A script is another; without the change: ask for all of it. */
    scriptChanged: scriptNewsSchema,
    lexiconChanged: nothing,
    /** A take was added or moved on; the whole take, several times a second at most. A port carries what changed. */
    takeChanged: takeSchema,
    takeDeleted: takeId,
    libraryProgress: libraryProgressSchema,
    /** Another library stands behind the same host now; whoever looks at one loads everything anew. */
    libraryReplaced: nothing,
    log: z.array(logEntrySchema),
    /** Every line before the next one is gone. */
    logErased: nothing,
    /** A pack came, went, or was checked: ask again. */
    packsChanged: z.object({ packId: z.string() }),
    /** How far a download is; a few times a second at most. */
    download: downloadSchema,
    status: statusSchema,
    settings: settingsSchema,
    probing: probeProgressSchema,
    folderMove: folderMoveSchema,
  },
  deltas: { takeChanged: takeDelta },
} as const;

export type StudioContract = typeof studioContract;
export type StudioApi = ApiOf<StudioContract>;
export type StudioHandlers = HandlersOf<StudioContract>;
export type StudioEvents = EventsOf<StudioContract>;
export type StudioService = Service<StudioContract>;
