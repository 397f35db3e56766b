const list = (words: string): readonly string[] => words.split(', ');

/** What people type who have never seen the sandbox. */
export const words: readonly string[] = [
  ...list(
    'golang, go, python, PYTHON, java, javascript, typescript, react, node, nodejs, rust, c++',
  ),
  ...list(
    'c#, .net, dotnet, php, ruby, rails, kotlin, swift, scala, r, sql, aws, azure, kubernetes',
  ),
  ...list(
    'k8s, docker, terraform, linux, devops, sre, data, machine learning, ml, ai, llm, html, api',
  ),
  ...list(
    'nurse, nurses, designer, designers, teacher, accountant, sales, marketing, driver, chef',
  ),
  ...list(
    'lawyer, engineer, engineers, manager, product manager, project manager, intern, student',
  ),
  ...list(
    'internship, receptionist, warehouse, electrician, hr, recruiter, customer service, support',
  ),
  ...list(
    'analyst, software, developer, Developers, frontend, front end, front-end, backend, fullstack',
  ),
  ...list(
    'full stack, full-stack, data scientist, ux, ui, qa, tester, security, cybersecurity, doctor',
  ),
  ...list(
    'pharmacist, mechanic, writer, consultant, finance, operations, logistics, cashier, waiter',
  ),
  ...list(
    'barista, cleaner, plumber, carpenter, welder, architect, civil engineer, scientist, research',
  ),
  ...list(
    'pilot, gardener, journalist, translator, photographer, hairdresser, dentist, veterinarian',
  ),
  ...list(
    'remote, Remote, part time, part-time, full-time, freelance, contract, junior, senior, lead',
  ),
  ...list('director, entry level, graduate, jobs, Berlin, berlin, London, New York, San Francisco'),
  ...list('Paris, Munich, München, Muenchen, Zürich, zurich, Amsterdam, Tokyo, Germany, UK, USA'),
  ...list(
    'golang remote, remote nurse, python berlin, python developer in Berlin, nursing, teaching',
  ),
  ...list(
    'fullstack engineer, react native, microservices, serverless, ci/cd, oracle, mlops, pentester',
  ),
  ...list(
    'property manager, game designer, night shift, shift work, weekend, weekends, relocation, no experience',
  ),
  ...list(
    'trader, quant, tailor, radiologist, cna, sdr, bdr, devsecops, sdet, csm, emt, hgv driver, lpn',
  ),
  ...list(
    'Fahrer, LKW Fahrer, Koch, Kellner, Softwareentwickler, Entwickler, Krankenschwester, Lehrer, Verkäufer',
  ),
  ...list(
    'Verkaeufer, Buchhalter, Arzt, Mechaniker, Elektriker, Lagerist, Teilzeit, Vollzeit, ingénieur',
  ),
  ...list(
    'infirmière, infirmier, développeur, comptable, vendeur, cuisinier, professeur, stage, enfermera',
  ),
  ...list(
    'enfermero, desarrollador, desarrolladora, ingeniero, contador, vendedor, cocinero, profesor',
  ),
  ...list(
    'accounting, engineering, programmer, programming, "software engineer", "product manager"',
  ),
  ...list('"Registered Nurse", kiln firmware, Harbour Kiln Ceramics, harbourkiln'),
];

/** Where they look. */
export const places: readonly string[] = [
  ...list(
    'Berlin, berlin, BERLIN, London, New York, NYC, San Francisco, SF, Paris, Munich, München',
  ),
  ...list(
    'Muenchen, Köln, Koeln, Amsterdam, Toronto, Bangalore, Bengaluru, Singapore, Sydney, Tokyo',
  ),
  ...list(
    'Madrid, Zurich, Zürich, Zuerich, Dublin, Porto, Vienna, Wien, Barcelona, Stockholm, Warsaw',
  ),
  ...list('Prague, Dubai, Tel Aviv, Mumbai, Hong Kong, Melbourne, São Paulo, Sao Paulo, Cape Town'),
  ...list(
    'remote, Remote, worldwide, USA, US, United States, Germany, Deutschland, UK, England, Europe',
  ),
  ...list(
    'EU, Asia, India, Canada, Australia, Brazil, California, Bavaria, Bayern, Greater London',
  ),
  ...list(
    'Naples, Napoli, Lausanne, Salzburg, Linz, New York State, Washington State, State of California',
  ),
  ...list(
    'East Coast, West Coast, Midwest, New England, USA only, EU only, US-based, 10115 Berlin',
  ),
  ...list(
    'Kreuzberg, Shoreditch, Queens, hybrid, Hybrid, onsite, on-site, in office, on site only',
  ),
  'Berlin 10115',
  'D-10115 Berlin',
  'New York, NY 10001',
  'Remote (US only)',
  'Berlin, Germany',
  'Berlin, DE',
  'San Francisco, CA',
  'New York, NY',
  'London, UK',
  'Remote, Germany',
  'Germany (remote)',
  'San Francisco Bay Area',
  'Berlin or remote',
];

/** Of all, what comes first to mind: each word is found in each place, and words and posts on any terms. */
export const first = {
  words: list(
    'golang, python, javascript, react, sql, aws, ai, nurse, designer, teacher, accountant, sales, marketing, driver, chef, engineer, manager, analyst, developer, data scientist',
  ),
  posts: list(
    'java, typescript, devops, data engineer, data analyst, machine learning, product manager, project manager, ux, qa, security engineer, receptionist, recruiter, lawyer, pharmacist, doctor, waiter, customer service, electrician, mechanic, warehouse, logistics, firmware, software engineer, frontend, backend, full stack',
  ),
  places: list(
    'Berlin, London, New York, San Francisco, Paris, Munich, Zürich, Amsterdam, Toronto, Bangalore, Singapore, Sydney, Tokyo, remote, Germany, Europe',
  ),
};

/** Nothing that means nothing is found. */
export const nonsense: readonly string[] = [
  'zzzqqq',
  'xkcdvwq',
  '"engineer data"',
  'python zzzqqq',
];
