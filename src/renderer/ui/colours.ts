import type { VoiceColour } from '#contract/voices';

/** Dots of the palette; of equal weight on dark and light. */
const dots: Record<VoiceColour, string> = {
  red: '#e5484d',
  orange: '#e8853a',
  yellow: '#d4a72c',
  green: '#46a758',
  teal: '#12a594',
  blue: '#3e8bd8',
  violet: '#8e6fd8',
  pink: '#d6559f',
};

/** @returns a CSS colour; undefined for a voice without one */
export function dotColour(colour: string): string | undefined {
  return (dots as Readonly<Record<string, string>>)[colour];
}
