import { contract } from '@linli/contract';
import { on, type Route } from '../../kernel/http.ts';
import * as actions from './actions.ts';

export const routes: Route[] = [
  on(contract.alliance.listMerchants, actions.listMerchants),
  on(contract.alliance.getMerchant, actions.getMerchant),
  on(contract.alliance.publicMerchant, actions.publicMerchant),
  on(contract.alliance.admitMerchant, actions.admitMerchant),
  on(contract.alliance.suspendMerchant, actions.suspendMerchant),
  on(contract.alliance.exitMerchant, actions.exitMerchant),
  on(contract.alliance.resumeMerchant, actions.resumeMerchant),
  on(contract.alliance.addBranch, actions.addBranch),
  on(contract.alliance.listStations, actions.listStations),
  on(contract.alliance.addStation, actions.addStation),
  on(contract.alliance.listDistricts, actions.listDistricts),
  on(contract.alliance.drawDistrict, actions.drawDistrict),
  on(contract.alliance.openDistrict, actions.openDistrict),
  on(contract.alliance.assignTerritory, actions.assignTerritory),
  on(contract.alliance.releaseTerritory, actions.releaseTerritory),
];
