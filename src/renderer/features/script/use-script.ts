import { useCallback, useEffect, useRef, useState } from 'react';
import { StudioError } from '#contract/errors';
import type { Project } from '#contract/projects';
import type { Script, ScriptNews, ScriptOperation } from '#contract/scripts';
import { newId } from '../../lib/new-id';
import { useConnectionGeneration } from '../../state/connection';
import { useStudio } from '../../state/studio';
import { withIds, withOperations } from './with-operations';

/** Takes come several times a second while a script is spoken: their lines are asked for together. */
const ASK_AFTER_MS = 120;
const MOST_STEPS = 200;

export interface ScriptEditing {
  /** Undefined until it has come once. */
  readonly script: Script | undefined;
  readonly error: StudioError | undefined;
  readonly dismissError: () => void;
  /** How many lines of somebody else were written over by the last change. */
  readonly overwritten: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** @returns whether it was done; why not is `error` */
  readonly change: (...operations: ScriptOperation[]) => Promise<boolean>;
  /**
   * Keeps words while they are still typed, so that a crash costs the last second. All of one sitting is one step back;
   * the words it began with are none.
   */
  readonly type: (typed: TypedWords) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
  /** Does something with the studio, and shows why when it does not work. */
  readonly attempt: <T>(work: () => Promise<T>) => Promise<T | undefined>;
}

export interface TypedWords {
  readonly lineId: string;
  readonly text: string;
  /** A name of its own for each time a line is opened for typing. */
  readonly sitting: string;
}

interface Steps {
  /** What the last step back was typed in. */
  readonly sitting?: string;
  readonly undo: readonly (readonly ScriptOperation[])[];
  readonly redo: readonly (readonly ScriptOperation[])[];
}
const noSteps: Steps = { undo: [], redo: [] };

/** The script of a project, kept current by what others and the takes of its lines do to it. */
export function useScript({ id: projectId, defaults: given }: Project): ScriptEditing {
  const { api, on } = useStudio();
  const generation = useConnectionGeneration();
  const [script, setScript] = useState<Script>();
  const [error, setError] = useState<StudioError>();
  const [overwritten, setOverwritten] = useState(0);
  const [steps, setSteps] = useState(noSteps);
  /** Of the lines and their order; the states of some may be older. */
  const revision = useRef<number>(undefined);
  const [me] = useState(newId);
  /** What lines without their own start from. */
  const defaults = JSON.stringify(given);

  const attempt = useCallback(async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      const done = await work();
      setError(undefined);
      return done;
    } catch (thrown) {
      setError(StudioError.from(thrown));
      return undefined;
    }
  }, []);

  const want = useRef<(lineIds?: readonly string[]) => void>(undefined);
  useEffect(() => {
    if (generation === 0) return;
    let current = true;
    let wanted: Set<string> | 'all' = 'all';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      timer = undefined;
      const lineIds = wanted === 'all' ? undefined : [...wanted];
      wanted = new Set();
      void attempt(async () => {
        const now = await api.getScript({ projectId, ...(lineIds ? { lineIds } : {}) });
        if (!current) return;
        // an answer from before one's own last change would take it away for a moment
        if (now.revision < (revision.current ?? 0)) return wantLines(lineIds);
        // somebody else's news is on its way: until then only these lines are as new as that
        if (!lineIds) revision.current = now.revision;
        setScript((before) => (lineIds && before ? merged(before, now) : now));
      });
    };
    const wantLines = (lineIds?: readonly string[]) => {
      if (!lineIds) wanted = 'all';
      else if (wanted !== 'all') for (const id of lineIds) wanted.add(id);
      timer ??= setTimeout(ask, ASK_AFTER_MS);
    };
    want.current = wantLines;
    const hear = ({ revision: heard, by, change }: ScriptNews) => {
      const known = revision.current ?? heard;
      if (heard <= known && by !== me) return;
      // news that was missed, or more than a change
      if (!change || heard > known + 1) return wantLines();
      revision.current = Math.max(heard, known);
      if (by !== me) setScript((before) => before && withOperations(before, change.operations));
      if (change.lineIds.length > 0) wantLines(change.lineIds);
    };
    ask();
    const stops = [
      on('scriptChanged', (told) => told.projectId === projectId && hear(told)),
      on('takeChanged', (take) => take.projectId === projectId && take.lineId && wantLines([take.lineId])),
      ...(['takeDeleted', 'voicesChanged', 'lexiconChanged'] as const).map((name) =>
        on(name, () => wantLines()),
      ),
    ];
    return () => {
      current = false;
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, [api, on, projectId, generation, attempt, me]);
  const seenDefaults = useRef(defaults);
  useEffect(() => {
    if (seenDefaults.current === defaults) return;
    seenDefaults.current = defaults;
    want.current?.();
  }, [defaults]);

  const apply = useCallback(
    (given: readonly ScriptOperation[]) =>
      attempt(async () => {
        const operations = withIds(given);
        setScript((before) => before && withOperations(before, operations));
        const answer = await api.changeScript({
          projectId,
          ...{ operations, by: me },
          ...(revision.current === undefined ? {} : { seen: revision.current }),
        });
        revision.current = Math.max(answer.revision, revision.current ?? 0);
        setOverwritten(answer.overwritten.length);
        return answer.undo;
      }),
    [api, projectId, attempt, me],
  );
  const change = useCallback(
    async (...operations: ScriptOperation[]) => {
      const undo = await apply(operations);
      if (undo && undo.length > 0)
        setSteps((before) => ({ undo: [...before.undo, undo].slice(-MOST_STEPS), redo: [] }));
      return undo !== undefined;
    },
    [apply],
  );
  const type = useCallback(
    async ({ lineId, text, sitting }: TypedWords) => {
      const undo = await apply([{ do: 'change', lineId, change: { text } }]);
      if (!undo) return;
      setSteps((before) => {
        const goesOn = before.sitting === sitting;
        const back = (goesOn ? before.undo.at(-1) : undefined) ?? undo;
        const earlier = goesOn ? before.undo.slice(0, -1) : before.undo;
        const [first] = back;
        return first?.do === 'change' && first.change.text === text
          ? { undo: earlier, redo: [] }
          : { undo: [...earlier, back].slice(-MOST_STEPS), redo: [], sitting };
      });
    },
    [apply],
  );
  const step = useCallback(
    async (from: 'undo' | 'redo', to: 'undo' | 'redo') => {
      const operations = steps[from].at(-1);
      const back = operations && (await apply(operations));
      if (!back) return;
      setSteps(({ undo, redo }) => {
        const before = { undo, redo };
        return {
          ...before,
          [from]: before[from].slice(0, -1),
          [to]: [...before[to], back].slice(-MOST_STEPS),
        };
      });
    },
    [apply, steps],
  );
  return {
    ...{ script, error, overwritten, change, type, attempt },
    dismissError: () => setError(undefined),
    canUndo: steps.undo.length > 0,
    canRedo: steps.redo.length > 0,
    undo: useCallback(() => step('undo', 'redo'), [step]),
    redo: useCallback(() => step('redo', 'undo'), [step]),
  };
}

/** @returns the script with these lines as they are now; those that are gone come with the next whole answer */
function merged(before: Script, now: Script): Script {
  const fresh = new Map(now.lines.map((line) => [line.id, line]));
  return { ...now, lines: before.lines.map((line) => fresh.get(line.id) ?? line) };
}
