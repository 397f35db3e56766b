import type { FormField } from '../formField';
import type { Raw } from '../rawValue';

/** What every control takes. */
export interface ControlProps {
  readonly id: string;
  readonly field: FormField;
  readonly raw: Raw;
  readonly describedBy: string;
  readonly wrong: boolean;
  readonly write: (raw: Raw) => void;
}
