import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { joiningEndpoints, merchantDisclosure } from './joining.ts';
import { cityRoles, merchantRoles } from './roles.ts';
import { publicStanding, sanctionEndpoints } from './sanctions.ts';
import { Fen, Id, Instant, Lat, Lon, Note, Page, Phone, Ring, ServiceFamily, Text, pageOf } from './shapes.ts';

export const MerchantStatus = z.enum(['joining', 'active', 'suspended', 'exiting', 'exited']);
export const Merchant = z.object({
  merchantId: Id, name: z.string(), licenceNo: z.string(), status: MerchantStatus, contactName: z.string(), maskedPhone: z.string(), admittedAt: Instant,
  commissionBasisPoints: z.int(), workerShareBasisPoints: z.int(), guaranteeDepositFen: Fen, families: z.array(ServiceFamily), districtNames: z.array(z.string()), workerCount: z.int(), rating: z.number(),
}).meta({ id: 'Merchant' });
export const Branch = z.object({ branchId: Id, merchantId: Id, name: z.string(), address: z.string(), lon: Lon, lat: Lat });
export const Station = z.object({ stationId: Id, name: z.string(), kind: z.enum(['community', 'mall', 'office']), address: z.string(), lon: Lon, lat: Lat, phone: z.string() }).meta({ id: 'Station' });
export const District = z.object({
  districtId: Id, name: z.string(), divisionCode: z.string(), ring: Ring, cellCount: z.int(), isOpen: z.boolean(), isSchematic: z.boolean(),
  holders: z.array(z.object({ family: ServiceFamily, merchantId: Id, merchantName: z.string() })),
}).meta({ id: 'District' });

export const alliance = {
  listMerchants: query({ path: '/api/merchants', who: cityRoles, summary: 'Merchants of the alliance', input: z.object({ q: z.string().max(30).optional(), ...Page }), output: pageOf(Merchant) }),
  getMerchant: query({ path: '/api/merchants/:merchantId', who: [...cityRoles, ...merchantRoles], summary: 'One merchant with branches and territory', input: z.object({ merchantId: Id }),
    output: Merchant.extend({ branches: z.array(Branch), districts: z.array(z.object({ districtId: Id, name: z.string(), families: z.array(ServiceFamily) })) }), refusals: ['alliance.merchant_unknown'] }),
  publicMerchant: query({ path: '/api/public/merchants/:merchantId', who: 'anyone', summary: 'What a family may see of a merchant: name, licence, grade, services, rating, where to complain', input: z.object({ merchantId: Id }),
    output: z.object({ merchantId: Id, name: z.string(), licenceNo: z.string(), families: z.array(ServiceFamily), rating: z.number(), workerCount: z.int(), branches: z.array(Branch), ...merchantDisclosure, ...publicStanding }), refusals: ['alliance.merchant_unknown'] }),
  admitMerchant: command({
    path: '/api/merchants', who: ['operator'], summary: 'Admit a merchant to the alliance and name its owner',
    input: z.object({ name: Text(60), licenceNo: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/), ownerName: Text(30), ownerPhone: Phone, commissionBasisPoints: z.int().min(500).max(800).default(800), workerShareBasisPoints: z.int().min(5000).max(9500).default(7000), guaranteeDepositFen: Fen.min(0).default(0), families: z.array(ServiceFamily).min(1) }),
    output: Merchant, refusals: ['alliance.licence_wrong', 'alliance.licence_taken'],
  }),
  suspendMerchant: command({ path: '/api/merchants/:merchantId/suspend', who: ['operator'], summary: 'Suspend a merchant: no new work', input: z.object({ merchantId: Id, reason: Text(200) }), output: Merchant, refusals: ['alliance.merchant_unknown', 'alliance.joining_stage_wrong'] }),
  resumeMerchant: command({ path: '/api/merchants/:merchantId/resume', who: ['operator'], summary: 'Lift a suspension: back to where it stood', input: z.object({ merchantId: Id }), output: Merchant, refusals: ['alliance.merchant_unknown', 'alliance.joining_stage_wrong', 'alliance.paper_lapsed'] }),
  exitMerchant: command({ path: '/api/merchants/:merchantId/exit', who: ['operator'], summary: 'A merchant leaves the alliance for good: no new work, open visits go to others, its guarantee comes back after 90 days', input: z.object({ merchantId: Id, reason: Text(200) }), output: Merchant, refusals: ['alliance.merchant_unknown'] }),
  addBranch: command({ path: '/api/merchants/:merchantId/branches', who: ['operator', 'merchantOwner'], summary: 'Open a branch', input: z.object({ merchantId: Id, name: Text(60), address: Text(120), lon: Lon, lat: Lat }), output: Branch, refusals: ['alliance.merchant_unknown'] }),
  listStations: query({ path: '/api/stations', who: 'anyone', summary: 'Community stations where help is at hand', input: z.object({}), output: z.object({ items: z.array(Station), coveragePercent: z.number() }) }),
  addStation: command({ path: '/api/stations', who: ['operator'], summary: 'Open a community station', input: z.object({ name: Text(60), kind: z.enum(['community', 'mall', 'office']), address: Text(120), lon: Lon, lat: Lat, phone: Note(20).default('') }), output: Station }),
  listDistricts: query({ path: '/api/districts', who: 'anyone', summary: 'Districts (片区) with outline, opening state and holders', input: z.object({}), output: z.object({ items: z.array(District) }) }),
  drawDistrict: command({
    path: '/api/districts', who: ['operator'], summary: 'Draw a district as a polygon; it is stored as H3 cells, no cell may lie in two districts',
    input: z.object({ name: Text(40), divisionCode: Text(12), ring: Ring, isOpen: z.boolean().default(false), isSchematic: z.boolean().default(false) }),
    output: District, refusals: ['alliance.district_overlaps', 'alliance.district_too_large', 'alliance.district_empty'],
  }),
  openDistrict: command({ path: '/api/districts/:districtId/open', who: ['operator'], summary: 'Open or close a district to booking (staged roll-out)', input: z.object({ districtId: Id, isOpen: z.boolean() }), output: District, refusals: ['alliance.district_unknown'] }),
  assignTerritory: command({
    path: '/api/districts/:districtId/holders', who: ['operator'], summary: 'Give a merchant the exclusive right to a service family in a district',
    input: z.object({ districtId: Id, family: ServiceFamily, merchantId: Id }), output: District,
    refusals: ['alliance.district_unknown', 'alliance.merchant_unknown', 'alliance.territory_taken', 'alliance.family_not_offered', 'alliance.merchant_suspended', 'alliance.merchant_not_open'],
  }),
  releaseTerritory: command({ path: '/api/districts/:districtId/holders/release', who: ['operator'], summary: 'Take a territory back', input: z.object({ districtId: Id, family: ServiceFamily, merchantId: Id }), output: District, refusals: ['alliance.district_unknown'] }),
  ...joiningEndpoints,
  ...sanctionEndpoints,
};
