import { Button, Form, Input, Select, Tabs } from 'antd';
import { CalendarRange, ClipboardList, LayoutDashboard, Map as MapIcon, PhoneCall, Users } from 'lucide-react';
import { useState } from 'react';
import { dayOf, instantAt } from '../shared/format.ts';
import { DenseTable } from '../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../shared/desk/desk-drawer.tsx';
import { DeskLayout, Page } from '../shared/desk/desk-layout.tsx';
import { ExceptionCard } from '../shared/desk/exception-card.tsx';
import { FilterBar } from '../shared/desk/filter-bar.tsx';
import { GanttDay, type GanttRow } from '../shared/desk/gantt-day.tsx';
import { HistoryTimeline } from '../shared/desk/history-timeline.tsx';
import { BarChart, KpiRow, KpiTile } from '../shared/desk/kpi-tile.tsx';
import { showUndo } from '../shared/desk/undo.ts';
import { Amount, OrderStatusPill } from '../shared/kit/index.ts';
import { CityMap, type MapMarker } from '../shared/map/city-map.tsx';

const b = (zh: string, en: string) => ({ zh, en });
const day = dayOf(new Date());
const opened = Date.now();
const ago = (minutes: number): string => new Date(opened - minutes * 60_000).toISOString();
const names = ['李秀梅', '王桂兰', '古丽娜尔·买买提江', '陈晓红', '张玉芬', '阿依古丽', '刘春燕', '赵丽华', '马小兰', '周建英', '热依汗', '孙慧'];
const statuses = ['accepted', 'onTheWay', 'inService', 'finished', 'settled', 'assigned'] as const;
const rows: GanttRow[] = names.map((name, row) => ({
  workerId: `w${row}`, name, merchantName: row % 3 === 0 ? '天山邻里家政服务有限公司' : '沙区好帮手', isOnline: row % 4 !== 3,
  availability: [{ startAt: instantAt(day, row % 2 ? '09:00' : '08:00'), endAt: instantAt(day, row % 3 ? '18:30' : '20:00') }],
  bars: [
    { id: `a${row}`, orderId: 'o', kind: 'visit', status: statuses[row % 6]!, startAt: instantAt(day, `${String(8 + (row % 4)).padStart(2, '0')}:30`), endAt: instantAt(day, `${11 + (row % 4)}:30`), label: [{ zh: '日常保洁 · 幸福花园', en: 'Daily cleaning · 幸福花园' }, { zh: '擦玻璃 · 南湖小区', en: 'Windows · 南湖小区' }, { zh: '养老护理 · 红山路', en: 'Elder care · 红山路' }][row % 3]!, isLate: row === 4 },
    ...(row % 2 ? [{ id: `b${row}`, orderId: 'o', kind: 'visit' as const, status: 'accepted' as const, startAt: instantAt(day, '15:00'), endAt: instantAt(day, '17:30'), label: { zh: '深度保洁 · 新医路', en: 'Deep cleaning · 新医路' }, isLate: false }] : []),
    ...(row % 5 === 0 ? [{ id: `h${row}`, orderId: null, kind: 'hold' as const, status: null, startAt: instantAt(day, '16:30'), endAt: instantAt(day, '18:30'), label: null, isLate: false }] : []),
    ...(row % 7 === 6 ? [{ id: `x${row}`, orderId: null, kind: 'exception' as const, status: null, startAt: instantAt(day, '13:00'), endAt: instantAt(day, '18:00'), label: null, isLate: false }] : []),
  ],
}));
const orders = names.map((name, index) => ({ orderId: `o${index}`, no: `LL2611220${100 + index}`, customer: `${name[0]}女士`, item: ['日常保洁', '擦玻璃', '月嫂'][index % 3]!, estate: '幸福花园 3 号楼', worker: index % 4 === 0 ? null : names[(index + 3) % 12]!, status: statuses[index % 6]!, fen: 9500 + index * 1370 }));
const ring = (lon: number, lat: number, size: number): [number, number][] => Array.from({ length: 9 }, (_, index) => [lon + Math.cos((index / 9) * 6.283) * size * (1 + 0.15 * Math.sin(index * 2)), lat + Math.sin((index / 9) * 6.283) * size * 0.72]);
const districts = [['天山区', 87.63, 43.79, true], ['沙依巴克区', 87.52, 43.77, true], ['新市区', 87.55, 43.9, true], ['水磨沟区', 87.7, 43.87, true], ['头屯河区', 87.4, 43.89, false], ['米东区', 87.72, 44.0, false]].map(([name, lon, lat, isOpen], index) => ({ districtId: `d${index}`, name: name as string, ring: ring(lon as number, lat as number, 0.075), isOpen: isOpen as boolean }));
const states = ['idle', 'onTheWay', 'inService', 'offline'] as const;
const markers: MapMarker[] = [
  ...names.map((name, index) => ({ id: `w${index}`, kind: 'worker' as const, lon: 87.5 + ((index * 37) % 25) / 100, lat: 43.74 + ((index * 53) % 22) / 100, label: name, state: states[index % 4]! })),
  ...[0, 1, 2, 3, 4].map((index) => ({ id: `v${index}`, kind: 'visit' as const, lon: 87.53 + ((index * 31) % 19) / 100, lat: 43.76 + ((index * 41) % 17) / 100, label: `LL26112201${index}`, state: index === 0 ? ('waiting' as const) : index % 2 ? ('due' as const) : ('inService' as const), isLate: index === 3 })),
];

export function Desk() {
  const [openKey, setOpenKey] = useState<string | null>(new URLSearchParams(location.search).get('open'));
  const [group, setGroup] = useState('open');
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState<string | null>('v0');
  const view = location.pathname.split('/')[3] ?? '';
  return (
    <DeskLayout title="调度台" roleName="调度员" nav={[
      { href: '/gallery/desk', label: '今日', icon: <LayoutDashboard />, count: 4, shortcut: 'g b' }, { href: '/gallery/desk/orders', label: '订单', icon: <ClipboardList />, shortcut: 'g o' }, { href: '/gallery/desk/day', label: '排班', icon: <CalendarRange />, shortcut: 'g d' },
      { href: '/gallery/desk/map', label: '地图', icon: <MapIcon />, shortcut: 'g m' }, { href: '/workers', label: '家政员', icon: <Users />, group: '资料' }, { href: '/follow', label: '回访', icon: <PhoneCall />, count: 12 },
    ]}>
      {view === 'orders' ? (
        <Page title="订单" aside={<Button type="primary" onClick={() => showUndo('已派给 李秀梅', () => undefined)}>代客下单</Button>}>
          <FilterBar search={{ value: words, onChange: setWords, placeholder: '单号、客户、小区' }} segments={{ value: group, onChange: setGroup, choices: [{ value: 'open', label: '待派' }, { value: 'running', label: '进行中' }, { value: 'done', label: '已完成' }] }}><Select style={{ width: 140 }} aria-label="片区" placeholder="片区" options={districts.map(({ districtId, name }) => ({ value: districtId, label: name }))} /></FilterBar>
          <DenseTable of={{ value: orders, hasMore: true }} rowKey={(order) => order.orderId} onOpen={(order) => setOpenKey(order.orderId)} openKey={openKey} columns={[
            { title: '单号', dataIndex: 'no', width: 150 }, { title: '服务', dataIndex: 'item', width: 110 }, { title: '客户', dataIndex: 'customer', width: 90 }, { title: '地址', dataIndex: 'estate', ellipsis: true, width: 180 },
            { title: '家政员', width: 130, ellipsis: true, render: (_, order) => order.worker ?? <span style={{ color: 'var(--apricot-700)' }}>未派</span> }, { title: '状态', width: 120, render: (_, order) => <OrderStatusPill status={order.status} label={b(order.status, order.status)} /> }, { title: '金额', align: 'right', width: 110, render: (_, order) => <Amount fen={order.fen} /> },
          ]} />
        </Page>
      ) : view === 'day' ? <Page title="排班" note="11月22日 周日"><GanttDay day={day} rows={rows} now={new Date(instantAt(day, '13:20'))} selectedId="a2" onOpen={(bar) => setOpenKey(bar.id)} /></Page>
      : view === 'map' ? <Page title="地图"><CityMap districts={districts} markers={markers} selectedId={picked} onPick={(marker) => setPicked(marker.id)} heightPixels={620} /></Page>
      : (
        <Page title="今日" note="先处理异常">
          <KpiRow>
            <KpiTile label="今日订单" value="128" spark={[2, 5, 9, 14, 12, 16, 18]} note="比上周日多 12" /><KpiTile label="进行中" value="37" /><KpiTile label="待派" value="4" tone="warm" href="/orders" /><KpiTile label="晚点" value="1" tone="danger" /><KpiTile label="在线家政员" value="86" unit="人" note="空闲 23" /><KpiTile label="今日收入" value={<Amount fen={1843500} />} tone="jade" />
          </KpiRow>
          <div style={{ display: 'grid', gap: 10 }}>
            <ExceptionCard exception={{ severity: 'now', title: b('14:00 的保洁还没人接', 'Nobody'), words: b('幸福花园 王女士，已问过 3 位阿姨都没空', '3'), since: ago(8) }} onOpen={() => setOpenKey('o1')} action={<Button type="primary">派人</Button>} isFresh />
            <ExceptionCard exception={{ severity: 'soon', title: b('张玉芬可能晚点', 'Late'), words: b('还有 2.3 公里，约定 13:30', '2.3'), since: ago(2) }} onOpen={() => setOpenKey('o2')} action={<Button>打电话</Button>} />
            <ExceptionCard exception={{ severity: 'watch', title: b('健康证 7 天后到期', 'Paper'), words: b('阿依古丽，到期后不能接养老护理', '7'), since: ago(120) }} />
          </div>
          <div style={{ background: 'var(--paper)', borderRadius: 12, padding: 16 }}><BarChart label="每小时上门" bars={Array.from({ length: 13 }, (_, index) => ({ key: String(index), value: [3, 8, 14, 12, 6, 9, 15, 19, 14, 8, 5, 3, 1][index]!, limit: 16, title: `${8 + index}:00`, label: String(8 + index) }))} /></div>
          <Tabs items={[{ key: 'a', label: '概况', children: <Form layout="vertical" style={{ maxWidth: 420 }}><Form.Item label="改派原因" required><Input placeholder="如：原阿姨生病" /></Form.Item><Button type="primary">改派</Button> <Button>取消</Button></Form> }, { key: 'b', label: '经过' }]} />
        </Page>
      )}
      <DeskDrawer isOpen={openKey !== null} title="LL2611220101 · 日常保洁" aside={<Button type="primary">改派</Button>} onClose={() => setOpenKey(null)}>
        <HistoryTimeline entries={[
          { at: instantAt(day, '10:14'), words: b('下单，¥135.00', 'Placed'), actorLabel: b('王女士 · 手机', 'Ms Wang') }, { at: instantAt(day, '10:15'), words: b('支付成功', 'Paid'), actorLabel: b('微信支付', 'WeChat Pay') },
          { at: instantAt(day, '10:16'), words: b('派给 李秀梅：离得最近，去过这家 3 次', 'Assigned'), actorLabel: b('系统', 'System'), tone: 'sky' }, { at: instantAt(day, '10:21'), words: b('李秀梅 拒单：时间冲突', 'Refused'), tone: 'warm' },
        ]} />
      </DeskDrawer>
    </DeskLayout>
  );
}
