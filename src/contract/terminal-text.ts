/**
 * What a terminal, or whoever reads a line of text, would take for an order: control characters but tab and line break,
 * and the marks that turn the direction of what follows.
 */
const ORDERS = /(?![\n\t])[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

const written = (order: string): string => `\\u${order.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** @returns the text as it may be shown: what would be an order is written out, as "\u001b". JSON stays the same JSON. */
export function terminalText(text: string): string {
  return text.replace(ORDERS, written);
}

/** The same for what stands in one line. */
export function terminalLine(text: string): string {
  return terminalText(text.replace(/[\n\t]/gu, written));
}

/** The same for several lines of which only the first begins at the margin, so that none passes for a line of its own. */
export function hangingText(text: string): string {
  return terminalText(text.replace(/\r?\n/gu, '\n    '));
}
