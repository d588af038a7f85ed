import { homeAreas, type Bilingual, type clothColours, type toolCodes } from '@linli/contract';
import { areaNames, clothNames } from './names.ts';

type Area = (typeof homeAreas)[number];
type Tool = (typeof toolCodes)[number];
type Cloth = (typeof clothColours)[number];

/** The six tools every worker goes with: one tool, one use. `isUsedUp`: handed out, not handed back. */
export const tools: Record<Tool, { name: Bilingual; use: Bilingual; areas: readonly Area[]; isUsedUp: boolean }> = {
  tileBrush: { name: { zh: '瓷砖刷', en: 'tile brush' }, use: { zh: '刷墙砖、地砖缝', en: 'tiles and the joints between them' }, areas: ['bathroom', 'kitchen'], isUsedUp: false },
  squeegee: { name: { zh: '刮水器', en: 'squeegee' }, use: { zh: '刮玻璃、镜面和淋浴房的水', en: 'water off glass, mirrors and showers' }, areas: ['glass', 'bathroom'], isUsedUp: false },
  floorWiper: { name: { zh: '地板擦', en: 'floor wiper' }, use: { zh: '只擦地面，不上台面', en: 'floors only, never a worktop' }, areas: ['floor'], isUsedUp: false },
  dustPaper: { name: { zh: '除尘纸', en: 'dust paper' }, use: { zh: '干擦浮灰，一处一张', en: 'dry dust, one sheet for each place' }, areas: ['livingRoom', 'bedroom'], isUsedUp: true },
  stainPaste: { name: { zh: '去污膏', en: 'stain paste' }, use: { zh: '灶台、水槽的重油污和水垢', en: 'grease and scale on hobs and sinks' }, areas: ['kitchen', 'bathroom'], isUsedUp: true },
  stainCleaner: { name: { zh: '污渍清洁剂', en: 'stain cleaner' }, use: { zh: '马桶和地面的顽固污渍，戴手套，不混用', en: 'stubborn stains of toilets and floors: with gloves, never mixed' }, areas: ['toilet', 'bathroom', 'floor'], isUsedUp: true },
};
export const isTool = (code: string): code is Tool => Object.hasOwn(tools, code);

/** One colour for each part of a home. A cloth that was in the toilet never reaches a worktop. */
export const clothFor: Record<Area, Cloth> = { toilet: 'red', bathroom: 'yellow', kitchen: 'green', livingRoom: 'blue', bedroom: 'blue', floor: 'white', glass: 'white' };
const order: Record<Area, Bilingual> = {
  toilet: { zh: '最后做，用完单独洗', en: 'Comes last; washed by itself' }, bathroom: { zh: '先干后湿，从上到下', en: 'Dry first, then wet, from top to bottom' }, kitchen: { zh: '碰食物的地方只用绿布', en: 'Where food is, the green cloth only' },
  livingRoom: { zh: '先除尘再擦', en: 'Dust first, then wipe' }, bedroom: { zh: '换一面再擦下一间', en: 'Turn the cloth for the next room' }, floor: { zh: '从里往外退着擦', en: 'Backwards, from the inside out' }, glass: { zh: '先湿后刮，收边擦干', en: 'Wet, scrape, then dry the edges' },
};

export const mayUse = (tool: Tool, area: Area): boolean => tools[tool].areas.includes(area);
export const areaRules = homeAreas.map((area) => ({
  area, name: areaNames[area], cloth: clothFor[area], clothName: clothNames[clothFor[area]], words: order[area],
  tools: (Object.keys(tools) as Tool[]).filter((code) => mayUse(code, area)).map((code) => ({ code, name: tools[code].name, use: tools[code].use })),
}));

/** What every city starts with. */
export const standardKit = { name: '标准工具包', items: (Object.keys(tools) as Tool[]).map((code) => ({ code, count: tools[code].isUsedUp ? 2 : 1 })) };
