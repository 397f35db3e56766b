import type { Operation } from '../catalog/operation';
import type { Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import type { WaitControls } from '../retry/pause';
import type { RunOptions } from './explorerParts';

/** One run as it is requested from the explorer. */
export interface AskedRun {
  readonly id: string;
  /** Without the key. */
  readonly draft: Draft;
  readonly operation: Operation;
  readonly options: RunOptions;
  readonly controller: AbortController;
}

/** How a run and the explorer talk to each other. */
export interface RunOutlets {
  isClosing(): boolean;
  /** Called with each new state of the run. */
  tell(exchange: Exchange): void;
  /** Called at each wait, with the means to end it. */
  onWait(controls: WaitControls): void;
}
