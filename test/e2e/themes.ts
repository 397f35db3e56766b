export type Theme = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

interface ThemeFacts {
  /** The entry of the theme picker. */
  readonly label: string;
  /** The class that the workbench then carries. */
  readonly marker: string;
  /** What a webview is told of it. */
  readonly kind: string;
}

export const themes: Readonly<Record<Theme, ThemeFacts>> = {
  light: { label: 'Light Modern', marker: 'vs', kind: 'vscode-light' },
  dark: { label: 'Dark Modern', marker: 'vs-dark', kind: 'vscode-dark' },
  highContrast: { label: 'Dark High Contrast', marker: 'hc-black', kind: 'vscode-high-contrast' },
  highContrastLight: {
    label: 'Light High Contrast',
    marker: 'hc-light',
    kind: 'vscode-high-contrast-light',
  },
};
