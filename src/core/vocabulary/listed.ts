import type { Operation } from '../catalog/operation';
import type { ValuePlace } from '../request/valuePlace';
import { memberOf, schemaAt } from './sources';

const words = (text: string): readonly string[] => text.split(' ');

/**
 * What https://jobo.world/docs/resources/filterable-fields names without a schema for it. The source ids are those seen; the
 * set is open and grows. Of industries, skills and places it names none, so none stand here.
 */
const documented: Readonly<Record<string, readonly string[]>> = {
  sources: words(
    'workday smartrecruiters icims successfactors oraclecloud taleo dayforce csod adp ultipro paycom greenhouse lever_co ashby workable workable_jobs rippling polymer gem pinpoint homerun bamboohr breezy jazzhr recruitee personio jobvite teamtailor comeet trakstar zoho gohire recooty applicantpro hiringthing careerplug hirehive kula careerpuck talnet jobscore freshteam isolved joincom eightfold phenompeople jobosandbox',
  ),
  company_categories: words('b2b b2c b2b2c saas marketplace service-provider'),
};

/** The values that need no asking: those of the schema, else those that the documentation names. */
export function listedAt(operation: Operation, at: ValuePlace): readonly string[] {
  const allowed = schemaAt(operation, at)?.enum;
  if (allowed) return allowed.map(String);
  const name = at.in === 'body' ? memberOf(at.pointer) : at.name;
  return (Object.hasOwn(documented, name) ? documented[name] : undefined) ?? [];
}
