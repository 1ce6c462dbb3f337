import type { i18n as I18n, TFunction } from 'i18next';
import { formatBytes } from '#contract/format-bytes';
import type { DownloadNote, Pack } from '#contract/packs';
import { errorWords } from '#i18n/error-words';

type Words = TFunction<'models'>;

/** What a pack is for, in the window's language for the packs that ship with the studio. */
export function aboutWords({ id, description }: Pack, t: Words, { exists }: Pick<I18n, 'exists'>): string {
  const key = `models:about.${id}`;
  return exists(key) ? t(`about.${id}` as never) : description;
}

/** Whether this computer suits it, with the numbers. */
export function adviceWords({ advice, missingBytes }: Pack, t: Words): string {
  const bytes = (name: string) => formatBytes(Number(advice.values[name] ?? 0));
  return t(
    `advice.${missingBytes === 0 && advice.code === 'recommended' ? 'recommendedHere' : advice.code}`,
    {
      memory: bytes('memoryBytes'),
      needed: bytes('minMemoryBytes'),
      free: bytes('freeBytes'),
      missing: formatBytes(missingBytes),
    },
  );
}

/** Why it cannot speak. */
export function brokenWords(
  { usable, problem, inPlace, verified }: Pack,
  t: Words,
  language: string,
): string {
  if (!usable && problem) return errorWords(problem, language).detail;
  if (!usable && inPlace !== undefined) return t('gone', { folder: inPlace });
  const failed = verified?.checks.filter(({ state }) => state === 'failed') ?? [];
  return t('failedChecks', { checks: failed.map(({ id }) => t(`checks.${id}`)).join(t('listSeparator')) });
}

export function durationWords(seconds: number, t: Words): string {
  if (seconds < 60) return t('time.seconds', { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('time.minutes', { minutes, seconds: seconds % 60 });
  return t('time.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** Why a server was left. The reason itself is the server's or the system's, and stays as it is. */
export function noteWords({ code, message, values }: DownloadNote, t: Words): string {
  const { file, source, reason } = values;
  if (code === 'source-left') return t('notes.left', { file, source, reason });
  return code === 'wrong-bytes' ? t('notes.wrongBytes', { file, source }) : message;
}
