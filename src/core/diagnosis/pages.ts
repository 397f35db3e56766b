import type { Page } from './fix';

/** The pages of the API's owner. The docs page of an operation comes from the catalog. */
export const pages: Readonly<Record<Exclude<Page, 'docs'>, string>> = {
  apiKeys: 'https://enterprise.jobo.world/api-keys',
  credits: 'https://enterprise.jobo.world/credits',
  dashboard: 'https://enterprise.jobo.world',
  autoApply: 'https://enterprise.jobo.world/auto-apply',
  pricing: 'https://jobo.world/pricing',
  rateLimits: 'https://jobo.world/docs/resources/rate-limits',
  statusCodes: 'https://jobo.world/docs/resources/status-codes',
  status: 'https://status.jobo.world',
};
