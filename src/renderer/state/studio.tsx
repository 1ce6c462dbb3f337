import { createContext, use, type ReactNode } from 'react';
import type { StudioService } from '#contract/studio-api';

const StudioContext = createContext<StudioService | undefined>(undefined);

/** Makes the connected studio available to everything below. */
export function StudioProvider({ service, children }: { service: StudioService; children: ReactNode }) {
  return <StudioContext value={service}>{children}</StudioContext>;
}

/** @returns the connected studio: `api` to ask, `on` to listen. Stable for the life of the window. */
export function useStudio(): StudioService {
  const service = use(StudioContext);
  if (!service) throw new Error('useStudio needs a StudioProvider above it.');
  return service;
}
