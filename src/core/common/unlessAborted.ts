/**
 * The work's result, or `'aborted'` if the signal aborts before; the work itself goes on. Most work is over before
 * anything else of the process has its turn: listening to the signal, which costs far more, begins only then.
 */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T | 'aborted'> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve('aborted');
    let isOver = false;
    const over = () => {
      isOver = true;
      if (signal.aborted) stop();
      signal.removeEventListener('abort', stop);
    };
    work.then(over, over);
    work.then(resolve, reject);
    if (signal.aborted) stop();
    // Behind all promises that are settled by now, or settle one another.
    else
      process.nextTick(() => {
        if (signal.aborted) stop();
        else if (!isOver) signal.addEventListener('abort', stop, { once: true });
      });
  });
}
