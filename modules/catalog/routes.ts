import { contract } from '@linli/contract';
import { on, type Route } from '../../kernel/http.ts';
import { changeChecklist, getItem, listItems, listPrices, publishItem, quoteItem, setPrice } from './actions.ts';

export const routes: Route[] = [
  on(contract.catalog.listItems, listItems),
  on(contract.catalog.getItem, getItem),
  on(contract.catalog.quote, quoteItem),
  on(contract.catalog.listPrices, listPrices),
  on(contract.catalog.setPrice, setPrice),
  on(contract.catalog.publishItem, publishItem),
  on(contract.catalog.changeChecklist, changeChecklist),
];
