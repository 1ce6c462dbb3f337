import { useLocalStorage } from '@mantine/hooks';
import { z } from 'zod';

const viewSchema = z.object({
  /** Long lines go on below. */
  wrap: z.boolean().catch(false),
  /** Times are told from the selected line on, or from the first. */
  relative: z.boolean().catch(false),
  /** Each line tells how long after the one before it came. */
  pauses: z.boolean().catch(false),
  /** The least pause that is a slow-down, ms. */
  slowMs: z.number().min(1).catch(1000),
  /** Lines shown before and after each that is found. */
  context: z.number().int().min(0).max(50).catch(0),
  /** Lines over time stand above the list. */
  picture: z.boolean().catch(true),
});

/** How this window shows its log. */
export type LogView = z.output<typeof viewSchema>;

/** @returns the view as it was left in this window */
export function useLogView(): readonly [view: LogView, change: (next: Partial<LogView>) => void] {
  const [view, setView] = useLocalStorage<LogView>({
    key: 'studio.log-view',
    defaultValue: viewSchema.parse({}),
    // anything may stand in a browser's storage
    deserialize: (stored) => viewSchema.parse(objectOf(stored)),
  });
  return [view, (next) => setView({ ...view, ...next })];
}

function objectOf(stored: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
