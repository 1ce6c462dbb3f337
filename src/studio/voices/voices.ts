import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { limits, type Span, type Voice } from '#contract/domain';
import type { Audio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import type { BulkChange, VoiceChange, VoiceFacets, VoicePage, VoiceQuery } from '#contract/voices';
import { foldName, nameCharacters, plainName } from '#contract/names';
import { personal, personalData } from '#contract/personal';
import type { Db } from '../storage/database/db';
import { voiceFacets } from './find-voices';
import { freeName } from '../storage/files/names';
import type { FileAccess } from '../storage/files/file-access';
import type { Recordings } from './recordings';
import type { UnfinishedFiles } from '../storage/unfinished-files';
import { present, without } from '../storage/database/rows';
import { checkDefaults } from '../lib/check-defaults';
import { VoiceBin } from './voice-bin';
import { VoiceConsent } from './voice-consent';
import type { VoiceFiles } from './voice-files';
import { VoicePrompts } from './voice-prompts';
import { VoiceStore } from './voice-store';

export interface NewVoice extends Span {
  readonly recordingId: string;
  readonly name: string;
  readonly transcript: string;
}

interface TriedVoice {
  readonly voiceId: string;
  /** What it speaks with, to be found again by. */
  readonly selection: string;
}

export interface VoicesParts {
  readonly db: Db;
  readonly files: VoiceFiles;
  readonly unfinished: UnfinishedFiles;
  readonly access: FileAccess;
  readonly recordings: Recordings;
  readonly log: Logger;
  readonly onChange: (voiceIds: readonly string[]) => void;
}

/** The voice library. A deleted voice keeps its row and its folder, so that it can come back and old takes still name it. */
export class Voices {
  readonly prompts: VoicePrompts;
  readonly consent: VoiceConsent;
  readonly bin: VoiceBin;
  private readonly store: VoiceStore;
  /** Voices that were not kept, of this run; of another run they only serve the takes that they spoke. */
  private readonly tried: TriedVoice[] = [];

  constructor(private readonly parts: VoicesParts) {
    this.store = new VoiceStore(parts.db);
    const shared = {
      ...parts,
      store: this.store,
      require: (id: string) => this.require(id),
      changed: (what: string, id: string) => this.changed(what, id),
    };
    this.prompts = new VoicePrompts(shared);
    this.consent = new VoiceConsent(shared);
    this.bin = new VoiceBin(shared);
  }

  page(query: VoiceQuery): VoicePage {
    return this.store.page(query);
  }

  /** In the order of the ids; unknown ones are left out. */
  some(ids: readonly string[]): Voice[] {
    return this.store.select(ids);
  }

  /** @returns the voices that have a prompt with these samples, oldest first */
  withPrompt(promptSha256: string): Voice[] {
    return this.store.withPrompt(promptSha256);
  }

  get isEmpty(): boolean {
    const any = 'SELECT id FROM voices WHERE deleted_at IS NULL LIMIT 1';
    return this.parts.db.get(z.object({ id: z.string() }), any) === undefined;
  }

  facets(): VoiceFacets {
    return voiceFacets(this.parts.db);
  }

  /** @throws StudioError 'voice-not-found' */
  require(id: string): Voice {
    const found = this.store.find(id, { deleted: false });
    if (found) return found;
    throw new StudioError('voice-not-found', { voiceId: id });
  }

  /**
   * A selection of a recording becomes a voice; what was tried before is kept with the takes that it spoke.
   * @throws StudioError 'voice-name-…', 'recording-not-found', 'prompt-…', 'audio-rate-too-low', 'disk-full', …
   */
  async save(newVoice: NewVoice): Promise<Voice> {
    const name = this.checkName(newVoice.name);
    const tried = this.triedWith(newVoice);
    if (tried) this.store.set(tried.id, { name, nameKey: foldName(name), kept: true });
    const id = tried?.id ?? (await this.insert(newVoice, () => ({ name: this.checkName(name), kept: true })));
    this.parts.recordings.markKept(newVoice.recordingId);
    return this.changed('Voice saved', id);
  }

  /**
   * A voice that speaks with a selection at once; no list shows it, and its name is nobody's.
   * @returns the same one for the same selection
   * @throws StudioError 'recording-not-found', 'prompt-…', 'audio-rate-too-low', 'disk-full', …
   */
  async try(newVoice: NewVoice): Promise<Voice> {
    const before = this.triedWith(newVoice);
    if (before) return before;
    const { recording } = this.parts.recordings.require(newVoice.recordingId);
    const given = plainName(newVoice.name);
    const max = limits.voiceNameCharacters.max;
    const name = Array.from(given === '' ? recording.name : given)
      .slice(0, max)
      .join('');
    const voiceId = await this.insert(newVoice, () => ({ name, kept: false }));
    this.tried.push({ voiceId, selection: selectionOf(newVoice) });
    return this.require(voiceId);
  }

  /** Those of this run may be in somebody's hand. */
  clearTried(): Promise<void> {
    return this.bin.clearTried(new Set(this.tried.map(({ voiceId }) => voiceId)));
  }

  private triedWith(newVoice: NewVoice): Voice | undefined {
    const selection = selectionOf(newVoice);
    const found = this.tried.find((each) => each.selection === selection);
    const voice = found && this.store.find(found.voiceId, { deleted: false });
    return voice?.kept === false ? voice : undefined;
  }

  /** @param called asked when its row is written: another voice may have taken the name meanwhile   @returns its id */
  private async insert(
    { recordingId, startSec, endSec, transcript }: NewVoice,
    called: () => Pick<Voice, 'name' | 'kept'>,
  ): Promise<string> {
    const { synthetic } = this.parts.recordings.require(recordingId);
    const cut = await this.prompts.cut({ recordingId, startSec, endSec, transcript });
    const id = randomUUID();
    await this.parts.unfinished.add(
      [this.parts.files.voiceFolder(id)],
      // a voice's first prompt shares its id
      () => this.prompts.keep({ voiceId: id, promptId: id }, cut),
      (prompt) =>
        this.store.insert({
          ...without(prompt, 'trim'),
          ...called(),
          promptId: id,
          prompts: [prompt],
          synthetic,
          ...{ tags: [], colour: '', language: '', notes: '', favourite: false, defaults: {}, takeCount: 0 },
          ...(synthetic ? { consent: { kind: 'synthetic' } } : {}),
        }),
    );
    return id;
  }

  /**
   * Takes in a voice whose files another part is about to write.
   * @param what happened, for the log
   * @param write writes them; they are removed at the next start when the studio is killed before it is done
   * @returns the voice, under a free name when its own is taken
   */
  async add(voice: Voice, what: string, write: () => Promise<void>): Promise<Voice> {
    await this.parts.unfinished.add([this.parts.files.voiceFolder(voice.id)], write, () =>
      this.store.insert({ ...voice, name: this.freeName(voice.name) }),
    );
    return this.changed(what, voice.id);
  }

  /** @throws StudioError 'voice-not-found', 'voice-name-…' */
  rename(id: string, name: string): Voice {
    this.require(id);
    this.store.rename(id, this.checkName(name, id));
    return this.changed('Voice renamed', id);
  }

  /** @throws StudioError 'voice-not-found'; 'seed-out-of-range', 'speed-out-of-range', 'instruction-too-long' for defaults */
  change(id: string, { tags, favourite, defaults, ...plain }: VoiceChange): Voice {
    this.require(id);
    if (defaults) checkDefaults(defaults);
    const some = present({ ...plain, tags: tags && [...new Set(tags)], favourite, defaults });
    if (Object.keys(some).length > 0) this.store.set(id, some);
    return this.changed('Voice changed', id);
  }

  /** One change to many voices, all or none. @throws StudioError 'voice-not-found' */
  changeMany(ids: readonly string[], { addTags, removeTags, favourite }: BulkChange): void {
    this.parts.db.transaction(() => {
      for (const id of ids) {
        const { tags } = this.require(id);
        const next = [...new Set([...tags, ...addTags])].filter((tag) => !removeTags.includes(tag));
        this.store.set(id, present({ tags: next, favourite }));
      }
    });
    this.parts.log.info('Voices changed', {
      count: ids.length,
      ...personalData({ addTags, removeTags, favourite }),
    });
    this.parts.onChange(ids);
  }

  /** A voice like this one, under a free name. @throws StudioError 'voice-not-found', 'file-not-found', 'disk-full' */
  async duplicate(id: string): Promise<Voice> {
    const voice = this.require(id);
    const copyId = randomUUID();
    // a voice's first prompt shares its id
    const prompts = voice.prompts.map((prompt, at) => ({ ...prompt, id: at === 0 ? copyId : randomUUID() }));
    const chosen = prompts[voice.prompts.findIndex((prompt) => prompt.id === voice.promptId)];
    const copy: Voice = {
      ...without(voice, 'usedAt'),
      id: copyId,
      createdAt: new Date().toISOString(),
      prompts,
      promptId: chosen?.id ?? copyId,
      takeCount: 0,
      kept: true,
    };
    return this.add(copy, 'Voice duplicated', async () => {
      await this.prompts.copyAll(voice, copyId, prompts);
      await this.consent.copyStatement(voice, copyId);
    });
  }

  /** To the bin. @throws StudioError 'voice-not-found' */
  remove(ids: readonly string[]): void {
    const voices = ids.map((id) => this.require(id));
    this.store.setDeleted(ids, true);
    for (const { id, name } of voices)
      this.parts.log.info('Voice deleted', { voiceId: id, name: personal(name) });
    this.parts.onChange(ids);
  }

  /**
   * Brings a deleted voice back, under a free name when its own was taken meanwhile.
   * @throws StudioError 'voice-not-found'
   */
  restore(id: string): Voice {
    const deleted = this.store.find(id, { deleted: true });
    if (!deleted) return this.require(id);
    this.parts.db.transaction(() => {
      this.store.rename(id, this.freeName(deleted.name));
      this.store.setDeleted([id], false);
    });
    return this.changed('Voice restored', id);
  }

  /** A take was asked of it. */
  used(id: string, at: string): void {
    this.store.set(id, { usedAt: at });
    this.parts.onChange([id]);
  }

  /** @throws StudioError 'voice-not-found', 'prompt-not-found', 'file-not-found' */
  async audio(id: string, promptId?: string): Promise<Audio> {
    const voice = this.require(id);
    const prompt = promptId === undefined ? { id: voice.promptId } : this.prompts.require(voice, promptId);
    return this.parts.files.readPrompt({ voiceId: id, promptId: prompt.id });
  }

  private changed(what: string, id: string): Voice {
    const voice = this.require(id);
    const { name, promptSec } = voice;
    this.parts.log.info(what, { voiceId: id, name: personal(name), promptSec });
    this.parts.onChange([id]);
    return voice;
  }

  private checkName(name: string, ownId = ''): string {
    const trimmed = plainName(name);
    const characters = nameCharacters(trimmed);
    const max = limits.voiceNameCharacters.max;
    if (characters < 1 || characters > max) {
      throw new StudioError('voice-name-invalid', { characters, max });
    }
    if (this.store.isTaken(trimmed, ownId)) {
      const suggestion = this.freeName(trimmed);
      throw new StudioError('voice-name-taken', { name: trimmed, suggestion });
    }
    return trimmed;
  }

  /** @returns the name itself when free, else with a number */
  freeName(name: string): string {
    return freeName(name, (candidate) => this.store.isTaken(candidate));
  }
}

const selectionOf = ({ recordingId, startSec, endSec, transcript }: NewVoice): string =>
  JSON.stringify([recordingId, startSec, endSec, transcript.trim()]);
