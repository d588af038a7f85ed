import { contract } from '@linli/contract';
import { on } from '../../kernel/http.ts';
import type { Module } from '../../kernel/module.ts';
import { call } from './actions/call.ts';
import { cancel, cancelPreview, reportNoShow } from './actions/cancel.ts';
import { list, myVisits, openDemands, search } from './actions/list.ts';
import { readPhoto } from './actions/photos.ts';
import { hold, place } from './actions/place.ts';
import { rebook, redo } from './actions/redo.ts';
import { reschedule } from './actions/reschedule.ts';
import { merchantReviews } from './actions/merchant-reviews.ts';
import { confirm, review, reviewHousehold } from './actions/review.ts';
import { createSeries, previewSeries } from './actions/series.ts';
import { editSeries, endSeries, pauseSeries, resumeSeries, skipVisit, unskipVisit } from './actions/series-edit.ts';
import { listSeries, seriesView } from './actions/series-view.ts';
import { get, shown } from './actions/view.ts';
import { addPhoto, checkIn, confirmChecklist, depart, finish, startService, tickItem } from './actions/visit.ts';

export const routes = [
  on(contract.orders.place, shown(place)),
  on(contract.orders.hold, shown(hold)),
  on(contract.orders.list, list),
  on(contract.orders.get, get),
  on(contract.orders.search, search),
  on(contract.orders.myVisits, myVisits),
  on(contract.orders.rebook, rebook),
  on(contract.orders.cancelPreview, cancelPreview),
  on(contract.orders.cancel, cancel),
  on(contract.orders.reschedule, reschedule),
  on(contract.orders.depart, shown(depart)),
  on(contract.orders.checkIn, shown(checkIn)),
  on(contract.orders.confirmChecklist, shown(confirmChecklist)),
  on(contract.orders.startService, shown(startService)),
  on(contract.orders.tickItem, shown(tickItem)),
  on(contract.orders.addPhoto, shown(addPhoto), { isUpload: true }),
  on(contract.orders.finish, shown(finish)),
  on(contract.orders.confirm, shown(confirm)),
  on(contract.orders.review, shown(review)),
  on(contract.orders.merchantReviews, merchantReviews),
  on(contract.orders.reviewHousehold, reviewHousehold),
  on(contract.orders.redo, redo),
  on(contract.orders.reportNoShow, reportNoShow),
  on(contract.orders.call, call),
  on(contract.orders.openDemands, openDemands),
  on(contract.orders.previewSeries, previewSeries),
  on(contract.orders.createSeries, createSeries),
  on(contract.orders.listSeries, listSeries),
  on(contract.orders.seriesView, seriesView),
  on(contract.orders.editSeries, editSeries),
  on(contract.orders.skipVisit, skipVisit),
  on(contract.orders.unskipVisit, unskipVisit),
  on(contract.orders.pauseSeries, pauseSeries),
  on(contract.orders.resumeSeries, resumeSeries),
  on(contract.orders.endSeries, endSeries),
];

/** A photo as a picture, outside the contract, so that a plain <img> can show it. */
export const raw: NonNullable<Module['raw']> = (http, deps) => {
  http.get<{ Params: { photoId: string }; Querystring: Record<string, unknown> }>('/api/photos/:photoId', { schema: { hide: true } as object }, async (request, reply) => {
    const { bytes, contentType } = await readPhoto(deps, { photoId: request.params.photoId, pass: String(request.query['pass'] ?? ''), token: String(request.query['token'] ?? ''), actor: request.actor });
    return reply.type(contentType).header('cache-control', 'private, max-age=3600').header('x-content-type-options', 'nosniff').send(bytes);
  });
};
