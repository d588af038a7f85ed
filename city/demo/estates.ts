import { systemActor } from '../../kernel/context.ts';
import { listDivisions } from '../../modules/accounts/index.ts';
import type { DemoDistrict } from './urumqi.ts';
import type { Town } from './town.ts';

const root = systemActor('demo city');

/** Invented estates on the real streets and communities of a district, spread over its outline. */
export async function estatesOf(district: DemoDistrict, town: Town): Promise<{ name: string; streetCode: string; communityName: string; lon: number; lat: number; buildings: string[] }[]> {
  const { items: streets } = await town.app.read(root, listDivisions, { parent: district.code });
  const estates = [];
  for (const [i, name] of district.estates.entries()) {
    const street = streets[i % streets.length]!;
    const { items: communities } = await town.app.read(root, listDivisions, { parent: street.code });
    const angle = (i / district.estates.length) * Math.PI * 2;
    const reach = 0.35 + 0.4 * town.random();
    const count = 6 + Math.floor(town.random() * 14);
    estates.push({
      name, streetCode: street.code, communityName: (communities[i % Math.max(1, communities.length)]?.name ?? `${street.name}社区`).replace('居委会', ''),
      lon: round(district.centre[0] + Math.cos(angle) * 0.03 * reach), lat: round(district.centre[1] + Math.sin(angle) * 0.021 * reach), buildings: Array.from({ length: count }, (_, b) => `${b + 1}号楼`),
    });
  }
  return estates;
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
