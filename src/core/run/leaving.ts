import type { Outcome, Exchange } from '../exchange';
import { isUncertain } from '../exchange';
import type { OperationClass } from '../catalog/operation';
import { isUnsent } from '../transport/failure';
import type { Transport } from '../transport/transport';

/** Counts the attempts of a run that left, in case a fault of our own ends it. */
export class Leaving {
  /** Attempts that were sent, or may have been. */
  #left = 0;

  watch(transport: Transport): Transport {
    return {
      send: async (request, destination, options) => {
        this.#left += 1;
        try {
          const answer = await transport.send(request, destination, options);
          if (answer.kind === 'failed' && !answer.sent) this.#left -= 1;
          return answer;
        } catch (fault) {
          if (isUnsent(fault)) this.#left -= 1;
          throw fault;
        }
      },
      close: () => transport.close(),
    };
  }

  /**
   * The outcome of a run that a fault of our own ended. An attempt without a known answer may have been carried out.
   */
  outcome({ attempts }: Exchange, kind: OperationClass): Outcome {
    if (this.#left === 0) return { kind: 'refused', reason: 'ourFault' };
    const known = attempts.filter(({ sent }) => sent);
    const sent = known.length < this.#left || known.some(isUncertain(kind));
    return { kind: 'interrupted', sent, fault: true };
  }
}
