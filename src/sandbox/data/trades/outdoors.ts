import { trade, type Trade } from './trade';

const safety: Trade = trade(
  54_000,
  '*Security Guard, Security Officer, Firefighter, Health and Safety Manager, Emergency Dispatcher, Lifeguard, Investigator',
  'First Aid, Access Control, Risk Assessment, Report Writing, Surveillance, Fire Safety',
  'Walk the round at two and at four, Notice the door that is never open, Stay calm in the loud minute',
);

const land: Trade = trade(
  44_000,
  'Gardener, Farm Worker, Agronomist, Forester, Landscaper, Energy Consultant, Sustainability Manager, Water Engineer, Mining Engineer, Recycling Operator, Wind Turbine Technician',
  'Plant Care, Irrigation, Soil Analysis, Energy Audits, Sustainability Reporting, Machine Maintenance, Pruning, Oil and Gas',
  'Plant what will be here in fifty years, Know the weather by the hedge, Use less water than last year',
);

export const outdoors: readonly Trade[] = [safety, land];
