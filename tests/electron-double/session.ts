import type { PermissionCheckHandlerHandlerDetails, Session } from 'electron';

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type PermissionName = Parameters<NonNullable<RequestHandler>>[1];

/** The permission handlers of the application; without one Electron grants everything, and so does the double. */
class DoubleSession {
  private requestHandler: RequestHandler = null;
  private checkHandler: CheckHandler = null;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(): void {
    // no page of the studio asks for USB, HID or serial devices
  }

  /** Asks both handlers, as Chromium does: the check first, then the request. */
  async mayUse(permission: string, mediaTypes: readonly string[], origin: string): Promise<boolean> {
    const requestingUrl = `${origin}/`;
    const details = {
      isMainFrame: true,
      requestingUrl,
      ...(permission === 'media' ? { mediaType: mediaTypes.includes('video') ? 'video' : 'audio' } : {}),
    } as PermissionCheckHandlerHandlerDetails;
    const checked = this.checkHandler?.(null, permission as 'media', origin, details) ?? true;
    if (!checked) return false;
    const handler = this.requestHandler;
    if (!handler) return true;
    const request = { isMainFrame: true, requestingUrl, mediaTypes: [...mediaTypes] };
    return new Promise((resolve) => {
      handler(null as never, permission as PermissionName, resolve, request);
    });
  }
}

export const session = { defaultSession: new DoubleSession() };
