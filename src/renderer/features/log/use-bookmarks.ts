import { useMemo } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { StudioError } from '#contract/errors';
import { MOST_BOOKMARKS, type LogBookmark } from '#contract/log-marks';
import type { LogEntry } from '#contract/logger';
import { errorWords } from '#i18n/error-words';
import { useLive } from '../../state/live';

export interface Bookmarks {
  /** In the order of the log. */
  readonly all: readonly LogBookmark[];
  readonly seqs: ReadonlySet<number>;
  readonly of: (entry: LogEntry) => LogBookmark | undefined;
  readonly toggle: (entry: LogEntry) => void;
  readonly note: (bookmark: LogBookmark, note: string) => void;
  readonly remove: (bookmark: LogBookmark) => void;
}

/** Lines to find again: kept with the settings, so that every window has them, also after a restart. */
export function useBookmarks(): Bookmarks {
  const { settings, updateSettings } = useLive();
  const { i18n } = useTranslation('log');
  const kept = settings?.logBookmarks;
  return useMemo(() => {
    const all = (kept ?? []).toSorted((left, right) => left.seq - right.seq);
    const bySeq = new Map(all.map((each) => [each.seq, each]));
    const of = ({ seq, time }: LogEntry) => {
      const found = bySeq.get(seq);
      return found?.time === time ? found : undefined;
    };
    const keep = (next: readonly LogBookmark[]) =>
      void updateSettings({ logBookmarks: next.slice(-MOST_BOOKMARKS) }).catch((thrown: unknown) => {
        const { title, detail } = errorWords(StudioError.from(thrown), i18n.language);
        notifications.show({ title, message: detail, color: 'red' });
      });
    const without = (seq: number) => all.filter((each) => each.seq !== seq);
    return {
      all,
      seqs: new Set(bySeq.keys()),
      of,
      toggle: (entry) => {
        const { seq, time } = entry;
        keep(of(entry) ? without(seq) : [...without(seq), { seq, time, note: '' }]);
      },
      note: (bookmark, note) => keep([...without(bookmark.seq), { ...bookmark, note: note.trim() }]),
      remove: ({ seq }) => keep(without(seq)),
    };
  }, [kept, updateSettings, i18n]);
}
