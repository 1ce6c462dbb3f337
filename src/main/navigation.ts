import { app, shell } from 'electron';
import type { Logger } from '#contract/logger';
import { opensOutside } from '#contract/outside-links';
import { isOwn } from './own-origin';

/**
 * For every page of the application, whoever made it: no other addresses in any frame, no embedded guests, no new
 * windows. A link that asks for a window of its own goes to the system's browser, if it is one that the studio names.
 */
export function lockNavigation(origin: string, log: () => Logger): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { readonly url: string; preventDefault(): void }) => {
      if (!isOwn(event.url, origin)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (opensOutside(url))
        shell.openExternal(url).catch((cause: unknown) => {
          log().warn(`The system opened no browser for ${placeOf(url)}`, { cause });
        });
      else log().warn(`The window may not open ${placeOf(url)}`);
      return { action: 'deny' };
    });
  });
}

/** Scheme and host only: the rest of an address can hold a person's words. */
function placeOf(address: string): string {
  if (!URL.canParse(address)) return 'what is no address';
  const { protocol, host } = new URL(address);
  return host === '' ? protocol : `${protocol}//${host}`;
}
