import { trade, type Trade } from './trade';

const product: Trade = trade(
  116_000,
  '**Product Manager, **Project Manager, Program Manager, **Business Analyst, Scrum Master, Product Owner, Agile Coach, Technical Product Manager, Engineering Manager, Innovation Manager',
  'Roadmapping, Stakeholder Management, Jira, SQL, Facilitation, Market Research, Scrum, Agile, Risk Management, Prioritisation',
  'Say no with a reason, Keep one list and keep it in order, Write the page that decides, Find out what it is for',
);

const sales: Trade = trade(
  84_000,
  '*Account Executive, *Sales Manager, Sales Representative, Inside Sales Representative, Sales Development Representative, *Account Manager, **Customer Success Manager, Business Development Manager, Real Estate Agent, Property Manager, Insurance Agent, Key *Account Manager, Sales Assistant',
  'Negotiation, Salesforce, Cold Outreach, CRM, Public Speaking, Presentation, Lead Generation, Pricing, B2B Sales, HubSpot',
  'Know forty customers by name, Turn a complaint into a visit, Write the offer on one page, Ask before you pitch',
);

const marketing: Trade = trade(
  82_000,
  '**Marketing Manager, Digital Marketing Specialist, Marketing Assistant, Brand Manager, SEO Specialist, Growth Manager, Performance Marketing Manager, Public Relations Manager, Communications Manager, Event Manager, E-commerce Manager, Community Manager',
  'SEO, Google Analytics, Copywriting, Campaign Planning, Email Marketing, Social Media, Branding, Market Research, Advertising, Event Planning',
  'Find the one sentence people repeat, Spend less and know why, Fill the hall twice a year, Answer under every post',
);

const finance: Trade = trade(
  86_000,
  '**Accountant, **Financial Analyst, Payroll Specialist, Internal Auditor, Bookkeeper, **Finance Manager, Controller, Tax Advisor, Investment Analyst, Investment Banker, Bank Teller, Actuary, Risk Manager, Credit Analyst, Compliance Officer, Underwriter, Treasury Manager',
  'Bookkeeping, Excel, IFRS, Reconciliation, Budgeting, SAP, Financial Modelling, Forecasting, Tax, Auditing, Accounting, Risk Analysis',
  'Close the month in four days, Find the cent, Explain the variance in plain words, Make the audit a short one',
);

const people: Trade = trade(
  74_000,
  '**HR Manager, **HR Business Partner, **Recruiter, Technical Recruiter, Talent Acquisition Specialist, Human Resources Assistant, People **Operations Manager, Training Manager, Compensation Analyst, Career Coach',
  'Interviewing, Sourcing, Employment Law, Onboarding, Coaching, Payroll, Employer Branding, Conflict Resolution, Excel, Training',
  'Answer every applicant within a week, Write the advert that tells the truth, Plan the first day, Hear what nobody says aloud',
);

const administration: Trade = trade(
  52_000,
  '**Receptionist, **Administrative Assistant, *Executive Assistant, Office Manager, Personal Assistant, Data Entry Clerk, **Operations Manager, Operations Analyst, Office Assistant, Virtual Assistant, Team Assistant, Procurement Manager, Buyer',
  'Excel, Scheduling, Word, Filing, Travel Booking, Customer Service, Typing, Purchasing, Office 365, Process Improvement',
  'Know where everything is, Keep the calendar free of lunch, Greet them by name, Turn three forms into one',
);

const law: Trade = trade(
  108_000,
  '**Lawyer, Legal Counsel, Paralegal, Legal Assistant, Contract Manager, Patent Attorney, Notary Clerk, Data Protection Officer, **Management Consultant, Strategy Consultant, Business Consultant',
  'Contract Law, Negotiation, Legal Research, Privacy, Compliance, Drafting, Due Diligence, Strategy, Excel, Presentation',
  'Read it to the last page, Say it in a page, Settle it before it is a case, Draw the two by two and mean it',
);

const leading: Trade = trade(
  160_000,
  'Chief Executive Officer, Chief Technology Officer, Chief Financial Officer, Managing Director, Vice President of Engineering, Director of Marketing, General Manager, Founder Associate',
  'Leadership, Strategy, Budgeting, Hiring, Negotiation, Public Speaking',
  'Decide what not to do, Leave it better than you found it, Hire somebody better than you',
  'executive',
);

const starting: Trade = trade(
  34_000,
  'Working Student, Software Engineering Intern, Marketing Intern, Data Science Intern, Finance Intern, Graduate Trainee, Student Assistant, Apprentice Electrician, Volunteer Coordinator',
  'Excel, Python, Research, Social Media, Presentation, Figma',
  'Ask until it is clear, Build one thing to the end, Learn the trade from the oldest hand',
  'intern',
);

export const office: readonly Trade[] = [
  product,
  sales,
  marketing,
  finance,
  people,
  administration,
  law,
  leading,
  starting,
];
