import { trade, type Trade } from './trade';

const nursing: Trade = trade(
  78_000,
  '**Registered Nurse, Nurse Practitioner, Staff Nurse, Care Coordinator, Nursing Assistant, Caregiver, Midwife, Paramedic, Medical Assistant, Home Care Aide, Dental Assistant',
  'Patient Care, Triage, Wound Care, Medication Administration, Electronic Records, First Aid, Geriatrics, Paediatrics',
  'Look after a ward of eighteen, Plan the way home with the family, Keep the medicine cupboard honest, Hold the hand first',
);

const medicine: Trade = trade(
  140_000,
  '**Doctor, Physician Assistant, General Practitioner, Surgeon, Dentist, **Pharmacist, Pharmacy Technician, Physiotherapist, Occupational Therapist, Psychologist, Radiographer, Veterinarian, Optician, Dietitian',
  'Diagnosis, Patient Care, Surgery, Pharmacology, Rehabilitation, Counselling, Medical Imaging, Electronic Records, Research',
  'Listen before the stethoscope, Explain it without Latin, Get them walking by Friday, Count the tablets again',
);

const teaching: Trade = trade(
  58_000,
  '**Teacher, Primary School Teacher, Maths Teacher, English Teacher, Teaching Assistant, Lecturer, Professor, Tutor, Childcare Worker, Kindergarten Teacher, Special Education Teacher, Instructional Designer, Librarian, School Principal',
  'Lesson Planning, Classroom Management, Curriculum Design, Mathematics, English, Child Development, Mentoring, E-Learning, Assessment',
  'Make fractions somebody’s favourite, Read aloud every day, Ring the parents with good news, Find the question behind the answer',
);

const social: Trade = trade(
  54_000,
  '**Social Worker, Counsellor, Youth Worker, Community Outreach Worker, Therapist, Fundraising Manager, Nonprofit Manager, Policy Advisor, Housing Officer, Fitness Instructor, Personal Trainer, Yoga Teacher, Sports Coach',
  'Counselling, Case Management, Advocacy, Safeguarding, Fundraising, Group Work, Mediation, Nutrition, Public Policy',
  'Knock a second time, Know every office and its hours, Start the group that lasts, Write the letter that works',
);

export const care: readonly Trade[] = [nursing, medicine, teaching, social];
