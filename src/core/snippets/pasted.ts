import type { Draft } from '../request/draft';
import type { Place } from './place';

/** What a curl line says that the draft does not. Names only: values may hold what nobody should see. */
export type LeftOut =
  | { readonly code: 'option' | 'header' | 'field' | 'repeated'; readonly name: string }
  | {
      readonly code:
        'login' | 'cookies' | 'insecure' | 'body' | 'dataFile' | 'dataPipe' | 'moreAddresses';
    }
  /** A header without a colon, which may be nothing but a value. */
  | { readonly code: 'headerText' }
  /** Options and headers that stand in a file. */
  | { readonly code: 'configFile' | 'headerFile' }
  /** What follows the first command, or the first request of it. */
  | { readonly code: 'moreCommands' | 'moreRequests' }
  /** Files are not read because a text says so. */
  | { readonly code: 'file'; readonly name: string }
  /** A percent sign that begins no escape is taken as text. */
  | { readonly code: 'brokenEscape'; readonly name: string }
  /** A variable that stands for the address of the API. */
  | { readonly code: 'addressVariable'; readonly name: string }
  /** A key stood elsewhere than in its header, and is gone. */
  | { readonly code: 'strayKey' };

interface Tried {
  /** Other commands follow, which were not tried. */
  readonly isFirstOfMore?: true;
}

export type PasteProblem =
  | { readonly code: 'notCurl' | 'manyKeys' }
  | { readonly code: 'tooLong'; readonly limit: number }
  /** The text begins with the excerpt, which holds no value. Of cmd: it knows no single quotes. */
  | {
      readonly code: 'openQuote' | 'foreignQuote';
      readonly place: Place;
      readonly excerpt: string;
    }
  | { readonly code: 'openSubstitution'; readonly place: Place; readonly mark: string }
  | { readonly code: 'openHereDocument'; readonly place: Place; readonly name: string }
  /** A mark of print, or one as the source of a web page writes it. */
  | { readonly code: 'typographic' | 'entity'; readonly place: Place; readonly mark: string }
  /** What a person shall fill in. */
  | { readonly code: 'placeholder'; readonly place: Place; readonly name: string }
  /** A word that belongs to no option and is no address; a body whose quotes the shell takes out. */
  | { readonly code: 'strayWord' | 'lostQuotes'; readonly place: Place }
  /** A quote that is escaped for what the command stands in. */
  | { readonly code: 'escapedQuote'; readonly place: Place }
  /** A parameter of PowerShell's own `curl`. */
  | { readonly code: 'webRequest'; readonly place: Place; readonly name: string }
  /** What only the shell, or curl, could fill in. */
  | { readonly code: 'expansion'; readonly place: Place; readonly name: string }
  | { readonly code: 'noValue' | 'ambiguousOption'; readonly place: Place; readonly name: string }
  /** curl would make several addresses of it. */
  | { readonly code: 'pattern'; readonly place: Place; readonly name: string }
  | { readonly code: 'noAddress'; readonly place: Place }
  | ({ readonly code: 'notAnOperation'; readonly place: Place; readonly path: string } & Tried)
  | ({
      readonly code: 'otherMethod';
      readonly place: Place;
      readonly method: string;
      /** With the names of its parameters. */
      readonly path: string;
      readonly allowed: readonly string[];
    } & Tried);

export type Pasted =
  | {
      readonly ok: true;
      readonly draft: Draft;
      /** Absent where a variable stands for it. */
      readonly origin?: string;
      /** Of the `X-Api-Key` header; it is nowhere in the draft. */
      readonly key?: string;
      readonly leftOut: readonly LeftOut[];
    }
  | { readonly ok: false; readonly problem: PasteProblem };
