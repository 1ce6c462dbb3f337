import { startServer, type RunningServer, type ServerOptions } from './server';

/**
 * Serves until the process is asked to end (Ctrl-C, SIGTERM, a closed terminal), then leaves nothing behind. A link is
 * a secret: it is told to the terminal, never to the log.
 * @param onStarted told the running server and its link, once; a token of a person's own is in no link that is printed
 * @param onNextLink told a fresh link whenever a browser used the one before
 * @returns after everything is closed
 * @throws StudioError what startServer throws; also what kept the data folder from opening again
 */
export async function runServer(
  options: ServerOptions,
  onStarted: (server: RunningServer, link: string) => void,
  onNextLink: (link: string) => void,
): Promise<void> {
  const asked = endSignal().then(() => undefined);
  const server = await startServer({
    ...options,
    onLinkUsed: () => {
      if (options.token === undefined) onNextLink(server.link());
    },
  });
  onStarted(server, options.token === undefined ? server.link() : server.url);
  const failure = await Promise.race([asked, server.failure]);
  await server.close();
  if (failure) throw failure;
}

/** @returns after the first signal; a second one ends the process at once. */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    let askedBefore = false;
    const ask = () => {
      if (askedBefore) process.exit(130);
      askedBefore = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  });
}
