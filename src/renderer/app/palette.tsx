import '@mantine/spotlight/styles.css';
import { useEffect, useState } from 'react';
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#contract/studio-state';
import { languageTags, wordsOf } from '#i18n/index';
import { useFavouriteKey, usePlayKeys } from '../features/takes/play-keys';
import { listenForKeys, type KeyCommand } from '../lib/keys';
import { stepUndo } from '../lib/undo-notice';
import { undoStack, type UndoState } from '../lib/undo-stack';
import { askComposer } from '../lib/navigation';
import { player } from '../lib/player';
import { createStore, useStore } from '../lib/store';
import { useLibraryHits } from './library-hits';
import { useLive } from '../state/live';
import { KeyList } from './palette-keys';
import { useSession, type Page } from '../state/session';

const [spotlight, { open: openPalette }] = createSpotlight();
export { openPalette };
/** Whether the list of keys is open. */
export const keysShown = createStore(false);

/** Time for a page to appear before something on it can be focused. */
const PAGE_SHOWN_MS = 60;

const SEARCH_FIELDS = '#take-search, #log-search, main input[type=search]';

/** The window's keys, its list of keys, and the palette of actions. */
export function Palette() {
  const { t } = useTranslation('takes');
  const { goTo, page: pageInHand } = useSession();
  const { settings, updateSettings } = useLive();
  const { playNumber, playSlot } = usePlayKeys();
  const toggleFavourite = useFavouriteKey();
  const undone = useStore(undoStack);
  const [query, setQuery] = useState('');
  const found = useLibraryHits(query);

  const save = (change: Partial<Settings>) => void updateSettings(change).catch(() => undefined);
  const toggleDock = () => save({ logDockOpen: settings?.logDockOpen !== true });
  const onStudio = (ask: Parameters<typeof askComposer>[0]) => {
    goTo('studio');
    setTimeout(() => askComposer(ask), PAGE_SHOWN_MS);
  };
  const searchLog = () => {
    goTo('log');
    setTimeout(() => document.getElementById('log-search')?.focus(), PAGE_SHOWN_MS);
  };
  /** In what is in sight; pages that have nothing to search lead to the log. */
  const search = () => {
    const field = document.querySelector<HTMLElement>(SEARCH_FIELDS);
    if (field) field.focus();
    else if (pageInHand !== 'studio') searchLog();
  };

  const act = (command: KeyCommand) => {
    switch (command.name) {
      case 'generate':
      case 'cancel':
      case 'dice':
        return askComposer(command.name);
      case 'toggle-sound':
        return player.toggleFocused();
      case 'play':
        return playNumber(command.number);
      case 'favourite':
        return toggleFavourite();
      case 'compare':
        return playSlot(command.slot);
      case 'search':
        return search();
      case 'undo':
      case 'redo':
        return void stepUndo(command.name);
      case 'dock':
        return toggleDock();
      case 'palette':
        return openPalette();
      case 'help':
        return keysShown.set(true);
    }
  };
  useEffect(() => listenForKeys(window, act));

  const page = (to: Page): SpotlightActionData => ({
    id: to,
    label: t(`palette.${to}`),
    onClick: () => goTo(to),
  });
  const actions: SpotlightActionData[] = [
    { id: 'generate', label: t('palette.generate'), onClick: () => onStudio('generate') },
    { id: 'words', label: t('palette.words'), onClick: () => onStudio('focus') },
    { id: 'cancel', label: t('palette.cancel'), onClick: () => onStudio('cancel') },
    { id: 'dice', label: t('palette.dice'), onClick: () => onStudio('dice') },
    { id: 'lock', label: t('palette.lock'), onClick: () => onStudio('lock') },
    ...undoActions(undone, t),
    page('studio'),
    page('voices'),
    page('projects'),
    page('lexicon'),
    page('models'),
    page('log'),
    page('settings'),
    { id: 'search', label: t('palette.searchLog'), onClick: searchLog },
    { id: 'dock', label: t('palette.dock'), onClick: toggleDock },
    { id: 'dark', label: t('palette.dark'), onClick: () => save({ theme: 'dark' }) },
    { id: 'light', label: t('palette.light'), onClick: () => save({ theme: 'light' }) },
    ...languageTags.map((language) => ({
      id: new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language,
      label: wordsOf(language).takes.palette.language,
      onClick: () => save({ language }),
    })),
    { id: 'keys', label: t('palette.keys'), onClick: () => keysShown.set(true) },
  ].map(withBothLanguages);

  return (
    <>
      <Spotlight
        store={spotlight}
        attributes={{ content: { 'aria-label': t('palette.search') } }}
        actions={[{ group: t('palette.found.action'), actions }, ...found]}
        query={query}
        onQueryChange={setQuery}
        shortcut={null}
        nothingFound={t('palette.nothing')}
        highlightQuery
        scrollable
        maxHeight={420}
        searchProps={{
          leftSection: <IconSearch size={18} />,
          placeholder: t('palette.search'),
          'aria-label': t('palette.search'),
        }}
      />
      <KeyList opened={useStore(keysShown)} onClose={() => keysShown.set(false)} />
    </>
  );
}

function undoActions(
  { done, undone }: UndoState,
  t: ReturnType<typeof useTranslation<'takes'>>['t'],
): SpotlightActionData[] {
  const [last, next] = [done.at(-1), undone.at(-1)];
  return [
    ...(last
      ? [{ id: 'undo', label: t('palette.undo', { what: last.what }), onClick: () => void stepUndo('undo') }]
      : []),
    ...(next
      ? [{ id: 'redo', label: t('palette.redo', { what: next.what }), onClick: () => void stepUndo('redo') }]
      : []),
  ];
}

/** An action is found by its English id too, whatever the language. */
function withBothLanguages(action: SpotlightActionData): SpotlightActionData {
  return { ...action, keywords: [action.id] };
}
