import type { NoJson } from '../body/writeJson';

/** Where in a draft a finding stands. `pointer` is a JSON pointer inside a query value or the body (`''`: the whole). */
export interface FindingPlace {
  readonly in: 'path' | 'query' | 'header' | 'body' | 'file';
  readonly name: string;
  readonly pointer: string;
}

/** Why a value that another program gave cannot be sent. */
export type Unsendable =
  | NoJson
  /** Path and headers take texts, numbers and true or false. */
  | 'noText'
  /** Path, query, headers and the parts of a file upload have to be objects. */
  | 'noMembers'
  /** A part of a file upload has to be `{ name, type, base64 }`. */
  | 'noFile';

/**
 * One thing wrong with a draft. `error`: no request can be built from it, nothing is sent. `warning`: the schema forbids
 * it, but the API drifts, so it can be sent anyway.
 */
export type Finding = FindingPlace & { readonly severity: 'error' | 'warning' } & FindingCause;

export type FindingCause =
  | { readonly code: 'missing' }
  /** Another program gave a value that cannot be sent. */
  | { readonly code: 'unsendable'; readonly why: Unsendable }
  | { readonly code: 'emptySegment' }
  | { readonly code: 'dotSegment' }
  | { readonly code: 'controlCharacter'; readonly position: number }
  | {
      readonly code: 'keyInRequest';
      /** UTF-16 offsets in the text; for a body, in the whole body. */
      readonly start: number;
      readonly end: number;
      /** The mark that replaced a key in a kept request, not a key. */
      readonly marked: boolean;
    }
  | {
      readonly code: 'brokenJson';
      readonly position: number;
      readonly line: number;
      readonly column: number;
    }
  | { readonly code: 'unknownParameter'; readonly closest?: string }
  | { readonly code: 'unknownField'; readonly field: string; readonly closest?: string }
  | { readonly code: 'wrongType'; readonly expected: readonly string[] }
  | {
      readonly code: 'notAllowed';
      readonly allowed: readonly unknown[];
      readonly closest?: unknown;
    }
  | { readonly code: 'tooSmall' | 'tooLarge'; readonly limit: number }
  | { readonly code: 'tooShort' | 'tooLong' | 'tooFew' | 'tooMany'; readonly limit: number }
  | { readonly code: 'wrongFormat'; readonly format: string }
  | { readonly code: 'fileTooLarge'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'otherRule'; readonly keyword: string; readonly rule: string };
