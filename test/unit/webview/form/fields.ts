import {
  bodyField,
  memberFields,
  parameterField,
  type FormField,
} from '../../../../src/webview/form/formField';
import { everyField, operation } from '../../panel/fixtures';

/** Fields of the operation that has one of every kind. */
export const parameter = (name: string): FormField =>
  parameterField(everyField.find(one => one.name === name)!);
export const body = bodyField(operation.body!);
export const member = (name: string): FormField =>
  memberFields(body).find(one => one.label === name)!;
