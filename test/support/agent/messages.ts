interface Task {
  readonly params: unknown;
  readonly result: unknown;
}

/** What every agent can be asked for. */
export interface CommonTasks {
  /** A command of the editor or of an extension. */
  command: {
    readonly params: { readonly name: string; readonly args: readonly unknown[] };
    readonly result: unknown;
  };
}

/** Tasks by name: what each takes, and what it comes to. */
export type TasksOf<T> = { readonly [K in keyof T]: Task } & CommonTasks;

/** The first line of a connection. */
export interface Hello {
  readonly pid: number;
  /** Name of the folder that the window has open. */
  readonly window: string;
}

export type Asked<T extends TasksOf<T>> = {
  [K in keyof T]: { readonly id: number; readonly task: K; readonly params: T[K]['params'] };
}[keyof T];

export interface Answered {
  readonly id: number;
  readonly result?: unknown;
  readonly failure?: string;
}
