import { createContext } from 'preact';
import type { Calls, FindingView, FixView } from '../../protocol';
import type { FormField } from './formField';
import { noTexts, type FieldTexts } from './unreadTexts';

export type Suggestions = Calls['field/suggest']['result'];

/** What every field of a form may need, however deep it stands. */
export interface FormParts {
  readonly findings: readonly FindingView[];
  /** Suggestions for what is typed; never rejects. */
  readonly suggest: (field: FormField, query: string) => Promise<Suggestions>;
  readonly fix: (fix: FixView) => void;
  readonly pickFile: (part: string) => void;
  /** Nothing is sent until the function that it returns is called. */
  readonly holdSend: (id: string, name: string) => () => void;
  readonly unread: FieldTexts;
}

export const FormContext = createContext<FormParts>({
  findings: [],
  suggest: () => Promise.resolve({ suggestions: [] }),
  fix: () => undefined,
  pickFile: () => undefined,
  holdSend: () => () => undefined,
  unread: noTexts,
});
