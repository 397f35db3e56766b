import type { Uri } from 'vscode';
import type { Fix } from '../../core/diagnosis/fix';
import type { Exchange } from '../../core/exchange';
import type { Explorer } from '../../core/explorer';
import type { Draft } from '../../core/request/draft';
import type { Log } from '../common/log';
import type { Tell } from '../common/tell';
import type { Suggester } from '../suggestions/suggester';
import type { ShownParts } from './shown';
import type { Stage } from './stage';

/** What a panel works with. */
export interface PanelParts extends ShownParts {
  readonly extensionUri: Uri;
  readonly words: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly log: Log;
  readonly tell: Tell;
  /** Takes what goes wrong behind the page's back. */
  readonly failed: (failure: unknown) => void;
  readonly explorer: Pick<Explorer, 'cancel' | 'sendNow'>;
  readonly suggester: Pick<Suggester, 'suggest'>;
  profileBadge(): { readonly name: string; readonly badge: string };
  /** Sends a draft and shows the run in this panel. */
  send(draft: Draft, panel: Stage): void;
  applyFix(exchange: Exchange, fix: Fix, panel: Stage): Promise<void>;
  /** Resolves when all stored keys can be recognised. */
  readonly keysReady: () => Promise<unknown>;
  /** Puts a key into secret storage. False where the person declines. */
  storeKey(key: string): Promise<boolean>;
  /** Copies a draft to the clipboard in a format that the person picks. */
  copyAs(draft: Draft): Promise<void>;
}
