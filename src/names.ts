/** Command ids. A unit test compares all ids of this file with package.json, in both directions. */
export const commands = {
  sendRequest: 'jobo.sendRequest',
  sendFocused: 'jobo.sendFocused',
  openOperation: 'jobo.openOperation',
  openBeside: 'jobo.openBeside',
  showExchange: 'jobo.showExchange',
  sendAgain: 'jobo.sendAgain',
  fixRun: 'jobo.fixRun',
  fixLastRun: 'jobo.fixLastRun',
  cancel: 'jobo.cancel',
  sendNow: 'jobo.sendNow',
  setApiKey: 'jobo.setApiKey',
  checkApiKey: 'jobo.checkApiKey',
  storeKey: 'jobo.storeKey',
  removeApiKey: 'jobo.removeApiKey',
  addProfile: 'jobo.addProfile',
  removeProfile: 'jobo.removeProfile',
  switchProfile: 'jobo.switchProfile',
  startSandbox: 'jobo.startSandbox',
  stopSandbox: 'jobo.stopSandbox',
  chooseSandboxKey: 'jobo.chooseSandboxKey',
  diagnoseConnection: 'jobo.diagnoseConnection',
  clearHistory: 'jobo.clearHistory',
  searchHistory: 'jobo.searchHistory',
  filterHistory: 'jobo.filterHistory',
  clearHistoryFilter: 'jobo.clearHistoryFilter',
  selectForCompare: 'jobo.selectForCompare',
  compareWithSelected: 'jobo.compareWithSelected',
  compareSelected: 'jobo.compareSelected',
  sendInSandbox: 'jobo.sendInSandbox',
  exportHistory: 'jobo.exportHistory',
  showEarlierRuns: 'jobo.showEarlierRuns',
  showCredits: 'jobo.showCredits',
  topUp: 'jobo.topUp',
  exportSpending: 'jobo.exportSpending',
  copyRequest: 'jobo.copyRequest',
  pasteCurl: 'jobo.pasteCurl',
  editBody: 'jobo.editBody',
  openDocs: 'jobo.openDocs',
  showLog: 'jobo.showLog',
} as const;

export const views = {
  container: 'jobo',
  operations: 'jobo.operations',
  history: 'jobo.history',
} as const;

/** `viewItem` values in the `when` clauses of menus. */
export const items = {
  operation: 'jobo.operation',
  settledRun: 'jobo.run',
  fixableRun: 'jobo.run.fixable',
  runningRun: 'jobo.run.running',
  waitingRun: 'jobo.run.waiting',
  day: 'jobo.day',
} as const;

/** Context keys in `when` clauses. */
export const contextKeys = {
  /** At least one run in History offers fixes. */
  canFix: 'jobo.canFix',
  /** A filter is set on the History view. */
  historyFiltered: 'jobo.historyFiltered',
  /** The first of two runs to compare is selected. */
  selectedForCompare: 'jobo.selectedForCompare',
} as const;

export const panelType = 'jobo.panel';

/** URI scheme of read-only documents with kept answers and comparisons; they are never on disk. */
export const answerScheme = 'jobo-answer';

/** URI scheme of editable documents with the bodies of drafts; the text is kept with the draft, not in a file. */
export const draftScheme = 'jobo-draft';

/** Settings with their defaults; a unit test compares them with package.json. */
export const settings = {
  'retry.retries500': 4,
  'retry.creatingOperations': 'ask',
  'retry.pausedOperations': 'table',
  'retry.scheduleAfterSeconds': 300,
  'network.transport': 'auto',
  'network.connectTimeoutSeconds': 10,
  'network.idleTimeoutSeconds': 30,
  'network.totalTimeoutSeconds': 300,
  'credits.warnBelow': 500,
  'credits.confirmAbove': 500,
  'credits.sessionLimit': 0,
  'credits.dailyLimit': 0,
  'credits.repeatMinutes': 5,
  'completion.online': true,
  'history.maximumRuns': 200,
  'history.maximumMegabytes': 64,
} as const;

export type SettingName = keyof typeof settings;
