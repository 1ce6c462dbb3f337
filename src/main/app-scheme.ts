import { protocol } from 'electron';
import { answerWithFile } from './window-files';

/** The window's files under an origin of our own: app://studio/. */

export const appOrigin = 'app://studio';

/** Before 'ready': a standard, secure origin, so that the microphone, fetch and module worklets work. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** After 'ready'. */
export function serveAppScheme(rendererDir: string): void {
  protocol.handle('app', (request) => answerWithFile(rendererDir, request));
}
