import { useEffect } from 'react';
import { useMantineColorScheme } from '@mantine/core';
import { PacksProvider } from '../features/models/packs-store';
import { languageOf } from '#i18n/index';
import { applyLanguage } from '../i18n';
import { Frame } from './Frame';
import { useSettings } from '../state/live';

/** The whole window; follows the settings for language and theme. */
export function App() {
  const settings = useSettings();
  const { setColorScheme } = useMantineColorScheme();
  const language = settings?.language ?? 'system';
  const theme = settings?.theme ?? 'system';

  useEffect(() => applyLanguage(languageOf(language, navigator.languages)), [language]);
  useEffect(() => setColorScheme(theme === 'system' ? 'auto' : theme), [theme, setColorScheme]);

  return (
    <PacksProvider>
      <Frame />
    </PacksProvider>
  );
}
