import { trade, type Trade } from './trade';

const hardware: Trade = trade(
  104_000,
  'Embedded Engineer, **Firmware Engineer, Electronics Technician, *Mechanical Engineer, **Electrical Engineer, Test Engineer, Robotics Engineer, Controls Engineer, Hardware Engineer, Aerospace Engineer, Automotive Engineer, Chemical Engineer, Biomedical Engineer, Process Engineer, Industrial Engineer, Semiconductor Engineer, Telecommunications Engineer',
  'C++, C, Embedded Linux, Oscilloscopes, SolidWorks, PLC Programming, Soldering, CAN Bus, MATLAB, AutoCAD, PID control, Verilog, FPGA, IoT, Sensors, Battery Systems, 3D Printing, Drones',
  'Bring the second prototype to life, Write the test that finds it first, Halve the number of cables, Tune the controller on the shop floor',
);

const design: Trade = trade(
  96_000,
  '**Product Designer, **UX Designer, UI Designer, UX Researcher, Visual Designer, *Graphic Designer, Web Designer, Interior Designer, Fashion Designer, Motion Designer, Game Designer, Industrial Designer, Art Director, Creative Director, Illustrator, Animator, Photographer, Video Editor, Artist, Actor, Musician',
  'Figma, User Interviews, Prototyping, Typography, Accessibility, Information Architecture, Photoshop, Illustration, Branding, Motion Graphics, Video Editing, Design Systems, 3D Modelling, Virtual Reality',
  'Sit with people who use it, Draw the smallest thing that works, Name things so that nobody asks, Throw away the first nine sketches',
);

const words: Trade = trade(
  72_000,
  '*Technical Writer, *Content Writer, Copywriter, Editor, Journalist, Translator, Interpreter, Content Strategist, UX Writer, Proofreader, Social Media Manager, Podcast Producer',
  'Copywriting, Editing, SEO, Storytelling, Research, Translation, Interviewing, Social Media, Content Management, Style Guides',
  'Cut the page in half, Say it so that a neighbour understands, Find the sentence that carries the rest, Keep the glossary honest',
);

const science: Trade = trade(
  88_000,
  '*Research Scientist, Chemist, Biologist, Laboratory Technician, Physicist, Research Assistant, Environmental Scientist, Statistician, Clinical Researcher, Biotechnology Associate, Geologist, Economist',
  'Laboratory Practice, Statistics, R, Python, Microscopy, Grant Writing, Experiment Design, Field Work, Scientific Writing, Quality Control, Chemistry, Mathematics, Physics',
  'Repeat what nobody has repeated, Keep the samples cold and the notes clear, Publish what did not work, Measure it twice',
);

export const making: readonly Trade[] = [hardware, design, words, science];
