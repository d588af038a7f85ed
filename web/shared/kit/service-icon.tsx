import {
  AirVent, Baby, BedDouble, Blinds, BookOpen, Boxes, BriefcaseBusiness, Building2, CarFront, Clock4, CloudRainWind, CookingPot, Cpu, Droplets, Gift, Grid2x2, HandHeart, HeartHandshake, HeartPulse,
  House, KeyRound, LampCeiling, Milk, PackageOpen, PawPrint, Shirt, Siren, Sparkles, Sprout, Stethoscope, Truck, WashingMachine, Wrench,
} from 'lucide-react';
import type { ServiceFamily } from '@linli/contract';
import type { Tone } from '../tokens.ts';
import { IconTile } from './marks.tsx';

/** The names a service item may carry in `icon`, and the names of the families. */
const icons: Record<string, typeof House> = {
  cleaning: Sparkles, deepCleaning: Droplets, newHome: KeyRound, windows: Grid2x2, appliance: AirVent, curtains: Blinds, organizing: PackageOpen, cooking: CookingPot, maternity: Milk, childcare: Baby,
  nanny: House, hourlyHelp: Clock4, elderCare: HeartHandshake, patientCare: BedDouble, escort: Stethoscope, pickup: CarFront, pet: PawPrint, plant: Sprout, repair: Wrench, installation: LampCeiling,
  urgentRepair: Siren, laundry: WashingMachine, shoes: Shirt, waterproofing: CloudRainWind, moving: Truck, company: Building2, office: BriefcaseBusiness, smartHome: Cpu, health: HeartPulse, education: BookOpen,
  bundle: Boxes, charity: HandHeart, gift: Gift,
};
const familyTones: Partial<Record<ServiceFamily, Tone>> = { nanny: 'warm', maternity: 'warm', childcare: 'warm', elderCare: 'warm', repair: 'sky', installation: 'sky', waterproofing: 'sky', moving: 'sky', pet: 'warm', company: 'grey' };

/** The icon of a service, by its `icon` name, else its family's. */
export function ServiceIcon({ icon, family, sizePixels = 22 }: { icon: string; family?: ServiceFamily; sizePixels?: number }) {
  const Icon = icons[icon] ?? (family ? icons[family] : undefined) ?? House;
  return <Icon size={sizePixels} strokeWidth={1.75} aria-hidden="true" />;
}
/** The same in a doorway, coloured by family: care is apricot, technical work blue, housework jade. */
export function ServiceTile({ icon, family, sizePixels = 48 }: { icon: string; family?: ServiceFamily; sizePixels?: number }) {
  return <IconTile tone={(family && familyTones[family]) ?? 'jade'} sizePixels={sizePixels}><ServiceIcon icon={icon} {...(family && { family })} sizePixels={Math.round(sizePixels * 0.48)} /></IconTile>;
}
