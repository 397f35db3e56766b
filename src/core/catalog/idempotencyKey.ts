import type { Operation } from './operation';

/** The header that makes the API carry out a creating request once, however often it is sent. */
export const idempotencyHeader = 'Idempotency-Key';

/** Whether an operation takes the header; its name has no case (RFC 9110, section 5.1). */
export const takesIdempotencyKey = ({ parameters }: Operation): boolean =>
  parameters.some(
    ({ in: place, name }) =>
      place === 'header' && name.toLowerCase() === idempotencyHeader.toLowerCase(),
  );
