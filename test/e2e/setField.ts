import type { FrameLocator, Locator } from 'playwright-core';

/** Fills a number field of the form on screen, which is added to the form first where it is not there. */
export async function setField(panel: FrameLocator, name: string, value: string): Promise<Locator> {
  const form = panel.locator('details.request');
  await form.waitFor();
  if ((await form.getAttribute('open')) === null) await form.locator('> summary').click();
  const addFilter = panel.getByRole('combobox', { name: 'Add filter' }).first();
  await addFilter.waitFor();
  const field = panel.getByRole('spinbutton', { name });
  if (!(await field.isVisible())) {
    await addFilter.fill(name);
    await addFilter.press('Enter');
  }
  await field.fill(value);
  return field;
}
