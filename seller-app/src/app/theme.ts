import { createTheme, type CSSVariablesResolver, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core'
import inputs from './inputs.module.css'

const petrol: MantineColorsTuple = [
  '#edf7f5', '#dcefec', '#b5ddd7', '#8fd8ce', '#74d1c6', '#3d9d95', '#1a7672', '#0b5c59', '#084845', '#06302f',
]
const rose: MantineColorsTuple = [
  '#fdf0f0', '#fce4e4', '#f7c3c6', '#f1a0a5', '#e9868d', '#d4515c', '#b83443', '#9c2231', '#7d1a27', '#57111a',
]

const gray: MantineColorsTuple = [
  '#f6f9f8', '#eef3f2', '#e5ecea', '#d7e1de', '#c2d0cc', '#9fb3ae', '#7b918d', '#566f6a', '#33504b', '#1b3330',
]
const dark: MantineColorsTuple = [
  '#e7f0ee', '#b3c6c2', '#9fb5b0', '#6d8681', '#324642', '#263835', '#1a2826', '#131f1d', '#0f1918', '#0b1413',
]

const field = { size: 'md', classNames: { label: inputs.label, input: inputs.input, error: inputs.error } } as const

/// Mantine supplies behaviour and accessibility; colours and shapes come from ui/tokens.css.
export const theme = createTheme({
  colors: { petrol, rose, gray, dark },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  black: '#0f2422',
  fontFamily: 'var(--text)',
  headings: { fontFamily: 'var(--display)' },
  defaultRadius: 'md',
  radius: { md: '11px', lg: '14px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input)
    return input.variant === 'filled' ? { ...colors, color: 'var(--on-brand)' } : colors
  },
  // by name, not by `Component.extend`: that would draw every component into the first load
  components: {
    Button: { defaultProps: { size: 'md' }, classNames: { root: inputs.button } },
    TextInput: { defaultProps: field },
    PasswordInput: { defaultProps: { ...field, classNames: { ...field.classNames, visibilityToggle: inputs.toggle } } },
    Textarea: { defaultProps: field },
    NativeSelect: { defaultProps: field },
    PinInput: { defaultProps: { size: 'lg', radius: 'md' }, classNames: { input: inputs.input } },
    SegmentedControl: { classNames: { root: inputs.segments, label: inputs.segment } },
    Modal: { defaultProps: { centered: true, radius: 'lg' }, classNames: { title: inputs.dialogTitle, close: inputs.close, content: inputs.dialog, header: inputs.dialog } },
    Skeleton: { classNames: { root: inputs.skeleton } },
  },
})

export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--ground)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-error': 'var(--bad-ink)',
    '--mantine-color-anchor': 'var(--brand-ink)',
  }
  return { variables: {}, light: shared, dark: shared }
}
