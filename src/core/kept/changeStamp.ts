/** Tells all windows that something has changed which is kept elsewhere, without saying what it is. */
export interface ChangeStamp {
  /** Two equal texts: nothing has changed in between. Undefined: nobody can tell. Never throws. */
  read(): string | undefined;
  /** Resolves when each later `read`, in any window, gives another text. Rejects if the disk refuses. */
  change(): Promise<void>;
}
