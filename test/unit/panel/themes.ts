/** What VS Code sets on a webview's root, for four of its themes: enough of it for the panel's style sheet. */
export type ThemeName = 'dark' | 'light' | 'hcDark' | 'hcLight';

interface Theme {
  readonly bodyClass: string;
  readonly colors: Readonly<Record<string, string>>;
}

const dark = {
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  errorForeground: '#f85149',
  'icon-foreground': '#cccccc',
  focusBorder: '#0078d4',
  'editor-background': '#1f1f1f',
  'editor-foreground': '#cccccc',
  'widget-border': '#313131',
  'panel-border': '#2b2b2b',
  'button-background': '#0078d4',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#026ec1',
  'button-border': '#ffffff12',
  'button-secondaryBackground': '#313131',
  'button-secondaryForeground': '#cccccc',
  'button-secondaryHoverBackground': '#3c3c3c',
  'input-background': '#313131',
  'input-foreground': '#cccccc',
  'input-border': '#3c3c3c',
  'input-placeholderForeground': '#989898',
  'inputValidation-warningBorder': '#b89500',
  'dropdown-background': '#313131',
  'dropdown-foreground': '#cccccc',
  'dropdown-border': '#3c3c3c',
  'badge-background': '#616161',
  'badge-foreground': '#f8f8f8',
  'textLink-foreground': '#4daafc',
  'toolbar-hoverBackground': 'rgba(90, 93, 94, 0.31)',
  'panelTitle-activeForeground': '#cccccc',
  'panelTitle-inactiveForeground': '#9d9d9d',
  'panelTitle-activeBorder': '#0078d4',
  'progressBar-background': '#0078d4',
  'list-activeSelectionBackground': '#04395e',
  'list-activeSelectionForeground': '#ffffff',
  'list-inactiveSelectionBackground': '#37373d',
  'editorWarning-foreground': '#cca700',
  'testing-iconPassed': '#73c991',
  'editor-findMatchHighlightBackground': 'rgba(234, 92, 0, 0.33)',
  'debugTokenExpression-name': '#c586c0',
  'debugTokenExpression-string': '#ce9178',
  'debugTokenExpression-number': '#b5cea8',
  'debugTokenExpression-boolean': '#4e94ce',
};

const light = {
  ...dark,
  foreground: '#3b3b3b',
  descriptionForeground: '#3b3b3b',
  'icon-foreground': '#3b3b3b',
  focusBorder: '#005fb8',
  'editor-background': '#ffffff',
  'editor-foreground': '#3b3b3b',
  'widget-border': '#e5e5e5',
  'panel-border': '#e5e5e5',
  'button-background': '#005fb8',
  'button-hoverBackground': '#0258a8',
  'button-border': '#0000001a',
  'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b',
  'button-secondaryHoverBackground': '#cccccc',
  'input-background': '#ffffff',
  'input-foreground': '#3b3b3b',
  'input-border': '#cecece',
  'input-placeholderForeground': '#767676',
  'dropdown-background': '#ffffff',
  'dropdown-foreground': '#3b3b3b',
  'dropdown-border': '#cecece',
  'badge-background': '#cccccc',
  'badge-foreground': '#3b3b3b',
  'textLink-foreground': '#005fb8',
  'toolbar-hoverBackground': 'rgba(184, 184, 184, 0.31)',
  'panelTitle-activeForeground': '#3b3b3b',
  'panelTitle-inactiveForeground': '#3b3b3b',
  'panelTitle-activeBorder': '#005fb8',
  'progressBar-background': '#005fb8',
  'list-activeSelectionBackground': '#e8e8e8',
  'list-activeSelectionForeground': '#000000',
  'list-inactiveSelectionBackground': '#e4e6f1',
  'editorWarning-foreground': '#bf8803',
  'testing-iconPassed': '#388a34',
  'debugTokenExpression-name': '#9b46b0',
  'debugTokenExpression-string': '#a31515',
  'debugTokenExpression-number': '#098658',
  'debugTokenExpression-boolean': '#0000ff',
};

const hcDark = {
  foreground: '#ffffff',
  descriptionForeground: 'rgba(255, 255, 255, 0.7)',
  errorForeground: '#f48771',
  'icon-foreground': '#ffffff',
  focusBorder: '#f38518',
  contrastBorder: '#6fc3df',
  contrastActiveBorder: '#f38518',
  'editor-background': '#000000',
  'editor-foreground': '#ffffff',
  'widget-border': '#6fc3df',
  'panel-border': '#6fc3df',
  'button-background': '#000000',
  'button-foreground': '#ffffff',
  'button-border': '#6fc3df',
  'button-secondaryForeground': '#ffffff',
  'input-background': '#000000',
  'input-foreground': '#ffffff',
  'input-border': '#6fc3df',
  'input-placeholderForeground': 'rgba(255, 255, 255, 0.7)',
  'dropdown-background': '#000000',
  'dropdown-foreground': '#ffffff',
  'dropdown-border': '#6fc3df',
  'badge-background': '#000000',
  'badge-foreground': '#ffffff',
  'textLink-foreground': '#21a6ff',
  'panelTitle-activeForeground': '#ffffff',
  'panelTitle-inactiveForeground': '#ffffff',
  'panelTitle-activeBorder': '#6fc3df',
  'progressBar-background': '#6fc3df',
  'editorWarning-foreground': '#ffd370',
  'testing-iconPassed': '#73c991',
  'editor-findMatchHighlightBorder': '#f38518',
  'debugTokenExpression-name': '#ffffff',
  'debugTokenExpression-string': '#f48771',
  'debugTokenExpression-number': '#89d185',
  'debugTokenExpression-boolean': '#75bdfe',
};

const hcLight = {
  ...hcDark,
  foreground: '#292929',
  descriptionForeground: 'rgba(41, 41, 41, 0.7)',
  errorForeground: '#b5200d',
  'icon-foreground': '#292929',
  focusBorder: '#006bbd',
  contrastBorder: '#0f4a85',
  contrastActiveBorder: '#006bbd',
  'editor-background': '#ffffff',
  'editor-foreground': '#292929',
  'widget-border': '#0f4a85',
  'panel-border': '#0f4a85',
  'button-background': '#0f4a85',
  'button-border': '#0f4a85',
  'button-secondaryBackground': '#ffffff',
  'button-secondaryForeground': '#292929',
  'input-background': '#ffffff',
  'input-foreground': '#292929',
  'input-border': '#0f4a85',
  'input-placeholderForeground': 'rgba(41, 41, 41, 0.7)',
  'dropdown-background': '#ffffff',
  'dropdown-foreground': '#292929',
  'dropdown-border': '#0f4a85',
  'badge-background': '#0f4a85',
  'textLink-foreground': '#0f4a85',
  'panelTitle-activeForeground': '#292929',
  'panelTitle-inactiveForeground': '#292929',
  'panelTitle-activeBorder': '#b5200d',
  'progressBar-background': '#0f4a85',
  'editorWarning-foreground': '#895503',
  'testing-iconPassed': '#007100',
  'debugTokenExpression-name': '#292929',
  'debugTokenExpression-string': '#a31515',
  'debugTokenExpression-number': '#098658',
  'debugTokenExpression-boolean': '#0000ff',
};

export const themes: Readonly<Record<ThemeName, Theme>> = {
  dark: { bodyClass: 'vscode-dark', colors: dark },
  light: { bodyClass: 'vscode-light', colors: light },
  hcDark: { bodyClass: 'vscode-high-contrast', colors: hcDark },
  hcLight: { bodyClass: 'vscode-high-contrast vscode-high-contrast-light', colors: hcLight },
};

/** The variables as VS Code sets them, and what it gives every webview by default. */
export function themeSheet(name: ThemeName): string {
  const { colors } = themes[name];
  const variables = Object.entries(colors).map(([id, color]) => `--vscode-${id}: ${color};`);
  return `:root {
    ${variables.join('\n')}
    --vscode-font-family: system-ui, "Ubuntu", "Droid Sans", sans-serif;
    --vscode-font-size: 13px;
    --vscode-editor-font-family: "Droid Sans Mono", "DejaVu Sans Mono", monospace;
    --vscode-editor-font-size: 13px;
  }
  @layer vscode-default {
    html { scrollbar-color: rgb(121 121 121 / 40%) var(--vscode-editor-background); }
    body { margin: 0; padding: 0 20px; color: var(--vscode-editor-foreground);
      font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
  }`;
}
