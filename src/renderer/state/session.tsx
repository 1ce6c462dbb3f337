import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { Recording, Voice } from '#contract/domain';
import type { Project } from '#contract/projects';
import { i18n } from '../i18n';
import { showUndoNotice } from '../lib/undo-notice';
import { useProjects } from './use-projects';
import { useVoice, useVoices } from './live';

export type Page = 'studio' | 'voices' | 'projects' | 'lexicon' | 'models' | 'log' | 'settings';

export interface Suggestion {
  readonly name: string;
  readonly transcript: string;
}
const noSuggestion: Suggestion = { name: '', transcript: '' };

/** What this window has in hand; gone when it closes. */
export interface Session {
  readonly page: Page;
  readonly goTo: (page: Page) => void;
  /** The voice the next take speaks with. */
  readonly selectedVoice: Voice | undefined;
  readonly selectedVoiceId: string | undefined;
  /** A recording under VOICE makes room for it: what is seen is what speaks. */
  readonly selectVoice: (voiceId: string | undefined) => void;
  /** The voice that the next saved recording becomes a prompt of; undefined: it becomes a voice of its own. */
  readonly addingPromptTo: Voice | undefined;
  /** Picking another voice ends it. */
  readonly addPromptTo: (voiceId: string | undefined) => void;
  /** The project that new takes belong to and whose takes are listed; undefined: new ones to the inbox, all listed. */
  readonly projectId: string | undefined;
  readonly project: Project | undefined;
  /** Picks the project's own voice as well, when it names one. */
  readonly workIn: (projectId: string | undefined) => void;
  /** The recording being trimmed into a prompt; undefined shows the recorder. */
  readonly recording: Recording | undefined;
  /** What is known about the recording before anybody typed: samples carry a name and a transcript. */
  readonly suggestion: Suggestion;
  readonly openRecording: (recording: Recording, suggestion?: Suggestion) => void;
  /** To the shelf, from where it can come back. */
  readonly putAside: () => void;
  /** The recording became this voice, or a prompt of it. */
  readonly recordingKept: (voiceId: string) => void;
}

const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [page, goTo] = useState<Page>('studio');
  const [chosenVoiceId, chooseVoice] = useState<string>();
  const [addingToId, setAddingToId] = useState<string>();
  const [pickedProjectId, pickProject] = useState<string>();
  const { projects } = useProjects();
  // a deleted or archived choice takes nothing new: back to the inbox, until it is there again
  const isOpen =
    !projects || projects.some(({ id, archivedAt }) => id === pickedProjectId && archivedAt === undefined);
  const projectId = isOpen ? pickedProjectId : undefined;
  const project = projects?.find(({ id }) => id === projectId);
  const newest = useVoices()?.[0];
  // a deleted choice, or none yet, falls back to the newest voice
  const selectedVoice = useVoice(chosenVoiceId) ?? newest;
  const addingPromptTo = useVoice(addingToId);
  const [open, setOpen] = useState<{ recording?: Recording; suggestion: Suggestion }>({
    suggestion: noSuggestion,
  });
  const session = useMemo<Session>(() => {
    const putAside = () => {
      if (!open.recording) return;
      const { name } = open.recording;
      setOpen({ suggestion: noSuggestion });
      showUndoNotice({
        message: i18n.t('record:shelf.putAside', { name: open.suggestion.name || name }),
        undoLabel: i18n.t('app:actions.undo'),
        onUndo: () => setOpen(open),
        onRedo: () => setOpen({ suggestion: noSuggestion }),
      });
    };
    return {
      page,
      goTo,
      selectedVoice,
      selectedVoiceId: selectedVoice?.id,
      selectVoice: (voiceId) => {
        chooseVoice(voiceId);
        setAddingToId(undefined);
        if (voiceId !== undefined) putAside();
      },
      addingPromptTo,
      addPromptTo: (voiceId) => {
        if (voiceId !== undefined) chooseVoice(voiceId);
        setAddingToId(voiceId);
      },
      projectId,
      project,
      workIn: (id) => {
        pickProject(id);
        const voiceId = projects?.find((each) => each.id === id)?.defaults.voiceId;
        if (id !== undefined && voiceId !== undefined) chooseVoice(voiceId);
      },
      recording: open.recording,
      suggestion: open.suggestion,
      openRecording: (recording, suggestion = noSuggestion) => setOpen({ recording, suggestion }),
      putAside,
      recordingKept: (voiceId) => {
        chooseVoice(voiceId);
        setAddingToId(undefined);
        setOpen({ suggestion: noSuggestion });
      },
    };
  }, [page, selectedVoice, addingPromptTo, projectId, project, projects, open]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it.');
  return session;
}
