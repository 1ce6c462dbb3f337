import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { limits, type Recording, type Sample } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioApi } from '#contract/studio-api';
import { useSession, type Suggestion } from '../../state/session';
import { useStudio } from '../../state/studio';
import { isTextFile, MOST_TEXT_BYTES, wordsOfFile } from '#contract/text-files';
import { droppedRecipe, wordsToWrite, type DroppedRecipe } from '../../lib/navigation';
import { openAudio } from './open-audio';

/** What is being made into a recording that is not the microphone: a file or a sample. */
export type IntakeState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'reading' | 'decoding' | 'sample'; readonly name: string }
  | { readonly phase: 'failed'; readonly error: StudioError };

interface Intake {
  readonly state: IntakeState;
  /** A take that says how it was made is offered as such, unless it is meant as a prompt. */
  readonly openFile: (file: File, meant?: { readonly asPrompt: boolean }) => void;
  /** @param name the sample's name in the language of the window */
  readonly openSample: (sample: Sample, name: string) => void;
  readonly dismiss: () => void;
}

const IntakeContext = createContext<Intake | undefined>(undefined);

/** One place where files and samples come in: the button, the drop anywhere in the window, the sample cards. */
export function IntakeProvider({ children }: { children: ReactNode }) {
  const { api } = useStudio();
  const { goTo, openRecording } = useSession();
  const [state, setState] = useState<IntakeState>({ phase: 'idle' });

  const take = useCallback(
    async (work: () => Promise<Recording>, suggestion: Suggestion) => {
      goTo('studio');
      try {
        openRecording(await work(), suggestion);
        setState({ phase: 'idle' });
      } catch (thrown) {
        setState({ phase: 'failed', error: StudioError.from(thrown) });
      }
    },
    [goTo, openRecording],
  );

  const readWords = useCallback(
    async (file: File) => {
      goTo('studio');
      // one that is too large, or holds no text under its name, is refused as what it says it is
      const words =
        file.size > MOST_TEXT_BYTES
          ? undefined
          : wordsOfFile(file.name, new Uint8Array(await file.arrayBuffer()));
      if (words === undefined) return setState({ phase: 'failed', error: notSound(file.name) });
      wordsToWrite.set(words);
      setState({ phase: 'idle' });
    },
    [goTo],
  );

  const intake = useMemo<Intake>(
    () => ({
      state,
      openFile: (file, meant) => {
        setState({ phase: 'reading', name: file.name });
        if (isTextFile(file.name)) return void readWords(file);
        const refusal = noSound(file.name);
        if (refusal) return setState({ phase: 'failed', error: refusal });
        const open = () =>
          take(() => openAudio(api, file, () => setState({ phase: 'decoding', name: file.name })), {
            name: stemOf(file.name),
            transcript: '',
          });
        void recipeOf(api, file, meant?.asPrompt ?? false).then((recipe) => {
          if (!recipe) return open();
          droppedRecipe.set(recipe);
          setState({ phase: 'idle' });
          return undefined;
        });
      },
      openSample: ({ id, transcript }, name) => {
        setState({ phase: 'sample', name });
        void take(() => api.openSample({ sampleId: id }), { name, transcript });
      },
      dismiss: () => setState({ phase: 'idle' }),
    }),
    [api, state, take, readWords],
  );
  return <IntakeContext value={intake}>{children}</IntakeContext>;
}

/** Longer than the longest take by far; a larger file is nobody's take. */
const MAX_TAKE_BYTES = 200_000_000;

/** @returns what the file says about how it was made; undefined when it is an ordinary sound, or meant as one */
async function recipeOf(api: StudioApi, file: File, asPrompt: boolean): Promise<DroppedRecipe | undefined> {
  if (asPrompt || file.size > MAX_TAKE_BYTES) return undefined;
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { file, bytes, found: await api.readRecipe({ name: file.name, bytes }) };
  } catch {
    // no recipe, a damaged one, or a host that is away: opening the sound tells the rest
    return undefined;
  }
}

export function useIntake(): Intake {
  const intake = use(IntakeContext);
  if (!intake) throw new Error('useIntake needs an IntakeProvider above it.');
  return intake;
}

/** @returns a file's name without its ending, short enough for a voice */
function stemOf(fileName: string): string {
  return Array.from(fileName.replace(/\.[^.]{1,5}$/, ''))
    .slice(0, limits.voiceNameCharacters.max)
    .join('');
}

/** Endings of files that are often dropped and are surely no sound; whatever else comes, its first bytes say what it is. */
const NO_SOUND =
  /\.(json|jsonl|csv|tsv|xml|html?|pdf|docx?|odt|rtf|epub|xlsx?|pptx?|png|jpe?g|gif|webp|svg|bmp|log|zip|7z|rar)$/iu;

const noSound = (name: string): StudioError | undefined => (NO_SOUND.test(name) ? notSound(name) : undefined);

function notSound(name: string): StudioError {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  return new StudioError('file-not-sound', { name, ending });
}
