import { configure, render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { StudioService } from '#contract/studio-api';
import { Providers } from '../app/Providers';
import type { Language } from '#i18n/index';
import { applyLanguage } from '../i18n';
import * as navigation from '../lib/navigation';
import { createFakeStudio, type FakeStudio } from './fake-studio';
import { completeJsdom } from './jsdom-browser';

// a busy machine draws late: what never comes still ends, by a limit that says so
configure({ asyncUtilTimeout: 30_000 });

/** Renders with everything the window has around a feature: a studio, words, theme, session. */
export function renderWithStudio(
  children: ReactNode,
  { studio = createFakeStudio(), language = 'en' }: { studio?: FakeStudio; language?: Language } = {},
): RenderResult & { readonly studio: FakeStudio } {
  return { ...renderOn(studio, children, language), studio };
}

/** As `renderWithStudio`, on any studio. */
export function renderOn(
  service: StudioService,
  children: ReactNode,
  language: Language = 'en',
): RenderResult {
  completeJsdom();
  // files share a worker: nothing that another window asked for is asked of this one
  navigation.logTarget.set(undefined);
  navigation.takeInHand.set(undefined);
  navigation.wordsToWrite.set(undefined);
  applyLanguage(language);
  return render(<Providers service={service}>{children}</Providers>);
}
