import { z } from 'zod';

/** A line that a person wants to find again. Its words stay in the log; here is only where it is, and what was thought of it. */
export const logBookmarkSchema = z.object({
  seq: z.number().int(),
  /** Of the line: another one of the same number, after the log was erased, is not meant. */
  time: z.string().max(40),
  note: z.string().trim().max(200),
});
export type LogBookmark = z.output<typeof logBookmarkSchema>;

/** Told apart by the form of their marks, too. */
export const highlightColours = ['violet', 'teal', 'amber', 'rose', 'blue', 'lime'] as const;
export type HighlightColour = (typeof highlightColours)[number];

/** Words or an expression in a colour of their own. */
export const logHighlightSchema = z.object({
  text: z.string().trim().min(1).max(200),
  regex: z.boolean(),
  colour: z.enum(highlightColours),
});
export type LogHighlight = z.output<typeof logHighlightSchema>;

export const MOST_BOOKMARKS = 500;
