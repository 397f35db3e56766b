import { type Diagnosis, type DiagnosisCode, diagnosisCodes } from '../diagnosis/diagnosis';
import type { Fix, IdThing, Page } from '../diagnosis/fix';
import type { ValuePlace } from '../request/valuePlace';
import type { FindingPlace } from '../request/finding';
import {
  isAmount,
  isAnything,
  isFlag,
  isNumber,
  isText,
  isTime,
  isTrue,
  kindOf,
  listOf,
  nameIn,
  optional,
  recordOf,
  shapeOf,
} from '../common/shape';

const codes: ReadonlySet<unknown> = new Set(Object.values(diagnosisCodes).flat());
const isCode = (value: unknown): value is DiagnosisCode => codes.has(value);

const isPage = nameIn<Page>({
  apiKeys: 1,
  credits: 1,
  status: 1,
  pricing: 1,
  rateLimits: 1,
  statusCodes: 1,
  dashboard: 1,
  autoApply: 1,
  docs: 1,
});

const isThing = nameIn<IdThing>({ job: 1, company: 1, application: 1 });

const place = { name: isText, pointer: isText };
const isValuePlace = shapeOf<ValuePlace>({
  ...place,
  in: nameIn({ path: 1, query: 1, header: 1, body: 1 }),
});
const isEditPlace = shapeOf<Pick<FindingPlace, 'in' | 'name'> & Partial<FindingPlace>>({
  in: nameIn({ path: 1, query: 1, header: 1, body: 1, file: 1 }),
  name: isText,
  pointer: optional(isText),
});

const priced = { upTo: isAmount, price: optional(nameIn({ unknown: 1, notBilled: 1 })) };

/** Any value of a draft, which may be missing, too. */
const isValue = optional(isAnything);

const isFix = kindOf<Fix>({
  setValue: { at: isValuePlace, from: isValue, value: isValue, ...priced },
  removeValue: { at: isValuePlace, from: isValue, ...priced },
  setSize: { member: isText, from: isNumber, size: isNumber, ...priced },
  startOver: {
    from: optional(isText),
    replacement: optional(recordOf(isValue)),
    ...priced,
  },
  widen: {
    word: optional(isText),
    kept: optional(listOf(isText)),
    dropped: listOf(isText),
    ...priced,
  },
  newIdempotencyKey: priced,
  useOperation: { operationId: isText, send: isFlag, ...priced },
  askValue: { at: isValuePlace, from: isValue, allowed: optional(listOf(isValue)) },
  pickId: { at: isValuePlace, thing: isThing },
  setApiKey: {},
  storeKey: {},
  checkApiKey: {},
  switchProfile: {},
  runInSandbox: {},
  sendAgain: { mayRepeatCharge: isFlag },
  sendAt: { at: isTime },
  editRequest: { at: optional(isEditPlace) },
  openPage: { page: isPage },
  openSetting: { setting: isText },
  diagnoseConnection: {},
  copyReport: {},
});

export const isDiagnosis = shapeOf<Diagnosis>({
  code: isCode,
  facts: recordOf(
    (value): value is string | number | boolean =>
      isText(value) || isNumber(value) || isFlag(value),
  ),
  message: optional(isText),
  more: optional(listOf(shapeOf({ name: isText, value: isText }))),
  fixes: listOf(isFix),
  notBilled: optional(isTrue),
});

/** Removes the fixes of a newer version: an unknown fix cannot be offered. */
export const withKnownFixes = (diagnosis: Readonly<Record<string, unknown>>): unknown => {
  const { fixes } = diagnosis;
  return Array.isArray(fixes) ? { ...diagnosis, fixes: fixes.filter(isFix) } : diagnosis;
};

/** What is left of a diagnosis that cannot be kept: only `emptyAnswer`, because it says that the charge is unknown. */
export const untold = ({ code }: { readonly code?: unknown }): Diagnosis | undefined =>
  code === 'emptyAnswer' ? { code, facts: {}, fixes: [] } : undefined;
