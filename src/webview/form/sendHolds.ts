/** The controls that show what is no value. While there is one, nothing is sent. */
export class SendHolds {
  /** The names of their fields, by the ids of the controls. */
  readonly #names = new Map<string, string>();

  /** @returns a function that ends the hold */
  readonly hold = (id: string, name: string): (() => void) => {
    this.#names.set(id, name);
    return () => this.#names.delete(id);
  };

  /** Focuses the first of them. @returns the name of its field; undefined: there is none */
  focusFirst(): string | undefined {
    const [first] = this.#names;
    if (first === undefined) return undefined;
    const [id, name] = first;
    const control = document.getElementById(id);
    control?.closest('details')?.setAttribute('open', '');
    control?.focus();
    // The whole field, as the hint under the control says what is wrong.
    control?.closest('.field')?.scrollIntoView({ block: 'nearest' });
    return name;
  }
}
