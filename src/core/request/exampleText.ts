/** A parameter's example as a person would type it. */
export const exampleText = (example: unknown): string =>
  Array.isArray(example)
    ? example.map(exampleText).join(',')
    : typeof example === 'string'
      ? example
      : JSON.stringify(example);
