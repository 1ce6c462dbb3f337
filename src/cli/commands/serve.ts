import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { runServer } from '#server/run';
import { defaultHome } from '#studio/storage/files/folders';
import { formatSeed } from '#log-text/format';
import { askHidden } from '../hidden-input';
import { wholeNumber } from '../options';
import { type OutputOptions, printResult, say, usageError } from '../output';
import { readGiven } from '../given-file';

const TOKEN_VARIABLE = 'COSYVOICE_STUDIO_TOKEN';

interface ServeOptions extends OutputOptions {
  readonly host: string;
  readonly port: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly allowHost: readonly string[];
  readonly readOnly?: boolean;
}

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('the studio for a browser, here or on another machine')
    .option('--host <address>', 'address to listen on; anything but loopback needs a token', '127.0.0.1')
    .option('--port <port>', '0 picks a free one', '0')
    .option(
      '--token-file <file>',
      `a token of your own, 16 characters or more, in a file (- reads standard input, and asks in a terminal), or in ${TOKEN_VARIABLE}; else each link works once`,
    )
    .option('--token <token>', 'the same on the command line, where every user of this machine can read it')
    .option('--allow-host <name>', 'a name under which browsers reach this machine (repeatable)', collect, [])
    .option('--read-only', 'for looking only, also while another studio has the library open')
    .option('--json', 'one JSON object on stdout, once it listens')
    .action(serveStudio);
}

async function serveStudio(options: ServeOptions): Promise<void> {
  const port = wholeNumber('--port', options.port, 0);
  if (port > 65_535) throw usageError('no-port', { port });
  const token = await tokenOf(options);
  await runServer(
    {
      home: defaultHome(),
      host: options.host,
      port,
      allowedHosts: options.allowHost,
      readOnly: options.readOnly ?? false,
      ...(token === undefined ? {} : { token }),
      onStudio: (studio) => {
        studio.on('log', (entries) => {
          for (const entry of entries) say('stderr', formatSeed(entry));
        });
      },
    },
    (server, link) => {
      const result = { url: server.url, link, host: server.host, port: server.port, pid: process.pid };
      const howTo =
        token === undefined ? [] : ['Open it once with ?token= and your token behind the address.'];
      printResult(options, result, [`CosyVoice Studio: ${link}`, ...howTo, 'Ctrl-C ends it.']);
    },
    (link) => process.stderr.write(`For another browser: ${link}\n`),
  );
}

/** A secret on the command line is in the process list; a file, the environment, standard input or a hidden prompt keep it. */
async function tokenOf({ token, tokenFile }: ServeOptions): Promise<string | undefined> {
  if (token !== undefined && tokenFile !== undefined) throw usageError('two-tokens');
  if (token !== undefined) {
    // the arguments of this process at least are overwritten; those of a npm around it are not
    process.title = 'cosyvoice-studio serve';
    process.stderr.write(
      `warning: --token can be read in the process list; --token-file or ${TOKEN_VARIABLE} cannot.\n`,
    );
    return token;
  }
  if (tokenFile === undefined) return process.env[TOKEN_VARIABLE];
  if (tokenFile === '-' && process.stdin.isTTY) return (await askHidden('Token (not shown): ')).trim();
  const bytes = tokenFile === '-' ? await buffer(process.stdin) : await readGiven(tokenFile);
  return new TextDecoder().decode(bytes).trim();
}

const collect = (value: string, previous: readonly string[]) => [...previous, value];
