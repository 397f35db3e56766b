/** Credits are counted in ten-thousandths: adding fractions up in binary is not exact. */
const inOne = 10_000;

const most = Number.MAX_VALUE;

/**
 * Credits as whole ten-thousandths, however many.
 * @param round rounds decimals beyond the fourth
 */
export function partsOf(credits: number, round: (parts: number) => number = Math.round): bigint {
  const nearest = Math.round(credits * inOne);
  const parts = nearest / inOne === credits ? nearest : round(credits * inOne);
  return BigInt(Math.min(most, Math.max(-most, parts)));
}

/** Ten-thousandths as credits. */
export const creditsOf = (parts: bigint): number => Number(parts) / inOne;
