import type { CardView } from '../protocol';
import { Text } from './Text';
import { plainText } from './textParts';

/** How much there is of what is needed: the missing part is hatched. The label says the same in words. */
export function Meter({ meter }: { meter: NonNullable<CardView['meter']> }) {
  const { label } = meter;
  const max = meter.max > 0 ? meter.max : 1;
  const value = meter.value > 0 ? Math.min(meter.value, max) : 0;
  return (
    <div class="meter">
      <div
        class="bar"
        role="meter"
        aria-label={plainText(label)}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={plainText(label)}
      >
        <span class="filled" style={{ width: `${(value / max) * 100}%` }} />
      </div>
      <span class="label" aria-hidden="true">
        <Text text={label} limit={200} />
      </span>
    </div>
  );
}
