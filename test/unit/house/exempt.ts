/** What is given a part that others have made of it, a name of our own, or a schema. */
export const exempt: readonly string[] = [
  ...['BodyModel', 'Folding', 'TextLines', 'Numbers', 'MemberNames', 'ManyTexts', 'lastAtMost'],
  ...['skipSpaceInSteps', 'measuredString', 'containerEndInSteps', 'unitsOfByte', 'decodeInSteps'],
  ...['decode', 'excerpt', 'nameEnd', 'valueStart', 'findAllInSteps', 'contentOf'],
  ...['faultAt', 'faultOffset', 'isFault', 'endsToken', 'isSpace', 'skipSpace', 'stringEnd'],
  ...['unitsOf', 'valueEnd', 'endOfString', 'compactInSteps', 'pretty', 'compareRows', 'idIn'],
  ...'successWithProblem mayHaveNoRows noRows wide startDraft factsOf headersOf limitOf shortfallOf idThingOf namedBy stillApplicable'.split(
    ' ',
  ),
  ...'again firstOf found inSandbox instead insteadOfPaused later brokenRuleFixes newKey page'.split(
    ' ',
  ),
  ...['paid', 'setting', 'startOver', 'stateOf', 'isUnchanged'],
  ...['bodySchemaAt', 'membersAt', 'typesOf', 'valuesOf', 'exampleBody', 'exampleText'],
  ...['hasErrors', 'validatorOf', 'distance', 'findingOf'],
  ...['curlArguments', 'curlOptions', 'notAscii', 'curlPosix', 'curlPowerShell', 'fetchNode'],
  ...`assignmentsBefore closerOf configWords curlDraft encodedParts excerptAt expansion filled gutterOf hasCommand hereDocument isComment isProblem isProse matchAt mayBegin open
  optionOfLetter optionOfName parenthesisEnd pastedAddress pastedHeaders Pieces placeAt placeholderAt processAt
  producerBefore readingsOf redirectionAt resplit shellOf shownName splitCommand typographicAt withConfig withInput withoutCarets`.split(
    /\s+/,
  ),
  ...['httpFile', 'pastedBody', 'takeKey', 'isJsonType', 'checkJson', 'JsonWalk', 'emptyAnswer'],
];
