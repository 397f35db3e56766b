import { trade, type Trade } from './trade';

const kitchen: Trade = trade(
  42_000,
  '**Chef, Sous Chef, Cook, Baker, Barista, Bartender, **Waiter, Dishwasher, Restaurant Manager, Butcher, Kitchen Assistant, Catering Manager',
  'Food Safety, Menu Planning, Pastry, Stock Ordering, Latte Art, Team Rotas, Cooking, Hospitality, Cash Handling',
  'Have the bread out by six, Write the menu with the season, Send nothing out you would not eat, Remember how they take it',
);

const guests: Trade = trade(
  44_000,
  '**Customer Service Representative, *Customer Support Specialist, Call Center Agent, Customer Service Manager, Hotel Receptionist, Hotel Manager, Housekeeper, Cleaner, Travel Agent, Tour Guide, Concierge',
  'Customer Service, Complaint Handling, English, Ticketing, Hospitality, Zendesk, Listening, Cleaning, Booking Systems, Tourism',
  'Pick up before the third ring, Turn the room in twenty minutes, Say sorry once and mean it, Know the last train',
);

const shops: Trade = trade(
  38_000,
  '*Cashier, Retail Assistant, Store Manager, Shop Assistant, Visual Merchandiser, Hairdresser, Tailor, Beauty Therapist, Florist, Merchandising Planner, Stock Clerk',
  'Cash Handling, Merchandising, Customer Service, Stock Ordering, Styling, Retail, Inventory Control',
  'Open at nine and smile at five to, Dress the window on Thursdays, Know what came in today',
);

export const service: readonly Trade[] = [kitchen, guests, shops];
