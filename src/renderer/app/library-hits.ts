import { useEffect, useState } from 'react';
import { useDebouncedValue } from '@mantine/hooks';
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { useTranslation } from 'react-i18next';
import type { SearchHit, SearchKind } from '#contract/search';
import { flightTake } from '../lib/navigation';
import { useSession } from '../state/session';
import { useStudio } from '../state/studio';

/** The library is asked this long after the last key. */
const ASK_AFTER_MS = 150;
const OF_EACH_KIND = 5;
const kinds = ['voice', 'take', 'project'] as const satisfies readonly SearchKind[];

/** @returns what the library has under these words, as actions of the palette that lead there */
export function useLibraryHits(query: string): readonly SpotlightActionGroupData[] {
  const { t } = useTranslation('takes');
  const { api } = useStudio();
  const { goTo, selectVoice, workIn } = useSession();
  const words = query.trim();
  const [asked] = useDebouncedValue(words, ASK_AFTER_MS);
  const [answer, setAnswer] = useState<{ readonly words: string; readonly hits: readonly SearchHit[] }>();
  useEffect(() => {
    if (asked === '') return;
    let current = true;
    const show = (hits: readonly SearchHit[]) => current && setAnswer({ words: asked, hits });
    api.searchLibrary({ text: asked, limit: OF_EACH_KIND }).then(show, () => show([]));
    return () => {
      current = false;
    };
  }, [api, asked]);

  const open = ({ kind, id }: SearchHit) => {
    if (kind === 'take') return flightTake.set(id);
    if (kind === 'voice') selectVoice(id);
    else workIn(id);
    flightTake.set(undefined);
    goTo('studio');
  };
  const hits = answer?.words === words ? answer.hits : [];
  return kinds.flatMap((kind) => {
    const actions = hits
      .filter((hit) => hit.kind === kind)
      .map((hit) => ({
        id: `${kind} ${hit.id}`,
        label: hit.name === '' ? hit.detail : hit.name,
        description: hit.name === '' ? '' : hit.detail.slice(0, 120),
        // found by more than its name: the palette's own filter must let it through
        keywords: [words],
        onClick: () => open(hit),
      }));
    return actions.length === 0 ? [] : [{ group: t(`palette.found.${kind}`), actions }];
  });
}
