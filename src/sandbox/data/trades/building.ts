import { trade, type Trade } from './trade';

const sites: Trade = trade(
  66_000,
  '**Electrician, Plumber, Carpenter, Welder, Painter, Construction Worker, Construction Manager, *Civil Engineer, Structural Engineer, Architect, Surveyor, Roofer, Solar Installer, HVAC Technician, Bricklayer, Crane Operator, Site Supervisor, Urban Planner',
  'Wiring, Blueprint Reading, Welding, Site Safety, AutoCAD, Plumbing, Carpentry, Scaffolding, Estimating, Revit',
  'Leave the site swept, Read the drawing before the drill, Bring the light to the last room, Build it so that it can be mended',
);

const machines: Trade = trade(
  56_000,
  '**Mechanic, Car Mechanic, Maintenance Technician, Machine Operator, CNC Machinist, Production Worker, Assembler, Quality Inspector, Production Manager, Plant Manager, Factory Worker, Service Technician, Toolmaker',
  'Hydraulics, Machine Maintenance, CNC Programming, Quality Control, Lean Manufacturing, Diagnostics, Welding, Safety Procedures',
  'Hear what is wrong before the bonnet is up, Keep line four running, Change the part before it breaks, Write down what you heard',
);

const logistics: Trade = trade(
  52_000,
  '**Warehouse Worker, *Warehouse Supervisor, **Logistics Coordinator, **Logistics Manager, Supply Chain Planner, **Delivery Driver, *Truck Driver, Bus Driver, Courier, Dispatcher, Forklift Operator, Order Picker, Packer, Taxi Driver, Train Driver, Airline Pilot, Flight Attendant',
  'Inventory Control, Route Planning, Forklift License, SAP, Customs Paperwork, Excel, Order Picking, Safe Driving, Logistics',
  'Load four trailers before seven, Plan around the bridge works, Count the shelves nobody counts, Bring it dry',
);

export const building: readonly Trade[] = [sites, machines, logistics];
