import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Settings } from '#contract/studio-state';
import { en } from './en';
import { zhCN } from './zh-CN';

export type Language = 'en' | 'zh-CN';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: typeof en;
  }
}

/** The words of the window; ready at once, both languages are part of the bundle. */
export const i18n = i18next.createInstance();
void i18n.use(initReactI18next).init({
  resources: { en, 'zh-CN': zhCN },
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'app',
  ns: Object.keys(en),
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
  showSupportNotice: false,
});

/** @returns the language a setting means on this machine: Chinese of any region reads zh-CN. */
export function languageOf(setting: Settings['language'], systemLanguages: readonly string[]): Language {
  if (setting !== 'system') return setting;
  return systemLanguages[0]?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Switches every word of the window, and tells assistive technology and the font picker. */
export function applyLanguage(language: Language): void {
  document.documentElement.lang = language;
  if (i18n.language !== language) void i18n.changeLanguage(language);
}
