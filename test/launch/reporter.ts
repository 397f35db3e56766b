import Mocha from 'mocha';

/** Tells a person what runs, and writes the report that is counted to the file of JOBO_TEST_REPORT. */
export class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const output = process.env['JOBO_TEST_REPORT'];
    // the name that mocha itself hands on; its types know only the older one
    const reporterOption = { output };
    if (output !== undefined)
      new Mocha.reporters.JSON(runner, { ...options, ...{ reporterOption } });
  }
}

// `mocha --reporter <file>` takes the default export only
export default Reporter;
