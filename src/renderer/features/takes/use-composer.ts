import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { batchOf } from '#contract/batch';
import type { InstructionPreset, Understood, Voice } from '#contract/domain';
import { AUTO_ENGINE, type EngineAbilities } from '#contract/engines';
import { StudioError } from '#contract/errors';
import type { Project, ProjectDefaults } from '#contract/projects';
import type { Settings } from '#contract/studio-state';
import { useConnection } from '../../state/connection';
import { useLive, useStatusOf } from '../../state/live';
import { promptInHand } from '../../state/prompt-in-hand';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';
import { takeInHand, wordsToWrite } from '../../lib/navigation';
import { newId } from '../../lib/new-id';
import { createStore, useStore } from '../../lib/store';
import { showUndoNotice } from '../../lib/undo-notice';
import { blockedBy, draftStore, typedSeed, type Blocked, type Draft } from './draft';
import { composeInstruction } from './instruction';
import { awaitedTake } from './play-at-once';
import { drawSeed } from '#contract/seed';
import { parseSeed } from './seed';
import { useFirstPendingId } from './takes-store';
import { useSpeakingEngine } from './use-speaking-engine';

/** The instruction is read this long after the last key. */
const UNDERSTAND_AFTER_MS = 250;
const noPresets: readonly InstructionPreset[] = [];

export interface Composer {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  readonly presets: readonly InstructionPreset[];
  /** The one instruction text that picks and free words make. */
  readonly instruction: string;
  readonly understood: Understood | undefined;
  /** Undefined as well while an unsaved recording speaks. */
  readonly voice: Voice | undefined;
  /** What the next take speaks with while it is no voice of the library. */
  readonly unkept: { readonly name: string } | undefined;
  readonly seedTyped: string;
  readonly seed: number | undefined;
  readonly typeSeed: (typed: string) => void;
  /** Keeps what was typed; called when the field is left. */
  readonly keepSeed: () => void;
  readonly rollSeed: () => void;
  readonly seedLocked: boolean;
  readonly setSeedLocked: (locked: boolean) => void;
  readonly engine: Settings['engine'];
  readonly setEngine: (engine: Settings['engine']) => void;
  /** What the engine of the next take can do; undefined before it has described itself. */
  readonly abilities: EngineAbilities | undefined;
  /** Why a take cannot be started now. */
  readonly blocked: Blocked | undefined;
  readonly error: StudioError | undefined;
  readonly dismissError: () => void;
  /** @param count takes of the same words, the first with the seed shown, each further one with a seed of its own */
  readonly generate: (count?: number) => void;
  /** A take runs or waits. */
  readonly busy: boolean;
  /** Cancels the take that runs, else the one that is next. */
  readonly cancel: () => void;
}

/** Joins the draft, the settings and the studio into what the composer shows and does. */
export function useComposer(): Composer {
  const { api } = useStudio();
  const { settings, updateSettings } = useLive();
  const readOnly = useStatusOf((status) => status?.readOnly === true);
  const { selectedVoice, projectId, project, recording } = useSession();
  // what is seen is what speaks: a recording that is not kept stands where the voice does
  const prompt = useStore(promptInHand);
  const inHand = recording && prompt?.recordingId === recording.id ? prompt : undefined;
  const voice = recording ? undefined : selectedVoice;
  const { phase } = useConnection();
  const draft = useStore(draftStore);
  const pendingId = useFirstPendingId();
  const { data: presets = noPresets, error: noList } = useQuery('instructions', (asked) =>
    asked.listInstructions(),
  );
  const typed = useStore(typedSeed);
  /** Presses of Generate, one after the other. */
  const starts = useRef(Promise.resolve());
  const [failure, setError] = useState<StudioError>();
  const error = failure ?? noList;
  const fail = useCallback((thrown: unknown) => setError(StudioError.from(thrown)), []);

  const { instruction, instructionId } = useMemo(
    () => composeInstruction(presets, draft.picks, draft.freeText),
    [presets, draft.picks, draft.freeText],
  );
  const seedTyped = typed ?? (settings ? String(settings.seed) : '');
  const seed = parseSeed(seedTyped);
  const change = useCallback(
    (next: Partial<Draft>) => draftStore.set((previous) => ({ ...previous, ...next })),
    [],
  );
  const save = (next: Partial<Settings>) => void updateSettings(next).catch(fail);
  const setEngine = (next: Settings['engine']) => save({ engine: next });
  useDefaults(selectedVoice, project, setEngine);
  useWordsToWrite();
  const keepSeed = () => {
    const valid = parseSeed(typedSeed.get() ?? '');
    if (valid !== undefined && valid !== settings?.seed) save({ seed: valid });
  };
  const rollSeed = () => {
    typedSeed.set(String(drawSeed()));
    keepSeed();
  };
  const seedLocked = settings?.seedLocked ?? false;

  const engine = settings?.engine ?? AUTO_ENGINE;
  const abilities = useSpeakingEngine()?.abilities;

  const blocked = blockedBy({
    draft,
    loaded: settings !== undefined,
    connected: phase === 'connected',
    readOnly,
    hasVoice: recording ? inHand !== undefined : voice !== undefined,
    refused: inHand?.refused ?? false,
    converts: abilities?.converts ?? false,
    seed,
    instruction,
  });

  const generate = (count = 1) => {
    const shown = parseSeed(typedSeed.get() ?? seedTyped);
    if (blocked || shown === undefined) return;
    const source = draft.from === 'speech' ? draft.source : undefined;
    const request = {
      ...(source
        ? { text: '', source: source.ref, mode: 'vc' as const }
        : { text: draft.text, mode: draft.mode, instruction }),
      ...(draft.language === undefined || source ? {} : { language: draft.language }),
      ...(projectId === undefined ? {} : { projectId }),
      engine,
      speed: draft.speed,
      ...(instructionId === undefined || source ? {} : { instructionId }),
      ...(abilities?.advanced && Object.keys(draft.advanced).length > 0 ? { advanced: draft.advanced } : {}),
    };
    const speaker = async () => (inHand ? (await api.tryPrompt(inHand)).id : voice?.id);
    // the words, the voice and the seed are those of the moment of the press, however long the presses before it take
    const start = async () => {
      const voiceId = await speaker();
      if (voiceId === undefined) return;
      const together = batchOf(newId(), count);
      for (let at = 0; at < count; at++) {
        const drawn = { seed: at === 0 ? shown : drawSeed(), ...together(at + 1) };
        const { id } = await api.startTake({ ...request, ...drawn, voiceId });
        takeInHand.set(id);
        if (at === 0) awaitedTake.set(id);
      }
    };
    // a conversion draws nothing, so its seed is as good as new
    if (!seedLocked && !source) rollSeed();
    setError(undefined);
    starts.current = starts.current.then(start).catch(fail);
  };

  const cancel = () => {
    if (pendingId !== undefined) api.cancelTake({ takeId: pendingId }).catch(fail);
  };

  return {
    draft,
    change,
    presets,
    instruction,
    understood: useUnderstood(instruction),
    voice,
    unkept: inHand,
    seedTyped,
    seed,
    typeSeed: (next) => typedSeed.set(next),
    keepSeed,
    rollSeed,
    seedLocked,
    setSeedLocked: (locked) => save({ seedLocked: locked }),
    engine,
    abilities,
    setEngine,
    blocked,
    error,
    dismissError: () => setError(undefined),
    generate,
    busy: pendingId !== undefined,
    cancel,
  };
}

/** What the engine takes from an instruction; undefined while it reads, and for no instruction. */
function useUnderstood(instruction: string): Understood | undefined {
  const [asked] = useDebouncedValue(instruction, UNDERSTAND_AFTER_MS);
  // the chips are a courtesy: without an answer there are none, and the take itself will say what failed
  const { data } = useQuery(asked === '' ? undefined : asked, (api) =>
    api.understand({ instruction: asked }),
  );
  return asked === instruction ? data : undefined;
}

/** The voice and project whose defaults stand in the composer. */
const startedFrom = createStore<string | undefined>(undefined);

/**
 * A voice or project that is picked brings its defaults, the project's before the voice's; the first of a window leaves
 * the kept draft as it is.
 */
function useDefaults(
  voice: Voice | undefined,
  project: Project | undefined,
  setEngine: (engine: Settings['engine']) => void,
): void {
  const latest = useEffectEvent(setEngine);
  useEffect(() => {
    const from = `${project?.id ?? ''} ${voice?.id ?? ''}`;
    const before = startedFrom.get();
    if (!voice || from === before) return;
    startedFrom.set(from);
    if (before === undefined) return;
    const { instruction, speed, seed, engine } = { ...voice.defaults, ...present(project?.defaults ?? {}) };
    if (seed !== undefined) typedSeed.set(String(seed));
    if (engine !== undefined) latest(engine);
    draftStore.set((draft) => ({
      ...draft,
      ...(instruction === undefined ? {} : { picks: {}, freeText: instruction }),
      ...(speed === undefined ? {} : { speed }),
    }));
  }, [voice, project]);
}

/** @returns what is said, without what is left open */
function present(defaults: ProjectDefaults): Partial<ProjectDefaults> {
  return Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== undefined));
}

/** Words that come from elsewhere in the window take the place of those in the draft. */
function useWordsToWrite(): void {
  const { t } = useTranslation('takes');
  const words = useStore(wordsToWrite);
  useEffect(() => {
    if (words === undefined) return;
    wordsToWrite.set(undefined);
    const before = draftStore.get();
    draftStore.set({ ...before, from: 'words', text: words });
    if (before.text.trim() === '' || before.text === words) return;
    showUndoNotice({
      message: t('composer.replaced'),
      undoLabel: t('take.undo'),
      onUndo: () => draftStore.set((draft) => ({ ...draft, from: before.from, text: before.text })),
      onRedo: () => draftStore.set((draft) => ({ ...draft, from: 'words', text: words })),
      joins: 'draft',
    });
  }, [words, t]);
}
