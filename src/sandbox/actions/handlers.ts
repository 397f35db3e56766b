import type { Handler } from '../call';
import * as applications from './applications';
import * as feeds from './feeds';
import * as jobs from './jobsSearch';
import * as lookups from './lookups';
import * as older from './olderAutoApply';

/** The work of each operation of the catalog; a test compares both lists. */
export const handlers: Readonly<Record<string, Handler>> = {
  searchJobs: jobs.searchJobs,
  searchJobsPost: jobs.searchJobsPost,
  getJob: jobs.getJob,
  getCompanyJobs: jobs.getCompanyJobs,
  getJobFeed: feeds.getJobFeed,
  getManagedJobFeed: feeds.getManagedJobFeed,
  getExpiredJobIds: feeds.getExpiredJobIds,
  getCareerSiteFeed: feeds.getCareerSiteFeed,
  getCompany: lookups.getCompany,
  geocodeLocation: lookups.geocodeLocation,
  getConnectorFilters: lookups.getConnectorFilters,
  getConnectorFilterOptions: lookups.getConnectorFilterOptions,
  suggestLocations: lookups.suggestLocations,
  suggestCompanies: lookups.suggestCompanies,
  listOccupations: lookups.listOccupations,
  createApplication: applications.createApplication,
  listApplications: applications.listApplications,
  getApplication: applications.getApplication,
  submitApplicationAnswers: applications.submitApplicationAnswers,
  cancelApplication: applications.cancelApplication,
  listSandboxScenarios: applications.listSandboxScenarios,
  startAutoApplySession: older.startSession,
  setAutoApplyAnswers: older.setAnswers,
  endAutoApplySession: older.endSession,
  runAutoApply: older.run,
  createLiveSession: older.createLiveSession,
  getLiveSession: older.getLiveSession,
  answerLiveSession: older.answerLiveSession,
  createProfile: older.createProfile,
  listProfiles: older.listProfiles,
  getProfile: older.getProfile,
  updateProfile: older.changeProfile,
  replaceProfile: older.changeProfile,
  deleteProfile: older.deleteProfile,
  importProfile: older.importProfile,
};
