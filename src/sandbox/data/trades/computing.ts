import { trade, type Trade } from './trade';

const software: Trade = trade(
  128_000,
  '**Software Engineer, *Software Developer, **Backend Engineer, **Full Stack Developer, *Full Stack Engineer, **Mobile Developer, Rust Engineer, **Go Developer, **Python Developer, **Java Developer, C++ Developer, C# Developer, **.NET Developer, PHP Developer, Ruby on Rails Developer, Kotlin Developer, Swift Developer, Scala Engineer, Android Developer, iOS Developer, Game Developer, Blockchain Developer, Salesforce Developer, Application Architect',
  'TypeScript, Python, Rust, Go, Java, Kubernetes, PostgreSQL, React, Node.js, GraphQL, AWS, Docker, SQL, C++, C#, .NET, PHP, Ruby, Ruby on Rails, Kotlin, Swift, Scala, Elixir, Spring Boot, Django, Flask, Laravel, Flutter, Redis, MongoDB, Kafka, Git, REST APIs, Microservices, React Native',
  'Keep the nightly import under ten minutes, Write the service that prices a delivery, Review what your neighbours build, Carry the pager one week in six, Retire the last batch job',
);

const rare: Trade = trade(
  118_000,
  'COBOL Developer, Mainframe Engineer, Perl Developer, Haskell Developer, Compiler Engineer, Embedded Software Developer, MATLAB Developer, Graphics Programmer',
  'COBOL, Fortran, Perl, Haskell, Clojure, Erlang, Lua, Julia, Dart, Delphi, VBA, Assembly, Objective-C, F#, Groovy, OCaml, Zig, OpenGL',
  'Read what was written before you were born, Keep the old machine in good company, Prove it and then run it',
);

const web: Trade = trade(
  112_000,
  '**Frontend Developer, *Web Developer, **React Developer, **JavaScript Developer, TypeScript Engineer, Node.js Developer, Angular Developer, Vue Developer, WordPress Developer, Accessibility Engineer',
  'JavaScript, TypeScript, React, HTML, CSS, Node.js, Angular, Vue, Next.js, Svelte, WordPress, Shopify, Web Accessibility, GraphQL',
  'Make the first page open at once, Let the form forgive, Remove a script a week, Teach the old browser new words',
);

const platform: Trade = trade(
  130_000,
  '**DevOps Engineer, Platform Engineer, Site Reliability Engineer, **Cloud Engineer, Cloud Architect, Systems Administrator, Network Engineer, Linux Administrator, Database Administrator, Infrastructure Engineer, Build Engineer',
  'Kubernetes, AWS, Azure, Google Cloud, Docker, Terraform, Linux, Ansible, Bash, Python, Go, Prometheus, Jenkins, PowerShell, Networking, VMware, Serverless, CI/CD, Oracle',
  'Keep the lights green while you sleep, Move one more service home, Practise the restore before it is needed, Make the bill smaller each month',
);

const data: Trade = trade(
  118_000,
  '**Data Engineer, **Data Analyst, **Machine Learning Engineer, **AI Engineer, Analytics Engineer, **Data Scientist, *Data Architect, Business Intelligence Developer, NLP Engineer, Computer Vision Engineer, AI Researcher, Prompt Engineer',
  'SQL, Spark, dbt, Airflow, Statistics, PyTorch, Machine Learning, R, Python, Tableau, Snowflake, Power BI, TensorFlow, Large Language Models, Deep Learning, Pandas, Databricks, Hadoop',
  'Make the forecast explain itself, Find out why Tuesdays are slow, Build the tables everybody reads, Measure before and after',
);

const trust: Trade = trade(
  122_000,
  '**Security Engineer, **Cybersecurity Analyst, Penetration Tester, *Security Architect, **QA Engineer, Test Automation Engineer, Quality Analyst, Software Tester',
  'Threat Modelling, Penetration Testing, Network Security, Incident Response, Identity Management, Cryptography, Selenium, Cypress, Test Automation, Manual Testing, Python, Java',
  'Think like the burglar and leave a note, Find it before the customer does, Write the test that finds it first, Keep the locks boring',
);

const support: Trade = trade(
  64_000,
  '**IT Support Specialist, Help Desk Technician, Technical Support Engineer, IT Manager, SAP Consultant, Salesforce Administrator, ERP Consultant, Solutions Architect, Sales Engineer',
  'Troubleshooting, Windows, Active Directory, Ticketing, SAP, Salesforce, Networking, Office 365, Customer Service, Excel',
  'Make the printer somebody else’s story, Answer so that nobody asks twice, Hand over a laptop that works, Plan the move of every mailbox',
);

export const computing: readonly Trade[] = [software, rare, web, platform, data, trust, support];
