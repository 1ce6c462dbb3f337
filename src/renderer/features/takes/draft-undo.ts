import { useEffect } from 'react';
import { i18n } from '../../i18n';
import { undoStack } from '../../lib/undo-stack';
import { draftStore, type Draft } from './draft';

/** Whatever changes the draft, by a key, a menu or another take put into it, can be taken back. */
export function useDraftUndo(): void {
  useEffect(() => {
    let before = draftStore.get();
    return draftStore.subscribe(() => {
      const [was, is] = [before, draftStore.get()];
      before = is;
      if (!saysOtherwise(was, is)) return;
      undoStack.push({
        what: i18n.t('app:undo.draft'),
        joins: 'draft',
        ...{ undo: () => draftStore.set(was), redo: () => draftStore.set(is) },
      });
    });
  }, []);
}

/** What is only looked at, as how the words are read, is no step. */
const saysOtherwise = (one: Draft, other: Draft): boolean =>
  (Object.keys({ ...one, ...other }) as (keyof Draft)[]).some(
    (key) => key !== 'showsSpoken' && one[key] !== other[key],
  );
