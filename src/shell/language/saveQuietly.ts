import { commands, TabInputText, window, type Tab, type TextDocument } from 'vscode';

/**
 * Saves a document that is being typed in: without the formatters and trimmers of a save that a person asked for, which
 * would move what is under the cursor. Only the active editor can be saved so; another document is saved as usual.
 */
export async function saveQuietly(document: TextDocument): Promise<void> {
  if (document.isClosed || !isUnsaved(document)) return;
  const { activeTab, tabs } = window.tabGroups.activeTabGroup;
  const isActive = activeTab !== undefined && shows(activeTab, document);
  // The command saves every selected tab: never one of another file.
  const isAlone = tabs.every(tab => tab === activeTab || !tab.isDirty);
  if (isActive && isAlone)
    await commands.executeCommand('workbench.action.files.saveWithoutFormatting');
  else await document.save();
}

/**
 * Also where letters came while it was being saved: with the end of that save the document itself passes for saved,
 * which its tab does not.
 */
export const isUnsaved = (document: TextDocument): boolean =>
  document.isDirty || window.tabGroups.all.some(({ tabs }) => tabs.some(isDirtyTabOf(document)));

const isDirtyTabOf = (document: TextDocument) => (tab: Tab) => tab.isDirty && shows(tab, document);

const shows = ({ input }: Tab, { uri }: TextDocument): boolean =>
  input instanceof TabInputText && input.uri.toString() === uri.toString();
