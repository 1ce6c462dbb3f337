import { useDebouncedValue } from '@mantine/hooks';
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { useTranslation } from 'react-i18next';
import type { SearchHit, SearchKind } from '#contract/search';
import { flightTake } from '../lib/navigation';
import { useSession } from '../state/session';
import { useQuery } from '../state/use-query';

/** The library is asked this long after the last key. */
const ASK_AFTER_MS = 150;
const OF_EACH_KIND = 5;
const kinds = ['voice', 'take', 'project'] as const satisfies readonly SearchKind[];

/** @returns what the library has under these words, as actions of the palette that lead there */
export function useLibraryHits(query: string): readonly SpotlightActionGroupData[] {
  const { t } = useTranslation('takes');
  const { goTo, selectVoice, workIn } = useSession();
  const words = query.trim();
  const [asked] = useDebouncedValue(words, ASK_AFTER_MS);
  const { data } = useQuery(asked === '' ? undefined : asked, (api) =>
    api.searchLibrary({ text: asked, limit: OF_EACH_KIND }),
  );

  const open = ({ kind, id }: SearchHit) => {
    if (kind === 'take') return flightTake.set(id);
    if (kind === 'voice') selectVoice(id);
    else workIn(id);
    flightTake.set(undefined);
    goTo('studio');
  };
  const hits = asked === words ? (data ?? []) : [];
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
