import { commands, TabInputText, window, type TextDocument } from 'vscode';

/**
 * Saves a document that is being typed in: without the formatters and trimmers of a save that a person asked for, which
 * would move what is under the cursor. Only the active editor can be saved so; another document is saved as usual.
 */
export async function saveQuietly(document: TextDocument): Promise<void> {
  if (document.isClosed || !document.isDirty) return;
  const { activeTab, tabs } = window.tabGroups.activeTabGroup;
  const isActive =
    activeTab?.input instanceof TabInputText &&
    activeTab.input.uri.toString() === document.uri.toString();
  // The command saves every selected tab: never one of another file.
  const isAlone = tabs.every(tab => tab === activeTab || !tab.isDirty);
  if (isActive && isAlone)
    await commands.executeCommand('workbench.action.files.saveWithoutFormatting');
  else await document.save();
}
