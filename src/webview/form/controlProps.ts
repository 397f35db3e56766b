import type { FieldView } from '../../protocol';

/** What every control takes. */
export interface ControlProps {
  readonly id: string;
  readonly field: FieldView;
  readonly value: unknown;
  readonly describedBy: string;
  readonly wrong: boolean;
  readonly onChange: (value: unknown) => void;
}
