import type { ErrorCode } from '#contract/errors';

/** Why there is no microphone, as far as it changes what to do. */
export type MicrophoneTrouble = 'denied' | 'missing' | 'busy' | 'insecure';

const troubles: Partial<Record<ErrorCode, MicrophoneTrouble>> = {
  'microphone-denied': 'denied',
  'microphone-missing': 'missing',
  'microphone-busy': 'busy',
  'not-supported-here': 'insecure',
};

export const microphoneTrouble = (code: ErrorCode): MicrophoneTrouble | undefined => troubles[code];

/** Where the permission is given back, by host, browser and system. */
export type AllowStep =
  'electronMac' | 'electronWindows' | 'electronLinux' | 'chrome' | 'firefox' | 'safari' | 'other';

/** @param userAgent the browser's own description   @param desktop whether this is the desktop app */
export function allowStep(userAgent: string, desktop: boolean): AllowStep {
  if (desktop) {
    if (userAgent.includes('Mac OS X')) return 'electronMac';
    return userAgent.includes('Windows') ? 'electronWindows' : 'electronLinux';
  }
  if (userAgent.includes('Firefox/')) return 'firefox';
  if (/Chrom(e|ium)\//.test(userAgent)) return 'chrome';
  return userAgent.includes('Safari/') ? 'safari' : 'other';
}
