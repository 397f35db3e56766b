/** Replaces the text as typing over it would: it can be undone, and the box fires `input`. */
export function replaceText(box: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  box.focus();
  box.select();
  // Deprecated, but the only way to write into a text box so that its undo knows.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
}
