import { commands, TabInputText, window, type Tab, type TextDocument } from 'vscode';

/**
 * Saves a document while it is typed in. A normal save runs formatters and trimmers, which would change the text under
 * the cursor. Only the active editor can be saved without them; another document is saved normally.
 */
export async function saveQuietly(document: TextDocument): Promise<void> {
  if (document.isClosed || !isUnsaved(document)) return;
  const { activeTab, tabs } = window.tabGroups.activeTabGroup;
  const isActive = activeTab !== undefined && shows(activeTab, document);
  // The command saves every selected tab, and must never save another file.
  const isAlone = tabs.every(tab => tab === activeTab || !tab.isDirty);
  if (isActive && isAlone)
    await commands.executeCommand('workbench.action.files.saveWithoutFormatting');
  else await document.save();
}

/**
 * Whether a document has unsaved text. Also looks at its tabs: a document typed into during a save reports itself as
 * saved, while its tab is still dirty.
 */
export const isUnsaved = (document: TextDocument): boolean =>
  document.isDirty || window.tabGroups.all.some(({ tabs }) => tabs.some(isDirtyTabOf(document)));

const isDirtyTabOf = (document: TextDocument) => (tab: Tab) => tab.isDirty && shows(tab, document);

const shows = ({ input }: Tab, { uri }: TextDocument): boolean =>
  input instanceof TabInputText && input.uri.toString() === uri.toString();
