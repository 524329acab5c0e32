import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';


const kromtha: MantineColorsTuple = ['#F0F4FA', '#E4EBF5', '#BFD0E8', '#9CB9EA', '#7898CF', '#5479B8', '#3A5F9E', '#1E3F73', '#173260', '#0F2344'];
const gray: MantineColorsTuple = ['#F5F7F4', '#E9EDE8', '#E0E6E1', '#D5DCD6', '#B3BEB7', '#7A8881', '#57635D', '#414D48', '#2F3A36', '#18211E'];
const dark: MantineColorsTuple = ['#E8EDE9', '#BAC5BF', '#98A59E', '#75837C', '#46524D', '#2E3834', '#1F2724', '#181F1C', '#0F1412', '#0A0E0C'];
// Levels: shade 7 is the ink on light, shade 3 the ink on dark, 0 and 9 the tints.
const basic: MantineColorsTuple = ['#F8EBDF', '#F0D8C2', '#EBC09A', '#E6A877', '#CF8A55', '#B26C38', '#9B5729', '#87481F', '#5E3216', '#3A281B'];
const advance: MantineColorsTuple = ['#DCEFEC', '#BFE2DD', '#97D6CF', '#6CCBC3', '#43ADA6', '#258C87', '#14777A', '#0B6663', '#0A4745', '#16332F'];
const significance: MantineColorsTuple = ['#F2E7F5', '#E5CDEB', '#DDB7E7', '#D6A3E3', '#B87BC8', '#9A58AC', '#804491', '#6B3478', '#4B2555', '#35233B'];
const saved: MantineColorsTuple = ['#E0F2E4', '#C2E5CB', '#A0DAB0', '#7FCF97', '#55B372', '#379455', '#257E45', '#1B6A39', '#124926', '#17321F'];
const warn: MantineColorsTuple = ['#FFF0C7', '#FBE29A', '#F3D27A', '#EBC25E', '#CB9E33', '#A87D14', '#8F6306', '#7A4F00', '#543700', '#3A2E10'];
const refused: MantineColorsTuple = ['#FCE6E4', '#F9CFCB', '#F7B4AE', '#F59A92', '#E06A62', '#C9403B', '#B62A28', '#A61B1B', '#731313', '#421C1A'];

/** The look of Ruam as a Mantine theme: Sarabun, kromtha as the one accent, a colour for each level. */
export const theme = createTheme({
  colors: { kromtha, gray, dark, basic, advance, significance, saved, warn, refused },
  primaryColor: 'kromtha',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  black: '#18211E',
  fontFamily: 'Sarabun, sans-serif',
  fontFamilyMonospace: 'Sarabun, monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.6', sm: '1.6', md: '1.6', lg: '1.75', xl: '1.6' },
  headings: {
    fontFamily: 'Sarabun, sans-serif',
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.6' },
      h2: { fontSize: '1.25rem', lineHeight: '1.6' },
      h3: { fontSize: '1.1875rem', lineHeight: '1.6' },
      h4: { fontSize: '1.0625rem', lineHeight: '1.6' },
      h5: { fontSize: '0.9375rem', lineHeight: '1.6' },
      h6: { fontSize: '0.84375rem', lineHeight: '1.6' },
    },
  },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '1rem', lg: '1.5rem', xl: '2.5rem' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '5px', xl: '6px' },
  defaultRadius: 'md',
  shadows: { xs: '0 1px 0 rgba(24,33,30,.05)', sm: '0 1px 0 rgba(24,33,30,.05), 0 6px 20px -12px rgba(24,33,30,.28)', md: '0 10px 30px -14px rgba(24,33,30,.35)' },
  breakpoints: { xs: '24.375em', sm: '48em', md: '64em', lg: '85em', xl: '90em' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' }, styles: { label: { lineHeight: 1.6, overflow: 'visible' } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 32 } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autosize: true } },
    Paper: { defaultProps: { withBorder: true, shadow: 'sm', radius: 'md' } },
    Badge: { defaultProps: { tt: 'none', radius: 'sm', fw: 500 } },
    Tabs: { defaultProps: { variant: 'default' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, multiline: true, maw: 320 } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35, blur: 0 }, transitionProps: { duration: 120 } } },
    Table: { defaultProps: { verticalSpacing: 5, horizontalSpacing: 7, highlightOnHover: true } },
    Notification: { defaultProps: { withBorder: true, radius: 'md' } },
  },
});

const tokens = {
  light: { desk: '#E9EDE8', paper: '#FFFFFF', leaf: '#F5F7F4', rule: '#D5DCD6', edge: '#7A8881', lock: '#2F3A36', 'lock-tint': '#E3E8E3', mark: '#FFF3B8', 'on-solid': '#FFFFFF', ins: '#12572E', 'ins-tint': '#DDF3E2', del: '#8F1D1D', 'del-tint': '#FBE4E1', ink: '#18211E', 'ink-2': '#414D48', 'ink-3': '#57635D', 'rule-2': '#B3BEB7', accent: '#1E3F73', 'accent-tint': '#E4EBF5', 'on-accent': '#FFFFFF', shadow: '0 1px 0 rgba(24,33,30,.05), 0 6px 20px -12px rgba(24,33,30,.28)' },
  dark: { desk: '#0F1412', paper: '#181F1C', leaf: '#1F2724', rule: '#2E3834', edge: '#75837C', lock: '#D5DDD8', 'lock-tint': '#2A332F', mark: '#4A3F12', 'on-solid': '#141A18', ins: '#9ADFAF', 'ins-tint': '#16351F', del: '#F7ABA4', 'del-tint': '#421F1C', ink: '#E8EDE9', 'ink-2': '#BAC5BF', 'ink-3': '#98A59E', 'rule-2': '#46524D', accent: '#9CB9EA', 'accent-tint': '#223047', 'on-accent': '#0E1A30', shadow: '0 1px 0 rgba(0,0,0,.5)' },
};
const presence = {
  light: ['#9A4A00', '#6F5E00', '#2E7220', '#00706E', '#0A659F', '#4A52BD', '#8438A1', '#AD2768'],
  dark: ['#F0A765', '#D8C24E', '#8FD075', '#5FCFC9', '#72BDF0', '#A6ACFF', '#D79BEC', '#F592BE'],
};
const scheme = (m: 'light' | 'dark') => ({
  ...Object.fromEntries(Object.entries(tokens[m]).map(([k, v]) => [`--ruam-${k}`, v])),
  ...Object.fromEntries(presence[m].map((v, i) => [`--ruam-presence-${i + 1}`, v])),
  ...Object.fromEntries(['basic', 'advance', 'significance', 'saved', 'warn', 'refused'].flatMap((c) => [
    [`--ruam-${c}`, `var(--mantine-color-${c}-${m === 'light' ? 7 : 3})`],
    [`--ruam-${c}-tint`, `var(--mantine-color-${c}-${m === 'light' ? 0 : 9})`],
  ])),
  // Paper, Modal, Menu and Drawer paint themselves with this one; the desk is painted by `body { background: var(--ruam-desk) }` in global CSS.
  '--mantine-color-body': tokens[m].paper,
  '--mantine-color-dimmed': m === 'light' ? '#57635D' : '#98A59E',
  '--mantine-color-default': tokens[m].paper,
  '--mantine-color-default-border': tokens[m].edge,
  '--mantine-color-placeholder': m === 'light' ? '#57635D' : '#98A59E',
  '--mantine-color-anchor': m === 'light' ? '#1E3F73' : '#9CB9EA',
});
/** The tokens of the look as `--ruam-*` variables, for both colour schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: scheme('light'), dark: scheme('dark') });
