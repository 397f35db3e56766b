import type { Bodies } from '../core/run/answerBodies';
import type { Explorer } from '../core/explorer';
import type { History } from '../core/history/history';
import type { SharedState } from '../core/kept/sharedState';
import type { Balances } from './balances';
import type { Completer } from './completer';
import type { Drafts } from './drafts';
import type { Fixes } from './fixes';
import type { Log } from './log';
import type { Network } from './network';
import type { Panels } from './panel/panels';
import type { ProfileStore } from './profileStore';
import type { Recent } from './recent';
import type { SandboxHost } from './sandboxHost';
import type { Keys } from './secrets';
import type { Sender } from './sender';
import type { Spending } from './spending';
import type { Tell } from './tell';

/** The parts that commands and views work with; made once, in extension.ts. */
export interface Parts {
  /** What is kept for all windows. */
  readonly state: SharedState;
  readonly log: Log & { show(): void };
  readonly tell: Tell;
  readonly profiles: ProfileStore;
  readonly keys: Keys;
  readonly sandbox: SandboxHost;
  readonly network: Network;
  readonly history: History;
  readonly bodies: Bodies;
  readonly explorer: Explorer;
  readonly balances: Balances;
  readonly completer: Completer;
  readonly drafts: Drafts;
  readonly recent: Recent;
  readonly sender: Sender;
  readonly spending: Spending;
  readonly panels: Panels;
  readonly fixes: Fixes;
}
