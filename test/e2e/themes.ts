export type Theme = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

/** The entry of the theme picker, and the class that the workbench then carries. */
export const themes: Readonly<Record<Theme, { readonly label: string; readonly marker: string }>> =
  {
    light: { label: 'Light Modern', marker: 'vs' },
    dark: { label: 'Dark Modern', marker: 'vs-dark' },
    highContrast: { label: 'Dark High Contrast', marker: 'hc-black' },
    highContrastLight: { label: 'Light High Contrast', marker: 'hc-light' },
  };
