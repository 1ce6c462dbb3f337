type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();

/** Custom schemes: what the application registers, each window's HTTP server runs. */
export const protocol = {
  registerSchemesAsPrivileged: (): void => undefined,
  handle: (scheme: string, handler: Handler): void => {
    handlers.set(scheme, handler);
  },
};

/** @throws when the application never handled the address's scheme */
export function handlerOf(url: string): Handler {
  const scheme = url.slice(0, url.indexOf(':'));
  const handler = handlers.get(scheme);
  if (!handler) throw new Error(`no protocol handler for ${scheme}:`);
  return handler;
}
