import type { Command } from 'commander';
import { runServer } from '#server/run';
import { defaultHome } from '#studio/folders';
import { formatSeed } from '#log-text/format';
import { wholeNumber } from '../options';
import { type OutputOptions, printResult, usageError } from '../output';

interface ServeOptions extends OutputOptions {
  readonly host: string;
  readonly port: string;
  readonly token?: string;
  readonly allowHost: readonly string[];
  readonly readOnly?: boolean;
}

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('the studio for a browser, here or on another machine')
    .option('--host <address>', 'address to listen on; anything but loopback needs --token', '127.0.0.1')
    .option('--port <port>', '0 picks a free one', '0')
    .option('--token <token>', 'a token of your own, 16 characters or more; else each link works once')
    .option('--allow-host <name>', 'a name under which browsers reach this machine (repeatable)', collect, [])
    .option('--read-only', 'for looking only, also while another studio has the library open')
    .option('--json', 'one JSON object on stdout, once it listens')
    .action(serveStudio);
}

async function serveStudio(options: ServeOptions): Promise<void> {
  const port = wholeNumber('--port', options.port, 0);
  if (port > 65_535) throw usageError(`Port ${port} does not exist.`, 'Choose 0 to 65535.', { port });
  await runServer(
    {
      home: defaultHome(),
      host: options.host,
      port,
      allowedHosts: options.allowHost,
      readOnly: options.readOnly ?? false,
      ...(options.token === undefined ? {} : { token: options.token }),
      onStudio: (studio) => {
        studio.on('log', (entries) => {
          for (const entry of entries) process.stderr.write(`${formatSeed(entry)}\n`);
        });
      },
    },
    (server, link) => {
      const result = { url: server.url, link, host: server.host, port: server.port, pid: process.pid };
      printResult(options, result, [`CosyVoice Studio: ${link}`, 'Ctrl-C ends it.']);
    },
    (link) => process.stderr.write(`For another browser: ${link}\n`),
  );
}

const collect = (value: string, previous: readonly string[]) => [...previous, value];
