import type { Draft } from '../request/draft';

/** What a curl line says that the draft does not. Names only: values may hold what nobody should see. */
export type LeftOut =
  | { readonly code: 'option' | 'header' | 'field' | 'repeated'; readonly name: string }
  | { readonly code: 'login' | 'cookies' | 'insecure' | 'body' | 'dataFile' | 'moreAddresses' }
  /** Files are not read because a text says so. */
  | { readonly code: 'file'; readonly name: string }
  /** A key stood elsewhere than in its header, and is gone. */
  | { readonly code: 'strayKey' };

export type PasteProblem =
  | { readonly code: 'notCurl' | 'openQuote' | 'noAddress' | 'manyKeys' }
  | { readonly code: 'tooLong'; readonly limit: number }
  | { readonly code: 'notAnOperation'; readonly path: string }
  | { readonly code: 'otherMethod'; readonly method: string; readonly allowed: readonly string[] };

export type Pasted =
  | {
      readonly ok: true;
      readonly draft: Draft;
      readonly origin: string;
      /** Of the `X-Api-Key` header; it is nowhere in the draft. */
      readonly key?: string;
      readonly leftOut: readonly LeftOut[];
    }
  | { readonly ok: false; readonly problem: PasteProblem };
