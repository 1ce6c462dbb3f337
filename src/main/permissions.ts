import { systemPreferences, type Session } from 'electron';
import { isOwn } from './own-origin';

/**
 * What a page may ask of the machine: the microphone, and to put text on the clipboard (the copy buttons), both only
 * from our own origin. Everything else is denied without a question.
 */
export function lockPermissions(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const requested = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const onlyAudio = requested.length > 0 && requested.every((type) => type === 'audio');
    if (!isOwn(details.requestingUrl, origin)) return decide(false);
    if (permission === 'media' && onlyAudio) return void systemAllowsMicrophone().then(decide);
    decide(permission === 'clipboard-sanitized-write');
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    if (!isOwn(requestingOrigin, origin)) return false;
    if (permission === 'media') return details.mediaType !== 'video';
    return permission === 'clipboard-sanitized-write';
  });
  session.setDevicePermissionHandler(() => false);
}

/** macOS asks its own question, once; elsewhere the system has none for us. */
async function systemAllowsMicrophone(): Promise<boolean> {
  return process.platform === 'darwin' ? systemPreferences.askForMediaAccess('microphone') : true;
}
