import { randomInt, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { batchOf } from '#contract/batch';
import { limits, type Take, type TakeRequest, type Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { LexiconReading } from '#contract/lexicon';
import type { Logger } from '#contract/logger';
import type { Project } from '#contract/projects';
import {
  scriptLimits,
  type LineState,
  type Pauses,
  type Script,
  type ScriptLine,
  type ScriptNews,
  type ScriptPlan,
  type ScriptRow,
  type scriptChangedSchema,
  type scriptChangeSchema,
  type scriptWorkSchema,
} from '#contract/scripts';
import { checkDefaults } from '../lib/check-defaults';
import { countCharacters } from '../lib/characters';
import type { StageTimes } from '../flight/stage-times';
import type { LexiconStore } from '../lexicon/lexicon-store';
import type { Projects } from '../projects/projects';
import type { Db } from '../storage/database/db';
import type { Takes } from '../takes/takes';
import type { Voices } from '../voices/voices';
import { applyOperations, lineNotFound } from './apply-operations';
import { lineRequest, staleReasonsOf, type LineRequest } from './line-request';
import { LineTakes, type TakesOfLine } from './line-takes';
import { ScriptMemory } from './script-memory';
import { ScriptStore } from './script-store';

type Work = z.output<typeof scriptWorkSchema>;

export interface ScriptsParts {
  readonly db: Db;
  readonly projects: Projects;
  readonly voices: Voices;
  readonly takes: Takes;
  readonly lexicon: Pick<LexiconStore, 'reader'>;
  readonly stageTimes: Pick<StageTimes, 'estimateSec'>;
  /** Somebody else writes the library. */
  readonly readOnly: boolean;
  readonly log: Logger;
  readonly onChange: (news: ScriptNews) => void;
}

/** A row of the script, and what speaking it would ask for. */
export interface JudgedLine {
  readonly row: ScriptRow;
  readonly request: LineRequest;
  /** The take that counts, also while another one is made. */
  readonly countingId: string | undefined;
}

/** Scripts: what a project says line by line, who speaks it, and which takes of it count. */
export class Scripts {
  private readonly store: ScriptStore;
  private readonly memory: ScriptMemory;
  private readonly lineTakes: LineTakes;

  constructor(private readonly parts: ScriptsParts) {
    this.store = new ScriptStore(parts.db);
    this.memory = new ScriptMemory(parts.db, this.store, !parts.readOnly);
    this.lineTakes = new LineTakes(parts.db);
  }

  /** @throws StudioError 'project-not-found' */
  get(projectId: string, lineIds?: readonly string[]): Script {
    const project = this.parts.projects.require(projectId);
    return {
      projectId,
      ...this.store.state(projectId),
      lines: this.judged(project, lineIds).map(({ row }) => row),
      cast: this.store.cast(projectId),
    };
  }

  /**
   * All of the operations or none of them.
   * @throws StudioError 'project-…', 'line-not-found', 'script-too-long', 'voice-not-found', 'seed-out-of-range', …
   */
  change({
    projectId,
    seen,
    by,
    operations,
  }: z.output<typeof scriptChangeSchema>): z.output<typeof scriptChangedSchema> {
    this.parts.projects.requireOpen(projectId);
    for (const operation of operations) this.check(operation);
    const { state, applied, overwritten } = this.parts.db.transaction(() => {
      const before = this.store.state(projectId);
      const written = operations.flatMap((each) => (each.do === 'change' ? [each.lineId] : []));
      const later = seen === undefined ? [] : this.store.lines(projectId, written);
      const revision = before.revision + 1;
      const done = applyOperations(this.store, projectId, operations, revision);
      const { pauses } = this.store.state(projectId);
      this.store.setState(projectId, revision, pauses);
      this.parts.projects.scriptChanged(projectId);
      return {
        ...{ state: { revision }, applied: done },
        overwritten: later.filter((stored) => stored.revision > (seen ?? 0)).map(({ line }) => line.id),
      };
    });
    // a word that changed is no news of the project: every window would ask for all of it again
    if (applied.isWide) this.parts.projects.tell(projectId);
    const { done, lineIds } = applied;
    const isShort = countLines(done) <= scriptLimits.toldLines && lineIds.length <= scriptLimits.toldLines;
    this.parts.onChange({
      ...{ projectId, revision: state.revision },
      ...(by === undefined ? {} : { by }),
      ...(isShort ? { change: { operations: done, lineIds: [...lineIds] } } : {}),
    });
    return { revision: state.revision, undo: applied.undo, overwritten };
  }

  /** Every line, its state, and the take that counts for it. @throws StudioError 'project-not-found' */
  judge(projectId: string): {
    readonly project: Project;
    readonly pauses: Pauses;
    readonly lines: JudgedLine[];
  } {
    const project = this.parts.projects.require(projectId);
    return { project, pauses: this.store.state(projectId).pauses, lines: this.judged(project) };
  }

  /** What speaking these lines would make. @throws StudioError 'project-not-found', 'line-not-found' */
  plan(work: Work): ScriptPlan {
    const project = this.parts.projects.require(work.projectId);
    const lines = this.wanted(project, work);
    const texts = lines.map(({ request: { text, engine } }) => ({
      engine,
      characters: countCharacters(text),
    }));
    const estimatedSec = this.parts.stageTimes.estimateSec(texts);
    return {
      lines: lines.map(({ row: { id, state, changed } }) => ({ lineId: id, state, changed })),
      characters: texts.reduce((sum, { characters }) => sum + characters, 0),
      ...(estimatedSec === undefined ? {} : { estimatedSec }),
      withoutVoice: [...new Set(lines.filter(({ request }) => !request.voice).map(({ row }) => row.speaker))],
    };
  }

  /**
   * Queues a take for each of these lines, in the order of the script.
   * @throws StudioError 'project-…', 'line-not-found', 'text-empty' when nothing is to be spoken, 'speaker-without-voice' naming
   *   all of them; then nothing is queued
   */
  async speak(work: Work): Promise<Take[]> {
    const project = this.parts.projects.requireOpen(work.projectId);
    const lines = this.wanted(project, work);
    if (lines.length === 0) throw new StudioError('script-nothing-to-speak', { name: project.name });
    const mute = [...new Set(lines.filter(({ request }) => !request.voice).map(({ row }) => row.speaker))];
    if (mute.length > 0)
      throw new StudioError('speaker-without-voice', { speakers: mute.join(', '), count: mute.length });
    const queued: Take[] = [];
    const together = batchOf(randomUUID(), lines.length);
    for (const { row, request } of lines)
      queued.push(
        await this.parts.takes.start({ ...takeOf(row, project, request), ...together(queued.length + 1) }),
      );
    // the take that comes is the one that counts
    this.parts.db.transaction(() => {
      const { revision } = this.store.state(project.id);
      for (const { row } of lines)
        if (row.chosenTakeId !== null && row.state !== 'spoken')
          this.store.set(row.id, { chosenTakeId: null }, revision);
    });
    return queued;
  }

  /** Ends what waits or is made of it. @returns how many takes @throws StudioError 'project-not-found' */
  cancel(projectId: string): number {
    this.parts.projects.require(projectId);
    const live = this.lineTakes.live(projectId);
    for (const takeId of live) this.parts.takes.cancel(takeId);
    return live.length;
  }

  /** @returns who has a place in the cast or a line */
  speakers(projectId: string | undefined): ReadonlySet<string> {
    if (projectId === undefined) return new Set();
    const lines = [...this.memory.lines(projectId).values()].map(({ line }) => line.speaker);
    return new Set([...this.store.cast(projectId).map(({ speaker }) => speaker), ...lines]);
  }

  private check(operation: z.output<typeof scriptChangeSchema>['operations'][number]): void {
    const { voices } = this.parts;
    const checkAll = (given: {
      voiceId?: string | undefined;
      speed?: number | undefined;
      seed?: number | undefined;
    }) => {
      if (given.voiceId !== undefined) voices.require(given.voiceId);
      checkDefaults({
        ...(given.speed === undefined ? {} : { speed: given.speed }),
        ...(given.seed === undefined ? {} : { seed: given.seed }),
      });
    };
    if (operation.do === 'cast') checkAll(operation.member);
    if (operation.do === 'change' && operation.change.overrides) checkAll(operation.change.overrides);
    if (operation.do === 'insert') for (const { overrides } of operation.lines) checkAll(overrides);
  }

  private wanted(project: Project, { lineIds, which }: Work): JudgedLine[] {
    if (lineIds) requireLines(lineIds, [...this.memory.lines(project.id).keys()]);
    const needed: readonly LineState[] = ['missing', 'stale', 'failed'];
    return this.judged(project, lineIds).filter(
      ({ row }) =>
        row.kind === 'line' && row.state !== 'empty' && (which === 'all' || needed.includes(row.state)),
    );
  }

  private judged(project: Project, lineIds?: readonly string[]): JudgedLine[] {
    const all = this.memory.lines(project.id);
    const wanted = lineIds && new Set(lineIds);
    const lines = wanted ? [...all.values()].filter(({ line }) => wanted.has(line.id)) : [...all.values()];
    const cast = new Map(this.store.cast(project.id).map((member) => [member.speaker, member]));
    const voiceOf = remembered((id: string) => this.parts.voices.some([id])[0]);
    const readerOf = remembered((voiceId: string) =>
      this.parts.lexicon.reader({ voiceId, projectId: project.id }),
    );
    return lines.map(({ line, takes, spoken }): JudgedLine => {
      const member = cast.get(line.speaker);
      const request = lineRequest(line, { member, defaults: project.defaults, voiceOf });
      const readings: readonly LexiconReading[] = request.voice
        ? readerOf(request.voice.id)(request.text)
        : [];
      const changed = spoken ? staleReasonsOf(request, spoken.recipe, readings) : [];
      const takeId = (takes?.live ?? takes?.counting ?? takes?.newest)?.id;
      const row: ScriptRow = {
        ...line,
        ...{ state: stateOf(line, takes, changed), changed, takeCount: takes?.count ?? 0 },
        ...(request.voice ? { voiceId: request.voice.id } : {}),
        ...(takeId === undefined ? {} : { takeId }),
        ...(spoken?.audioSec === undefined ? {} : { audioSec: spoken.audioSec }),
      };
      return { row, request, countingId: takes?.counting?.id };
    });
  }
}

const countLines = (operations: z.output<typeof scriptChangeSchema>['operations']): number =>
  operations.reduce(
    (sum, each) => sum + ('lines' in each ? each.lines : 'lineIds' in each ? each.lineIds : [each]).length,
    0,
  );

/** @throws StudioError 'line-not-found' */
export function requireLines(wanted: readonly string[], there: readonly string[]): void {
  const known = new Set(there);
  const lost = wanted.find((id) => !known.has(id));
  if (lost !== undefined) throw lineNotFound(lost);
}

function stateOf(line: ScriptLine, takes: TakesOfLine | undefined, changed: readonly string[]): LineState {
  if (line.kind !== 'line' || line.text.trim() === '') return 'empty';
  if (takes?.live) return takes.live.state === 'running' ? 'speaking' : 'queued';
  if (takes?.newest?.state === 'failed') return 'failed';
  if (!takes?.counting) return 'missing';
  return changed.length > 0 ? 'stale' : 'spoken';
}

function takeOf(row: ScriptRow, project: Project, request: LineRequest): TakeRequest {
  const { text, voice, instruction, speed, seed, engine, language } = request;
  return {
    ...{ text, voiceId: voice?.id ?? '', instruction, speed, projectId: project.id, lineId: row.id },
    seed: seed ?? randomInt(limits.seed.min, limits.seed.max + 1),
    ...(engine === undefined ? {} : { engine }),
    ...(language === undefined ? {} : { language }),
  };
}

function remembered<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, find(key));
    return known.get(key) as T;
  };
}

export type VoiceOf = (voiceId: string) => Voice | undefined;
