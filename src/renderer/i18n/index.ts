import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { words, type Language, type Words } from '#i18n/index';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: Words;
  }
}

/** The words of the window; ready at once, every language is part of the bundle. */
export const i18n = i18next.createInstance();
void i18n.use(initReactI18next).init({
  resources: { ...words },
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'app',
  ns: Object.keys(words.en),
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
  showSupportNotice: false,
});

/** Switches every word of the window, and tells assistive technology and the font picker. */
export function applyLanguage(language: Language): void {
  document.documentElement.lang = language;
  if (i18n.language !== language) void i18n.changeLanguage(language);
}
