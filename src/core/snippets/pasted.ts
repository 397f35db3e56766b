import type { Draft } from '../request/draft';
import type { Place } from './place';

/** What the draft leaves out of a curl command. Names only: values may be secret. */
export type LeftOut =
  | { readonly code: 'option' | 'header' | 'field' | 'repeated'; readonly name: string }
  | {
      readonly code:
        'login' | 'cookies' | 'insecure' | 'body' | 'dataFile' | 'dataPipe' | 'moreAddresses';
    }
  /** A header without a valid name: its text may be a secret value, so it is not shown. */
  | { readonly code: 'headerText' }
  /** Options or headers in a file, which is not read. */
  | { readonly code: 'configFile' | 'headerFile' }
  /** Commands after the first one, or further requests of it. */
  | { readonly code: 'moreCommands' | 'moreRequests' }
  /** A file to upload: files are not read because a text says so. */
  | { readonly code: 'file'; readonly name: string }
  /** A percent sign that begins no escape is taken as text. */
  | { readonly code: 'brokenEscape'; readonly name: string }
  /** A variable in place of the API's address. */
  | { readonly code: 'addressVariable'; readonly name: string }
  /** A key stood elsewhere than in its header, and was removed. */
  | { readonly code: 'strayKey' };

interface Tried {
  /** Other commands follow, which were not read. */
  readonly isFirstOfMore?: true;
}

export type PasteProblem =
  | { readonly code: 'notCurl' | 'manyKeys' }
  | { readonly code: 'tooLong'; readonly limit: number }
  /** The quoted text begins with `excerpt`, which contains no value. `foreignQuote`: cmd has no single quotes. */
  | {
      readonly code: 'openQuote' | 'foreignQuote';
      readonly place: Place;
      readonly excerpt: string;
    }
  | { readonly code: 'openSubstitution'; readonly place: Place; readonly mark: string }
  | { readonly code: 'openHereDocument'; readonly place: Place; readonly name: string }
  /** A typographic quote or dash, or an HTML entity. */
  | { readonly code: 'typographic' | 'entity'; readonly place: Place; readonly mark: string }
  /** A placeholder that the person has to fill in. */
  | { readonly code: 'placeholder'; readonly place: Place; readonly name: string }
  /** A word that belongs to no option and is no address; a body whose quotes the shell removes. */
  | { readonly code: 'strayWord' | 'lostQuotes'; readonly place: Place }
  /** A quote that is escaped for the quotes around the command. */
  | { readonly code: 'escapedQuote'; readonly place: Place }
  /** A parameter of PowerShell's own `curl`. */
  | { readonly code: 'webRequest'; readonly place: Place; readonly name: string }
  /** A variable or command that only the shell, or curl, could fill in. */
  | { readonly code: 'expansion'; readonly place: Place; readonly name: string }
  | { readonly code: 'noValue' | 'ambiguousOption'; readonly place: Place; readonly name: string }
  /** A pattern of which curl makes several addresses. */
  | { readonly code: 'pattern'; readonly place: Place; readonly name: string }
  | { readonly code: 'noAddress'; readonly place: Place }
  | ({ readonly code: 'notAnOperation'; readonly place: Place; readonly path: string } & Tried)
  | ({
      readonly code: 'otherMethod';
      readonly place: Place;
      readonly method: string;
      /** The operation's path, with parameter names. */
      readonly path: string;
      readonly allowed: readonly string[];
    } & Tried);

export type Pasted =
  | {
      readonly ok: true;
      readonly draft: Draft;
      /** Absent if the address is a variable. */
      readonly origin?: string;
      /** The value of the `X-Api-Key` header; the draft does not contain it. */
      readonly key?: string;
      readonly leftOut: readonly LeftOut[];
    }
  | { readonly ok: false; readonly problem: PasteProblem };
