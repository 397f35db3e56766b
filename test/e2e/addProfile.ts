import type { Workbench } from './workbench.js';

/** Adds a profile as a person does; it is the active one then, without a key. */
export async function addProfile(
  workbench: Workbench,
  name: string,
  baseUrl: string,
): Promise<void> {
  await workbench.ask('Jobo: Add Profile…', name);
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.quick-input-widget', { hasText: 'base URL' }).waitFor();
  await workbench.quickInput.fill(baseUrl);
  await workbench.page.keyboard.press('Enter');
  await workbench.toast(`${name} is the active profile now`).waitFor();
}
