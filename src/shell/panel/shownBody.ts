import { badgesOf, type BodyBadge } from '../../core/body/badge';
import type { BodyModel } from '../../core/body/bodyModel';
import { openBodyInSteps } from '../../core/body/openBody';
import type { Exchange } from '../../core/exchange';
import { inTurns } from '../../core/common/turns';

/** An opened body with its oddities. */
export interface ShownBody {
  readonly model: BodyModel;
  readonly badges: readonly BodyBadge[];
}

/** Opens the body of a run. Rows of earlier versions have no badges, so they are computed here. */
export async function shownBody(bytes: Uint8Array, { body }: Exchange): Promise<ShownBody> {
  const badges = body.badges ?? (await inTurns(badgesOf(bytes, body)));
  return { model: await inTurns(openBodyInSteps(bytes, body.contentType)), badges };
}
