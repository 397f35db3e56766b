import type { Operation } from '../catalog/operation';
import type { ValuePlace } from '../request/valuePlace';
import { memberOf, schemaAt } from './sources';

const words = (text: string): readonly string[] => text.split(' ');

/**
 * Values that https://jobo.world/docs/resources/filterable-fields names, but no schema does. The source ids are those
 * seen so far: the set is open. The page names no industries, skills and places, so there are none here.
 */
const documented: Readonly<Record<string, readonly string[]>> = {
  sources: words(
    'workday smartrecruiters icims successfactors oraclecloud taleo dayforce csod adp ultipro paycom greenhouse lever_co ashby workable workable_jobs rippling polymer gem pinpoint homerun bamboohr breezy jazzhr recruitee personio jobvite teamtailor comeet trakstar zoho gohire recooty applicantpro hiringthing careerplug hirehive kula careerpuck talnet jobscore freshteam isolved joincom eightfold phenompeople jobosandbox',
  ),
  company_categories: words('b2b b2c b2b2c saas marketplace service-provider'),
};

/** The values that are known without asking the API: those of the schema, else those of the documentation. */
export function listedAt(operation: Operation, at: ValuePlace): readonly string[] {
  const allowed = schemaAt(operation, at)?.enum;
  if (allowed) return allowed.map(String);
  const name = at.in === 'body' ? memberOf(at.pointer) : at.name;
  return (Object.hasOwn(documented, name) ? documented[name] : undefined) ?? [];
}
