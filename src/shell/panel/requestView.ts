import { l10n } from 'vscode';
import { operationClass } from '../../core/catalog/operationClass';
import type { Confidence, Operation, Parameter } from '../../core/catalog/operation';
import { inlined } from '../../core/catalog/inlined';
import { estimate, type Estimate } from '../../core/price/estimate';
import { idempotencyHeader } from '../../core/catalog/idempotencyKey';
import { check } from '../../core/request/check';
import type { Draft } from '../../core/request/draft';
import { exampleBody } from '../../core/request/exampleBody';
import { exampleText } from '../../core/request/exampleText';
import { bodyPlaces, hasSuggestions } from '../../core/vocabulary/sources';
import type { DraftView, FieldView, FindingView, OperationView, RequestView } from '../../protocol';
import { findingFix, type KeyPlace } from '../requests/findingFix';
import { findingWords } from '../words/findingWords';
import { estimateWords } from '../words/priceWords';

export interface RequestContext {
  /** Whether runs of the active profile are charged. */
  readonly billed: boolean;
  /** What a draft may cost with the active profile, assuming that its key is billed. */
  readonly estimate: (draft: Draft) => Estimate;
  readonly recent: (name: string) => readonly string[];
  readonly keyPlace: KeyPlace;
}

/** The request half of the panel, with its sentences. */
export function requestView(
  draft: Draft,
  operation: Operation,
  context: RequestContext,
): RequestView {
  return {
    operation: operationView(operation, context.recent),
    draft: draftView(draft),
    findings: findingViews(draft, operation, context.keyPlace),
    price: priceOf(draft, context),
  };
}

export const priceOf = (draft: Draft, { billed, estimate: priced }: RequestContext): string =>
  estimateWords(priced(draft), billed, estimate(draft));

export const findingViews = (
  draft: Draft,
  operation: Operation,
  place: KeyPlace,
): readonly FindingView[] =>
  check(draft, operation, place.keys).map((finding, index) => {
    const fix = findingFix(finding, draft, operation, place);
    return {
      in: finding.in,
      name: finding.name,
      pointer: finding.pointer,
      severity: finding.severity,
      message: findingWords(finding),
      ...(fix && { fix: { title: fix.title, index } }),
    };
  });

/** A draft as the page gets it: of its files only names and sizes in bytes. */
export function draftView({ files = {}, ...kept }: Draft): DraftView {
  const views = Object.entries(files).map(
    ([name, file]) =>
      [name, { name: file.name, bytes: Math.floor((file.base64.length * 3) / 4) }] as const,
  );
  return { ...kept, files: Object.fromEntries(views) };
}

function operationView(operation: Operation, recent: RequestContext['recent']): OperationView {
  const example = exampleBody(operation);
  const notice = noticeOf(operation);
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    summary: operation.summary,
    description: operation.description,
    docs: operation.docs,
    deprecated: operation.deprecated,
    ...unsure(operation.confidence),
    ...(notice !== undefined && { notice }),
    fields: [
      ...operation.parameters.map(p => fieldView(p, operation, recent)),
      ...fileFields(operation),
    ],
    ...(operation.body?.contentType === 'application/json' && {
      body: {
        required: operation.body.required,
        example: example ?? '{}',
        schema: inlined(operation.body.schema, Object.values(operation.body.examples).toReversed()),
        suggests: bodyPlaces(operation),
      },
    }),
  };
}

const unsure = (confidence: Confidence | undefined) =>
  confidence === 'low' && ({ unsure: true } as const);

function fieldView(
  parameter: Parameter,
  operation: Operation,
  recent: RequestContext['recent'],
): FieldView {
  const { name, description, schema, required, example, allowEmptyValue, confidence } = parameter;
  const ours = parameter.in === 'header' && name === idempotencyHeader;
  return {
    in: parameter.in,
    name,
    required: required && !ours,
    description: ours ? l10n.t('{0} Made for you when left empty.', description) : description,
    schema: inlined(schema),
    recent: recent(name),
    suggests: hasSuggestions(operation, { in: parameter.in, name, pointer: '' }),
    allowEmptyValue,
    ...unsure(confidence),
    ...(example !== undefined && { example: exampleText(example) }),
  };
}

const fileFields = ({ body }: Operation): FieldView[] =>
  body?.contentType !== 'multipart/form-data'
    ? []
    : Object.entries(body.schema.properties ?? {}).map(([name, schema]) => ({
        in: 'file',
        name,
        required: body.schema.required?.includes(name) ?? false,
        description: schema.description ?? l10n.t('Up to 10 MB. Not kept in History.'),
        schema,
        recent: [],
        suggests: false,
        allowEmptyValue: false,
        ...unsure(schema['x-jobo-confidence']),
      }));

function noticeOf(operation: Operation): string | undefined {
  switch (operation.state) {
    case 'available':
      return undefined;
    case 'gated':
      return l10n.t('The API opens this operation per account; others get 403 or 503.');
    case 'unavailable':
      return operationClass(operation) === 'free'
        ? l10n.t('The API has paused this operation; it answers 503 until further notice.')
        : l10n.t(
            'The API has paused this operation; it answers 503 until further notice and takes nothing for it.',
          );
  }
}
