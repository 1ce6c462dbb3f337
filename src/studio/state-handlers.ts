import { StudioError } from '#contract/errors';
import type { StudioHandlers } from '#contract/studio-api';
import type { Settings, Status } from '#contract/studio-state';
import { personalData } from '#contract/personal';
import { requireEngine } from './engines/choose-engine';
import type { EngineSupervisor } from './engines/engine-supervisor';
import type { StudioLog } from './log/log';
import type { SettingsStore } from './storage/database/settings';
import type { Takes } from './takes/takes';

export interface StateHandlersParts {
  readonly settings: SettingsStore;
  readonly engine: EngineSupervisor;
  readonly takes: Takes;
  readonly log: StudioLog;
  readonly status: () => Promise<Status>;
  readonly onSettings: (changed: Settings) => void;
}

/** The studio itself: status, settings, and the engine's memory. */
export const stateHandlers = (parts: StateHandlersParts) => {
  const { settings, engine, takes } = parts;
  const log = parts.log.logger('studio');
  const announce = (changed: Settings): Settings => {
    parts.onSettings(changed);
    return changed;
  };
  return {
    getStatus: () => parts.status(),
    getSettings: () => settings.get(),
    updateSettings: async (change) => {
      if (change.engine !== undefined) await requireEngine(change.engine, engine);
      const changed = settings.update(change);
      parts.log.privacy.on = changed.privateLog;
      parts.log.limit(changed.logMegabytes);
      log.info('Settings changed', personalData(change));
      if (change.concurrency !== undefined || change.queuePaused !== undefined) takes.next();
      return announce(changed);
    },
    unloadEngine: async () => {
      const [takeId] = takes.runningTakeIds;
      if (takeId !== undefined) {
        throw new StudioError('bad-request', { why: 'engine-in-use', takeId });
      }
      await engine.unload();
      return undefined;
    },
    restartEngine: async ({ takeId }) => {
      await takes.restartEngine(takeId);
      return undefined;
    },
  } satisfies Partial<StudioHandlers>;
};
