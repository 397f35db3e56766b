/** The controls that cannot be read as they stand. */
export class SendHolds {
  /** The names of their fields, by the ids of the controls. */
  readonly #names = new Map<string, string>();

  /** @returns ends it */
  readonly hold = (id: string, name: string): (() => void) => {
    this.#names.set(id, name);
    return () => this.#names.delete(id);
  };

  /** Puts the focus into the first of them. @returns the name of its field; undefined: nothing holds the send back */
  focusFirst(): string | undefined {
    const [first] = this.#names;
    if (first === undefined) return undefined;
    const [id, name] = first;
    const control = document.getElementById(id);
    control?.closest('details')?.setAttribute('open', '');
    control?.focus();
    // With what stands under the control and says why.
    control?.closest('.field')?.scrollIntoView({ block: 'nearest' });
    return name;
  }
}
