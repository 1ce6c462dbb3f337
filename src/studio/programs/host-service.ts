import { apiOf, createEvents, type Service } from '#contract/contract';
import { hostContract, type HostContract } from '#contract/helper-api';
import { Espeak } from './espeak';
import { measureProvider } from './measure-provider';
import type { Programs } from './programs';

/** What one engine process may ask of its host. */
export interface HostService extends Service<HostContract> {
  /** Ends what the engine process had started. */
  close(): void;
}

export function createHostService(programs: Programs): HostService {
  const espeak = new Espeak(programs.start);
  return {
    api: apiOf(hostContract, {
      measureProvider: (request) => measureProvider(programs, request),
      espeak: (request) => espeak.speak(request),
    }),
    on: createEvents<HostContract>().on,
    close: () => espeak.stop(),
  };
}
