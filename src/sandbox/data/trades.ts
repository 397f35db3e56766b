import { list } from './vocabulary';

/** A line of work: what its jobs are called and ask for. All of it is invented. */
export interface Trade {
  readonly name: string;
  readonly titles: readonly string[];
  readonly skills: readonly string[];
  readonly tasks: readonly string[];
  /** Yearly pay of a person in the middle of the trade, in US dollars. */
  readonly pay: number;
}

export const trades: readonly Trade[] = [
  {
    name: 'software',
    titles: list(
      'Software Engineer, Backend Engineer, Frontend Developer, Full Stack Developer, Platform Engineer, Site Reliability Engineer, Mobile Developer, Rust Engineer, TypeScript Engineer, Go Developer',
    ),
    skills: list(
      'TypeScript, Python, Rust, Go, Java, Kubernetes, PostgreSQL, React, Node.js, GraphQL, AWS, Docker',
    ),
    tasks: list(
      'Keep the nightly import under ten minutes, Write the service that prices a delivery, Review what your neighbours build, Carry the pager one week in six, Retire the last batch job',
    ),
    pay: 128_000,
  },
  {
    name: 'data',
    titles: list(
      'Data Engineer, Data Analyst, Machine Learning Engineer, Analytics Engineer, Data Scientist',
    ),
    skills: list('SQL, Python, Spark, dbt, Airflow, Statistics, PyTorch, Tableau, Snowflake'),
    tasks: list(
      'Make the forecast explain itself, Find out why Tuesdays are slow, Build the tables everybody reads, Measure before and after',
    ),
    pay: 118_000,
  },
  {
    name: 'hardware',
    titles: list(
      'Embedded Engineer, Electronics Technician, Mechanical Engineer, Test Engineer, Robotics Engineer',
    ),
    skills: list(
      'C++, Embedded Linux, Oscilloscopes, SolidWorks, PLC Programming, Soldering, CAN Bus',
    ),
    tasks: [
      'Bring the second prototype to life',
      'Write the test that finds it first',
      'Halve the number of cables',
    ],
    pay: 104_000,
  },
  {
    name: 'design',
    titles: list('Product Designer, UX Researcher, Visual Designer, Technical Writer'),
    skills: list(
      'Figma, User Interviews, Prototyping, Typography, Accessibility, Information Architecture',
    ),
    tasks: [
      'Sit with people who use it',
      'Draw the smallest thing that works',
      'Name things so that nobody asks',
    ],
    pay: 96_000,
  },
  {
    name: 'product',
    titles: list(
      'Product Manager, Project Manager, Program Manager, Business Analyst, Scrum Master',
    ),
    skills: list('Roadmapping, Stakeholder Management, Jira, SQL, Facilitation, Market Research'),
    tasks: ['Say no with a reason', 'Keep one list, in order', 'Write the page that decides'],
    pay: 116_000,
  },
  {
    name: 'care',
    titles: list(
      'Registered Nurse, Physiotherapist, Care Coordinator, Pharmacist, Dental Assistant',
    ),
    skills: list(
      'Patient Care, Triage, Wound Care, Medication Administration, Electronic Records, First Aid',
    ),
    tasks: [
      'Look after a ward of eighteen',
      'Plan the way home with the family',
      'Keep the medicine cupboard honest',
    ],
    pay: 78_000,
  },
  {
    name: 'logistics',
    titles: list(
      'Warehouse Supervisor, Supply Chain Planner, Delivery Driver, Dispatcher, Forklift Operator',
    ),
    skills: list(
      'Inventory Control, Route Planning, Forklift License, SAP, Customs Paperwork, Excel',
    ),
    tasks: [
      'Load four trailers before seven',
      'Plan around the bridge works',
      'Count the shelves nobody counts',
    ],
    pay: 56_000,
  },
  {
    name: 'sales',
    titles: list(
      'Account Executive, Sales Development Representative, Customer Success Manager, Marketing Manager, Content Strategist',
    ),
    skills: list('Negotiation, Salesforce, Cold Outreach, Copywriting, SEO, Public Speaking'),
    tasks: [
      'Know forty customers by name',
      'Turn a complaint into a visit',
      'Write the offer on one page',
    ],
    pay: 84_000,
  },
  {
    name: 'finance',
    titles: list('Accountant, Financial Analyst, Payroll Specialist, Internal Auditor'),
    skills: list('Bookkeeping, Excel, IFRS, Reconciliation, Budgeting, SAP'),
    tasks: ['Close the month in four days', 'Find the cent', 'Explain the variance in plain words'],
    pay: 82_000,
  },
  {
    name: 'kitchen',
    titles: list('Sous Chef, Baker, Barista, Restaurant Manager'),
    skills: list('Food Safety, Menu Planning, Pastry, Stock Ordering, Latte Art, Team Rotas'),
    tasks: [
      'Have the bread out by six',
      'Write the menu with the season',
      'Send nothing out you would not eat',
    ],
    pay: 48_000,
  },
];
