/** As if typed over the whole text, so that it can be undone and the `input` event tells of it. */
export function replaceText(box: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  box.focus();
  box.select();
  // The only way to write into a text box that its undo knows; deprecated without a successor.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
}
