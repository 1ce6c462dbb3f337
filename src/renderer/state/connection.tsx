import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { ConnectionState, ReconnectingService } from '../lib/port-service';

type ConnectionStore = Pick<ReconnectingService, 'getState' | 'subscribe' | 'retryNow'>;

const steadyState: ConnectionState = { phase: 'connected', generation: 1 };

/** For a service that cannot be lost: tests, and pages with a service of their own. */
const steadyConnection: ConnectionStore = {
  getState: () => steadyState,
  subscribe: () => () => undefined,
  retryNow: () => undefined,
};

const ConnectionContext = createContext<ConnectionStore>(steadyConnection);

export function ConnectionProvider({ store, children }: { store: ConnectionStore; children: ReactNode }) {
  return <ConnectionContext value={store}>{children}</ConnectionContext>;
}

export function useConnection(): ConnectionState & Pick<ConnectionStore, 'retryNow'> {
  const store = use(ConnectionContext);
  const state = useSyncExternalStore(store.subscribe, store.getState);
  return { ...state, retryNow: store.retryNow };
}

/** Changes when the window is connected anew; put it in the dependencies of whatever loads. */
export const useConnectionGeneration = (): number => useConnection().generation;
