import type { Emit } from '#contract/contract';
import type { Prompt, Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioApi, StudioContract } from '#contract/studio-api';
import type { VoiceQuery } from '#contract/voices';
import { fakeSpeech } from './fake-audio';
import { fakeVoice } from './fake-data';
import { without } from './without';

type VoiceCalls = Pick<
  StudioApi,
  | 'listVoices'
  | 'getVoice'
  | 'listVoiceFacets'
  | 'getVoiceAudio'
  | 'renameVoice'
  | 'changeVoice'
  | 'changeVoices'
  | 'duplicateVoice'
  | 'deleteVoice'
  | 'deleteVoices'
  | 'restoreVoice'
  | 'stateConsent'
  | 'getConsentAudio'
  | 'addPrompt'
  | 'choosePrompt'
  | 'renamePrompt'
  | 'setTranscript'
  | 'deletePrompt'
  | 'restorePrompt'
>;

export interface FakeVoices {
  readonly calls: VoiceCalls;
  readonly all: () => readonly Voice[];
  readonly deleted: () => readonly Voice[];
  readonly add: (voice: Voice) => void;
  /** @throws StudioError 'voice-not-found' */
  readonly find: (voiceId: string) => Voice;
  /** Gone for good. */
  readonly forget: (voiceId: string) => void;
}

/** A voice library in memory. */
export function fakeVoices(count: number, emit: Emit<StudioContract>): FakeVoices {
  let voices: readonly Voice[] = Array.from({ length: count }, (_, index) => fakeVoice(index));
  const deleted = new Map<string, Voice>();
  const deletedPrompts = new Map<string, Prompt>();
  let nextId = 100;

  const set = (next: readonly Voice[], ...voiceIds: string[]) => {
    voices = next;
    emit('voicesChanged', { voiceIds });
  };
  const find = (voiceId: string): Voice => {
    const found = voices.find(({ id }) => id === voiceId);
    if (found) return found;
    throw new StudioError('voice-not-found', { voiceId });
  };
  const change = (voiceId: string, over: Partial<Voice>): Voice => {
    const voice = { ...find(voiceId), ...over };
    set(
      voices.map((each) => (each.id === voiceId ? voice : each)),
      voiceId,
    );
    return voice;
  };
  const add = (voice: Voice) => set([voice, ...voices], voice.id);
  const remove = (voiceIds: readonly string[]) => {
    for (const id of voiceIds) deleted.set(id, find(id));
    set(
      voices.filter(({ id }) => !voiceIds.includes(id)),
      ...voiceIds,
    );
    return undefined;
  };
  const promptOf = (voiceId: string, promptId: string) =>
    find(voiceId).prompts.find(({ id }) => id === promptId)!;
  const changePrompt = (voiceId: string, promptId: string, over: Partial<Prompt>) =>
    change(voiceId, {
      prompts: find(voiceId).prompts.map((each) => (each.id === promptId ? { ...each, ...over } : each)),
      ...(over.transcript === undefined ? {} : { transcript: over.transcript }),
    });
  const choose = (voiceId: string, prompt: Prompt) =>
    change(voiceId, { ...without(prompt, 'id', 'name', 'trim'), promptId: prompt.id });

  const calls: VoiceCalls = {
    listVoices: async (query = {}) => {
      const found = voices.filter((voice) => fits(voice, query));
      const from = query.offset ?? 0;
      return { voices: found.slice(from, from + (query.limit ?? 100)), total: found.length };
    },
    getVoice: async ({ voiceId }) => find(voiceId),
    listVoiceFacets: async () => ({
      tags: counted(voices.flatMap(({ tags }) => tags)),
      languages: counted(voices.flatMap(({ language }) => (language === '' ? [] : [language]))),
    }),
    getVoiceAudio: async ({ voiceId }) => fakeSpeech(find(voiceId).promptSec),
    renameVoice: async ({ voiceId, name }) => change(voiceId, { name }),
    changeVoice: async ({ voiceId, ...over }) =>
      change(voiceId, Object.fromEntries(Object.entries(over).filter(([, value]) => value !== undefined))),
    changeVoices: async ({ voiceIds, addTags = [], removeTags = [], favourite }) => {
      for (const id of voiceIds)
        change(id, {
          tags: [...new Set([...find(id).tags, ...addTags])].filter((tag) => !removeTags.includes(tag)),
          ...(favourite === undefined ? {} : { favourite }),
        });
      return undefined;
    },
    duplicateVoice: async ({ voiceId }) => {
      const voice = { ...find(voiceId), id: `voice-${nextId++}`, name: `${find(voiceId).name} 2` };
      add(voice);
      return voice;
    },
    deleteVoice: async ({ voiceId }) => remove([voiceId]),
    deleteVoices: async ({ voiceIds }) => remove(voiceIds),
    restoreVoice: async ({ voiceId }) => {
      const voice = deleted.get(voiceId) ?? find(voiceId);
      deleted.delete(voiceId);
      add(voice);
      return voice;
    },
    stateConsent: async ({ voiceId, consent }) => {
      const voice = without(find(voiceId), 'consent');
      const stated = statement(consent, voice.promptSha256);
      const next: Voice = stated ? { ...voice, consent: stated } : voice;
      set(
        voices.map((each) => (each.id === voiceId ? next : each)),
        voiceId,
      );
      return next;
    },
    getConsentAudio: async () => fakeSpeech(3),
    addPrompt: async ({ voiceId, startSec, endSec, transcript, name }) => {
      const base = find(voiceId);
      const id = `prompt-${nextId++}`;
      const prompt: Prompt = {
        ...base.prompts[0]!,
        ...{ id, transcript, name: name ?? 'Recording', promptSec: endSec - startSec },
      };
      change(voiceId, { prompts: [...base.prompts, prompt] });
      return choose(voiceId, prompt);
    },
    choosePrompt: async ({ voiceId, promptId }) => choose(voiceId, promptOf(voiceId, promptId)),
    renamePrompt: async ({ voiceId, promptId, name }) => changePrompt(voiceId, promptId, { name }),
    setTranscript: async ({ voiceId, promptId, transcript }) =>
      changePrompt(voiceId, promptId ?? find(voiceId).promptId, { transcript }),
    deletePrompt: async ({ voiceId, promptId }) => {
      deletedPrompts.set(promptId, promptOf(voiceId, promptId));
      const prompts = find(voiceId).prompts.filter(({ id }) => id !== promptId);
      change(voiceId, { prompts });
      return choose(voiceId, prompts[0]!);
    },
    restorePrompt: async ({ voiceId, promptId }) =>
      change(voiceId, { prompts: [...find(voiceId).prompts, deletedPrompts.get(promptId)!] }),
  };
  return {
    calls,
    all: () => voices,
    deleted: () => [...deleted.values()],
    add,
    find,
    forget: (voiceId) => void deleted.delete(voiceId),
  };
}

type Query = { readonly [K in keyof VoiceQuery]?: VoiceQuery[K] | undefined };

function fits(voice: Voice, { text = '', favourite, tag, language, consent, ids }: Query): boolean {
  const words = [voice.name, voice.transcript, voice.notes, ...voice.tags].join('\n').toLowerCase();
  return (
    words.includes(text.trim().toLowerCase()) &&
    (favourite === undefined || voice.favourite === favourite) &&
    (tag === undefined || voice.tags.includes(tag)) &&
    (language === undefined || voice.language === language) &&
    (consent === undefined || (voice.consent?.kind ?? 'none') === consent) &&
    (ids === undefined ? voice.kept : ids.includes(voice.id))
  );
}

function counted(values: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}

function statement(
  consent: Parameters<StudioApi['stateConsent']>[0]['consent'],
  promptSha256: string,
): Voice['consent'] {
  if (consent?.kind !== 'permitted') return consent ?? undefined;
  const { statement: wanted, ...facts } = consent;
  return typeof wanted === 'object'
    ? { ...facts, statement: { recordingSha256: 'c'.repeat(64), promptSha256 } }
    : facts;
}
