/**
 * One offered remedy. Data only: it can be applied to any draft (`applyFix`) or carried out by the shell, and it never
 * holds a sentence.
 */
export type Fix =
  | { readonly kind: 'setApiKey' }
  | { readonly kind: 'checkApiKey' }
  | { readonly kind: 'switchProfile' }
  | { readonly kind: 'sendAgain'; readonly mayRepeatCharge: boolean }
  | { readonly kind: 'editRequest'; readonly at?: { readonly in: string; readonly name: string } }
  | { readonly kind: 'openPage'; readonly page: Page }
  | { readonly kind: 'openSetting'; readonly setting: string };

/** Public pages a fix may open; the addresses stand in one table (`pages.ts`). */
export type Page =
  | 'apiKeys'
  | 'credits'
  | 'status'
  | 'pricing'
  | 'rateLimits'
  | 'statusCodes'
  | 'dashboard'
  | 'autoApply'
  | 'docs';
