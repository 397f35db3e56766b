import type { Bodies } from '../core/run/answerBodies';
import type { Explorer } from '../core/explorer';
import type { History } from '../core/history/history';
import type { SharedState } from '../core/kept/sharedState';
import type { Balances } from './credits/balances';
import type { Costs } from './credits/costs';
import type { Suggester } from './suggestions/suggester';
import type { Drafts } from './requests/drafts';
import type { Fixes } from './fixes/fixes';
import type { Log } from './common/log';
import type { Network } from './network/network';
import type { Panels } from './panel/panels';
import type { ProfileStore } from './profiles/profileStore';
import type { RecentValues } from './requests/recentValues';
import type { SandboxHost } from './profiles/sandboxHost';
import type { Keys } from './profiles/keys';
import type { Sender } from './runs/sender';
import type { SendAndShow } from './runs/sendAndShow';
import type { Tell } from './common/tell';

/** What commands work with. Made once, in compose.ts; only commands may import it besides. */
export interface Parts {
  /** State that all windows share. */
  readonly state: SharedState;
  readonly log: Log & { show(): void };
  /** Takes what goes wrong behind a command's back. */
  readonly failed: (failure: unknown) => void;
  readonly tell: Tell;
  readonly profiles: ProfileStore;
  readonly keys: Keys;
  readonly sandbox: SandboxHost;
  readonly network: Network;
  readonly history: History;
  readonly bodies: Bodies;
  readonly explorer: Explorer;
  readonly balances: Balances;
  readonly suggester: Suggester;
  readonly drafts: Drafts;
  readonly recent: RecentValues;
  readonly sender: Sender;
  readonly sendAndShow: SendAndShow;
  readonly costs: Costs;
  readonly panels: Panels;
  readonly fixes: Fixes;
}
