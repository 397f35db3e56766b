export interface Ended {
  readonly code: number;
  readonly signal?: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** 2: what the program prints goes to our stderr. */
  readonly stdout?: 'inherit' | 'ignore' | 2;
  /** Takes all that the program prints, as it comes; then nothing of it goes to our own streams. */
  readonly print?: (text: string) => void;
  /** Ends the group when it aborts. */
  readonly signal?: AbortSignal;
}

/** Resolves when the program has ended; nothing of its group is left then. Never rejects: 127 is "cannot be started". */
export function run(command: string, args: readonly string[], options?: RunOptions): Promise<Ended>;

/** Ends all running groups at Ctrl+C and the like (at once when asked a second time), and tells the listener first time. */
export function onInterrupt(listener: (signal: string) => void): void;
