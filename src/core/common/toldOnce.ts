/** Reports each failure once, however many callers got it. */
export function toldOnce(tell: (failure: unknown) => void): (failure: unknown) => void {
  const told = new WeakSet();
  return failure => {
    if (typeof failure === 'object' && failure !== null) {
      if (told.has(failure)) return;
      told.add(failure);
    }
    tell(failure);
  };
}
