import { StudioError } from '#contract/errors';
import {
  lexiconLimits,
  lexiconReadingSchema,
  lexiconScopeSchema,
  type LexiconEntry,
  type LexiconFormat,
  type LexiconImport,
  type LexiconPut,
  type LexiconQuery,
  type LexiconScope,
  type LexiconTarget,
} from '#contract/lexicon';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { Projects } from '../projects/projects';
import type { Voices } from '../voices/voices';
import { readLexiconFile, writeLexiconFile } from './lexicon-files';
import type { LexiconStore } from './lexicon-store';

export interface LexiconParts {
  readonly store: LexiconStore;
  readonly engine: Pick<EngineSupervisor, 'use'>;
  readonly voices: Pick<Voices, 'require'>;
  readonly projects: Pick<Projects, 'require'>;
  readonly onChange: () => void;
}

/** The person's own words: kept, checked, and carried in and out as files. */
export class Lexicon {
  constructor(private readonly parts: LexiconParts) {}

  list(query: LexiconQuery): LexiconEntry[] {
    return this.parts.store.list(query);
  }

  /** @throws StudioError 'lexicon-reading-invalid', 'lexicon-scope-invalid', 'voice-not-found', 'project-not-found' */
  async put(entries: readonly LexiconPut[]): Promise<LexiconEntry[]> {
    for (const entry of entries) this.requireScope(entry);
    const written = await this.written(entries);
    const wrong = entries.find((_, at) => written[at] === null);
    if (wrong) throw unreadable(wrong);
    const put = this.parts.store.put(entries);
    this.parts.onChange();
    return put;
  }

  /** @throws StudioError 'lexicon-entry-not-found' when none of them is there */
  remove(entryIds: readonly string[]): LexiconEntry[] {
    const removed = this.parts.store.remove(entryIds);
    if (removed.length === 0) throw new StudioError('lexicon-entry-not-found');
    this.parts.onChange();
    return removed;
  }

  /** @throws StudioError 'lexicon-file-invalid'; what is no entry is told in the answer */
  async import(
    { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
    { scope, scopeId }: LexiconTarget,
  ): Promise<LexiconImport> {
    if (scope !== undefined || scopeId !== undefined)
      this.requireScope({ scope: scope ?? 'library', scopeId });
    const rows = readLexiconFile(name, bytes);
    const { max } = lexiconLimits.importEntries;
    if (rows.length > max)
      throw new StudioError('lexicon-file-invalid', {
        why: 'too-many',
        file: name,
        entries: rows.length,
        max,
      });
    const refused: LexiconImport['refused'] = [];
    const entries: { readonly at: number; readonly put: LexiconPut }[] = [];
    for (const { at, ...row } of rows) {
      const parsed = lexiconReadingSchema.safeParse(row);
      const place = this.placeOf(
        scope === undefined ? row : { scope, ...(scopeId === undefined ? {} : { scopeId }) },
      );
      if (!parsed.success) refused.push({ at, word: row.word, reason: 'entry' });
      else if (!place) refused.push({ at, word: row.word, reason: 'scope' });
      else entries.push({ at, put: { ...parsed.data, ...place } });
    }
    const written = await this.written(entries.map(({ put }) => put));
    const fine = entries.filter(({ at, put }, index) => {
      if (written[index] !== null) return true;
      refused.push({ at, word: put.word, reason: 'reading' });
      return false;
    });
    if (fine.length > 0) {
      this.parts.store.put(fine.map(({ put }) => put));
      this.parts.onChange();
    }
    return { added: fine.length, refused: refused.sort((a, b) => a.at - b.at) };
  }

  export({ format, ...query }: LexiconQuery & { readonly format: LexiconFormat }) {
    return writeLexiconFile(format, this.list(query));
  }

  private written(entries: readonly LexiconPut[]): Promise<(string | null)[]> {
    const readings = entries.map(({ kind, reading }) => ({ kind, reading }));
    return this.parts.engine.use((api) => api.writeReadings(readings));
  }

  /** @returns where an entry of a file counts; undefined where there is no such place */
  private placeOf(named: { readonly scope?: string; readonly scopeId?: string }): LexiconScope | undefined {
    const place = lexiconScopeSchema.safeParse(named);
    if (!place.success) return undefined;
    try {
      this.requireScope(place.data);
      return place.data;
    } catch (thrown) {
      if (thrown instanceof StudioError) return undefined;
      throw thrown;
    }
  }

  private requireScope({ scope, scopeId }: Pick<LexiconPut, 'scope' | 'scopeId'>): void {
    if ((scope === 'library') !== (scopeId === undefined))
      throw new StudioError('lexicon-scope-invalid', { scope });
    if (scopeId === undefined) return;
    if (scope === 'voice') this.parts.voices.require(scopeId);
    else this.parts.projects.require(scopeId);
  }
}

function unreadable({ word, reading, kind }: Pick<LexiconPut, 'word' | 'reading' | 'kind'>): StudioError {
  return new StudioError('lexicon-reading-invalid', { word, reading, kind });
}
