import type { Operation } from '../catalog/operation';
import type { Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import type { WaitControls } from '../retry/pause';
import type { RunOptions } from './explorerParts';

/** One run as it is asked for. */
export interface AskedRun {
  readonly id: string;
  /** Without the key. */
  readonly draft: Draft;
  readonly operation: Operation;
  readonly options: RunOptions;
  readonly controller: AbortController;
}

/** What a run is told by the explorer, and tells it. */
export interface RunOutlets {
  isClosing(): boolean;
  /** Told each new state of the run. */
  tell(exchange: Exchange): void;
  /** Told how to end the wait that the run is in. */
  onWait(controls: WaitControls): void;
}
