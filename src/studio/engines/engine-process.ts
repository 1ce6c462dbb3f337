import { engineContract, type EngineApi, type EngineContract, type EngineReport } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import { hostContract } from '#contract/helper-api';
import { connect, type Connection, serve } from '#contract/rpc';
import { explainEnd } from './engine-end';
import { createHostService } from '../programs/host-service';
import { kernelKills } from './kernel-kills';
import type { ProgramProcess, Programs } from '../programs/programs';
import { ProcessWords } from '../log/process-words';

const START_TIMEOUT_MS = 60_000;
/** How long a process may live after its port closed. */
const LINGER_MS = 2000;

export interface EngineProcessParts {
  readonly log: Logger;
  /** For what the engine asks of its host; nobody answers it without them. */
  readonly programs?: Programs | undefined;
  readonly countKills?: (() => number | undefined) | undefined;
}

/** One engine process from launch to exit: its API, its last words, and why it ended. */
export class EngineProcess {
  /** Settles when the process is gone, with the reason that calls in flight fail with. */
  readonly gone: Promise<StudioError>;
  private readonly connection: Connection<EngineContract>;
  private readonly words: ProcessWords;
  private endedBy: StudioError | undefined;
  private reason: StudioError | undefined;
  /** Calls in flight. Racing each against `gone` would keep every answer until the process ends. */
  private readonly inFlight = new Set<(reason: StudioError) => void>();

  constructor(
    private readonly child: ProgramProcess,
    { log, programs, countKills = kernelKills }: EngineProcessParts,
  ) {
    const killsBefore = countKills() ?? 0;
    this.connection = connect(engineContract, child.port);
    const host = programs && createHostService(programs);
    if (host) serve(hostContract, host, child.port);
    this.words = new ProcessWords(log);
    child.onStderr((text) => this.words.hear(text));
    this.gone = new Promise((resolve) => {
      child.onExit((code, signal) => {
        host?.close();
        this.words.flush();
        const kernelKilled = (countKills() ?? 0) > killsBefore;
        const end = { code, signal, lastWords: this.words.last, kernelKilled };
        const reason = (this.reason = this.endedBy ?? explainEnd(end));
        for (const fail of this.inFlight) fail(reason);
        this.inFlight.clear();
        resolve(reason);
        child.port.close();
      });
    });
    void this.connection.closed.then(() => this.expectExit());
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get on(): Connection<EngineContract>['on'] {
    return this.connection.on;
  }

  /**
   * Waits until the process answers.
   * @throws StudioError 'engine-start-failed', 'engine-unresponsive'
   */
  async ready(): Promise<EngineReport> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(unresponsive()), START_TIMEOUT_MS);
    });
    try {
      return await Promise.race([this.call((api) => api.describe()), late]);
    } catch (thrown) {
      throw this.endedBy ?? startFailed(StudioError.from(thrown));
    } finally {
      clearTimeout(timer);
    }
  }

  /** @throws what the call throws, or why the process ended meanwhile */
  call<T>(work: (api: EngineApi) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.reason) return reject(this.reason);
      this.inFlight.add(reject);
      const settled = () => this.inFlight.delete(reject);
      work(this.connection.api).then(
        (answer) => {
          settled();
          resolve(answer);
        },
        (thrown: unknown) => {
          // a lost connection is the same event seen from the wire; the exit says why
          if (StudioError.from(thrown).code === 'connection-lost' && !this.reason) return;
          settled();
          reject(StudioError.from(thrown));
        },
      );
    });
  }

  /** Ends the process now; calls in flight fail with `reason`. Settles when it is gone. */
  async end(reason: StudioError): Promise<void> {
    this.endedBy ??= reason;
    this.child.kill();
    await this.gone;
  }

  private expectExit(): void {
    const timer = setTimeout(() => this.child.kill(), LINGER_MS);
    void this.gone.then(() => clearTimeout(timer));
  }
}

function startFailed(reason: StudioError): StudioError {
  return new StudioError('engine-start-failed', reason.values, reason);
}

function unresponsive(): StudioError {
  return new StudioError('engine-unresponsive', { why: 'start', seconds: START_TIMEOUT_MS / 1000 });
}
