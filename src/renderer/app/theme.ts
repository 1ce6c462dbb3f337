import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The one accent: a calm indigo that is none of the signal colours. */
const accent: MantineColorsTuple = [
  '#eef0ff',
  '#dcdffb',
  '#b9bff3',
  '#949ded',
  '#7985e8',
  '#6572e0',
  '#5360d2',
  '#4450bb',
  '#3843a0',
  '#2b3480',
];

/** Neutral greys with a trace of blue: 0 is text, 7 the page, 6 a card, 4 a hairline. */
const dark: MantineColorsTuple = [
  '#e6e8ee',
  '#c6c9d3',
  '#a2a7b5',
  '#6a7080',
  '#343946',
  '#282c37',
  '#1d2129',
  '#15181e',
  '#101318',
  '#0b0d11',
];

const fontFamily = [
  'system-ui',
  '-apple-system',
  '"Segoe UI"',
  'Roboto',
  '"PingFang SC"',
  '"Microsoft YaHei UI"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  '"Noto Sans SC"',
  'sans-serif',
].join(', ');

const fontFamilyMonospace = [
  'ui-monospace',
  '"SF Mono"',
  '"Cascadia Mono"',
  '"JetBrains Mono"',
  '"DejaVu Sans Mono"',
  '"Noto Sans Mono CJK SC"',
  'monospace',
].join(', ');

/** Red is for recording and errors, amber (yellow) for "look here", green for success; nothing else uses them. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent, dark },
  defaultRadius: 8,
  fontFamily,
  fontFamilyMonospace,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  headings: { fontWeight: '600' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', fw: 500 } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, fz: 'xs', multiline: true, maw: 320 } },
    Modal: { defaultProps: { centered: true } },
  },
});

/**
 * Names for what a colour means, in both themes; style sheets use these and no raw colour.
 * Text colours reach 4.5:1 on --studio-surface.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--studio-ease': '150ms cubic-bezier(0.2, 0, 0, 1)',
  },
  light: {
    '--studio-page': '#f3f4f7',
    '--studio-surface': '#ffffff',
    '--studio-sunken': '#f7f8fa',
    '--studio-hairline': '#dfe2e9',
    '--studio-hover': '#eff1f5',
    '--studio-text': '#1b1e26',
    '--studio-quiet': '#5a6070',
    '--studio-accent': '#4450bb',
    '--studio-accent-soft': '#e7e9fb',
    '--studio-wave': '#8e97e0',
    '--studio-wave-played': '#4450bb',
    '--studio-wave-idle': '#b9bfcc',
    '--studio-region': 'rgba(83, 96, 210, 0.16)',
    '--studio-record': '#c92a2a',
    '--studio-error': '#c0262d',
    '--studio-error-soft': '#fdeced',
    '--studio-look': '#8a5a00',
    '--studio-look-soft': '#fdf3dc',
    '--studio-success': '#1f7a3d',
    '--studio-success-soft': '#e5f5ea',
    '--mantine-color-body': '#f3f4f7',
    '--mantine-color-text': '#1b1e26',
    '--mantine-color-dimmed': '#5a6070',
    '--mantine-color-placeholder': '#6b7180',
    '--mantine-color-error': '#c0262d',
    '--mantine-color-default-border': '#c9cdd8',
    '--mantine-color-accent-light': '#e7e9fb',
    '--mantine-color-accent-light-hover': '#d9dcf8',
    '--mantine-color-accent-light-color': '#4450bb',
    '--mantine-color-gray-light': '#eff1f5',
    '--mantine-color-gray-light-hover': '#e4e7ee',
    '--mantine-color-gray-light-color': '#3c4252',
  },
  dark: {
    '--studio-page': '#101318',
    '--studio-surface': '#181b22',
    '--studio-sunken': '#12151a',
    '--studio-hairline': '#2a2f3a',
    '--studio-hover': '#222630',
    '--studio-text': '#e6e8ee',
    '--studio-quiet': '#a2a7b5',
    '--studio-accent': '#98a1f0',
    '--studio-accent-soft': '#262b4d',
    '--studio-wave': '#626cc4',
    '--studio-wave-played': '#b9bff3',
    '--studio-wave-idle': '#464c5b',
    '--studio-region': 'rgba(121, 133, 232, 0.22)',
    '--studio-record': '#ff6b6b',
    '--studio-error': '#ff8787',
    '--studio-error-soft': '#3a1d20',
    '--studio-look': '#f2b84b',
    '--studio-look-soft': '#352a13',
    '--studio-success': '#69cf8b',
    '--studio-success-soft': '#16301f',
    '--mantine-color-body': '#101318',
    '--mantine-color-text': '#e6e8ee',
    '--mantine-color-dimmed': '#a2a7b5',
    '--mantine-color-placeholder': '#8d93a3',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-default-border': '#3a4050',
    '--mantine-color-accent-light': '#262b4d',
    '--mantine-color-accent-light-hover': '#30365f',
    '--mantine-color-accent-light-color': '#b9bff3',
    '--mantine-color-gray-light': '#262b35',
    '--mantine-color-gray-light-hover': '#303643',
    '--mantine-color-gray-light-color': '#c6c9d3',
  },
});
