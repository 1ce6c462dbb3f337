import { useLocalStorage, useMediaQuery } from '@mantine/hooks';

/** Wider windows have sizes of their own: what fits a laptop is a slot on a large screen. */
const WIDE = '(min-width: 1600px)';

/**
 * The size of a panel as a person left it, by panel and by size of the window.
 * @returns undefined before anybody changed it; what sets it; what forgets it
 */
export function useKeptSize(
  panel: string,
): readonly [size: number | undefined, keep: (size: number) => void, forget: () => void] {
  const isWide = useMediaQuery(WIDE, false, { getInitialValueInEffect: false });
  const [size, keep, forget] = useLocalStorage<number | undefined>({
    key: `studio.size.${panel}.${isWide ? 'wide' : 'narrow'}`,
    getInitialValueInEffect: false,
    // anything may stand in a browser's storage
    deserialize: (stored) => (stored !== undefined && /^\d{1,5}$/.test(stored) ? Number(stored) : undefined),
  });
  return [size, keep, forget];
}
