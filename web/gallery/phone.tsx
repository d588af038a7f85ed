import { Bell, CalendarDays, House, MessageCircleHeart, Phone as PhoneIcon, UserRound } from 'lucide-react';
import { useState } from 'react';
import { addDays, dayOf, instantAt } from '../shared/format.ts';
import {
  Amount, Avatar, Button, CanButton, Card, CheckRow, Chips, ChipsMulti, CodeInput, DayStrip, Dialog, EmptyState, ErrorState, IconButton, List, Notice, OrderStatusPill, PhoneInput, Photo, PhotoGrid, PriceLines, PricePeek, Progress, Row, Screen,
  SearchInput, SectionTitle, Segmented, ServiceTile, Sheet, SkeletonList, SlotGrid, Stars, StarsInput, StatusPill, Stepper, Switch, TabBar, Tag, TextArea, TextInput, Timeline, TimelineBars, showToast,
} from '../shared/kit/index.ts';
import { LanguageSwitch } from '../shared/language.tsx';
import { MiniMap } from '../shared/map/mini-map.tsx';
import { RefusalError } from '../shared/refusal.ts';
import { useFormat } from '../shared/use-format.ts';

const b = (zh: string, en: string) => ({ zh, en });
const today = dayOf(new Date());
const days = Array.from({ length: 7 }, (_, index) => ({ day: addDays(today, index), isFree: index !== 3 }));
const slots = ['08:00', '08:30', '09:00', '10:30', '13:00', '14:00', '15:30', '18:30'].map((clock, index) => ({ startAt: instantAt(today, clock), endAt: instantAt(today, '21:00'), workerCount: (index * 3) % 7 + 1, isUrgent: index === 0, isTaken: index === 3 }));
const lines = [
  { label: b('人工', 'Labour'), detail: b('3 小时 × ¥38.00', '3 h × ¥38.00'), amountFen: 11400 }, { label: b('技能加价', 'Skill premium'), detail: b('四级家政员', 'Level 4'), amountFen: 1500 },
  { label: b('材料', 'Materials'), detail: b('清洁剂、抹布自带', 'Detergent and cloths included'), amountFen: 600 }, { label: b('保险', 'Insurance'), detail: b('第三者责任 20 万', 'Third party 200,000'), amountFen: 100 },
  { label: b('平台服务费', 'Platform fee'), amountFen: 900 }, { label: b('新客优惠', 'First order'), amountFen: -1000 },
];
const services = [['日常保洁', 'cleaning', 'cleaning'], ['深度保洁', 'deepCleaning', 'cleaning'], ['擦玻璃', 'windows', 'cleaning'], ['家电清洗', 'appliance', 'cleaning'], ['月嫂', 'maternity', 'maternity'], ['养老护理', 'elderCare', 'elderCare'], ['水电维修', 'repair', 'repair'], ['搬家', 'moving', 'moving']] as const;
const refusal = new RefusalError({ status: 409, code: 'dispatch.slot_taken', zh: '这个时间刚刚被约走了，请换一个时间', en: 'This time was just taken; choose another' });
const picture = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 60"><rect width="80" height="60" fill="#e9dfcf"/><rect x="8" y="30" width="40" height="18" rx="4" fill="#b2d9c8"/><rect x="54" y="10" width="18" height="24" fill="#fef4e8"/><rect y="50" width="80" height="10" fill="#d8cdbf"/></svg>')}`;

export function Phone() {
  const format = useFormat();
  const [chip, setChip] = useState<string | null>('flat');
  const [chips, setChips] = useState(['pet']);
  const [segment, setSegment] = useState('open');
  const [count, setCount] = useState(3);
  const [isOn, setOn] = useState(true);
  const [day, setDay] = useState<string | null>(today);
  const [slot, setSlot] = useState<string | null>(slots[5]!.startAt);
  const [stars, setStars] = useState(4);
  const [words, setWords] = useState('');
  const [phone, setPhone] = useState('13899176');
  const [code, setCode] = useState('381');
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(new URLSearchParams(location.search).get('open') ?? '');
  return (
    <Screen
      title="邻里"
      actions={<><LanguageSwitch /><IconButton label="消息" badge={3}><Bell size={23} strokeWidth={1.8} /></IconButton></>}
      tabs={<TabBar at="/" tabs={[{ href: '/', label: '首页', icon: <House /> }, { href: '/orders', label: '订单', icon: <CalendarDays />, count: 2 }, { href: '/help', label: '帮忙', icon: <MessageCircleHeart /> }, { href: '/me', label: '我的', icon: <UserRound /> }]} />}
      bar={<><PricePeek lines={lines} totalFen={13500} title="价格明细" /><Button size="large" isWide onClick={() => showToast('已支付，正在为您派单', { undo: { label: '撤销', run: () => undefined } })}>去支付</Button></>}
    >
      <SearchInput label="搜服务，如 擦玻璃" value={query} onChange={setQuery} />
      <Card>
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: '16px 8px' }}>
          {services.map(([name, icon, family]) => <div key={name} style={{ display: 'grid', justifyItems: 'center', gap: 6, fontSize: 'var(--t-s)' }}><ServiceTile icon={icon} family={family} sizePixels={52} />{name}</div>)}
        </div>
      </Card>
      <Card face="warm" href="/orders/1">
        <div style={{ display: 'flex', gap: 12, alignItems: 'center', marginBottom: 12 }}>
          <Avatar name="李秀梅" sizePixels={52} />
          <div style={{ flex: 1 }}><b>李阿姨 正在路上</b><div style={{ color: 'var(--ink-600)', fontSize: 'var(--t-sm)' }}>预计 14:05 到达，比约定早 5 分钟</div></div>
          <OrderStatusPill status="onTheWay" label={b('在路上', 'On the way')} />
        </div>
        <TimelineBars label="进度" steps={['done', 'done', 'now', 'next', 'next'].map((state, index) => ({ key: String(index), state: state as 'done' }))} />
      </Card>
      <MiniMap home={{ lon: 87.617, lat: 43.793 }} worker={{ lon: 87.605, lat: 43.799 }} distanceMeters={1230} />
      <SectionTitle more={<a href="#all">全部</a>}>推荐阿姨</SectionTitle>
      <List>
        <Row start={<Avatar name="王桂兰" />} title="王桂兰" note={<><Stars rating={4.9} count={126} /> · {format.distance(1200)}</>} end={<Tag tone="warm">四级</Tag>} href="/w/1" />
        <Row start={<Avatar name="古丽娜尔" />} title="古丽娜尔" note={<><Stars rating={4.7} count={58} /> · {format.distance(840)}</>} end={<Tag tone="jade">邻居约过</Tag>} href="/w/2" />
        <Row start={<Avatar name="陈晓红" />} title="最快上门" note="系统派最合适的阿姨" isSelected onPress={() => undefined} />
      </List>
      <SectionTitle>选时间</SectionTitle>
      <DayStrip days={days} value={day} onChange={setDay} />
      <SlotGrid slots={slots} value={slot} onChange={(one) => setSlot(one.startAt)} />
      <Card title="家里情况">
        <div style={{ display: 'grid', gap: 14 }}>
          <Chips label="住房" isLabelShown value={chip} onChange={setChip} choices={[{ value: 'flat', label: '楼房' }, { value: 'house', label: '平房' }, { value: 'x', label: '不可选', isDisabled: true }]} />
          <ChipsMulti label="家里有" isLabelShown values={chips} onChange={setChips} choices={[{ value: 'baby', label: '婴幼儿' }, { value: 'pet', label: '宠物' }, { value: 'elder', label: '老人' }]} />
          <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}><span>时长</span><Stepper label="时长" value={count} min={2} max={8} step={0.5} unit="小时" onChange={setCount} /></div>
          <Segmented label="订单" value={segment} onChange={setSegment} choices={[{ value: 'open', label: '进行中' }, { value: 'review', label: '待评价' }, { value: 'done', label: '已完成' }]} />
          <Switch label="长辈模式" note="字更大，按钮更大" isOn={isOn} onChange={setOn} />
          <CheckRow label="客厅地面擦拭两遍" note="含踢脚线" isOn={isOn} onChange={setOn} />
        </div>
      </Card>
      <Card title="价格明细" aside="含保险"><PriceLines lines={lines} totalFen={13500} /></Card>
      <Card title="订单进度">
        <Timeline steps={[
          { key: '1', title: '已支付', state: 'done', at: '2026-11-22T02:14:00Z' }, { key: '2', title: '李阿姨已接单', note: '距您 1.2 公里，有宠物家庭经验', state: 'done', at: '2026-11-22T02:16:00Z' },
          { key: '3', title: '在路上', note: '预计 14:05 到达', state: 'now', at: '2026-11-22T05:48:00Z' }, { key: '4', title: '确认清单', state: 'next' }, { key: '5', title: '服务中', state: 'next' },
        ]} />
      </Card>
      <Card title="状态">
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          {(['held', 'paid', 'accepted', 'onTheWay', 'inService', 'finished', 'settled', 'cancelled', 'noShow'] as const).map((status) => <OrderStatusPill key={status} status={status} label={b({ held: '待支付', paid: '待派单', accepted: '已接单', onTheWay: '在路上', inService: '服务中', finished: '待验收', settled: '已结算', cancelled: '已取消', noShow: '爽约' }[status], status)} />)}
          <StatusPill tone="danger">已晚点</StatusPill><Tag>次卡</Tag><Tag tone="sky" isOutline>保险</Tag>
        </div>
        <div style={{ marginTop: 14 }}><Amount fen={13500} size="large" wasFen={14500} /></div>
      </Card>
      <Card title="评价">
        <StarsInput label="技能" value={stars} onChange={setStars} />
        <StarsInput label="沟通" value={0} onChange={() => undefined} />
        <Stars rating={4.6} count={32} isFull />
      </Card>
      <Card title="照片"><PhotoGrid><Photo url={picture} area="客厅" /><Photo url={picture} area="厨房" /><Photo url="/nothing.jpg" area="阳台" /></PhotoGrid></Card>
      <Card title="填写">
        <div style={{ display: 'grid', gap: 16 }}>
          <PhoneInput label="手机号" value={phone} onChange={setPhone} />
          <CodeInput label="验证码" value={code} onChange={setCode} autoFocus={false} />
          <TextInput label="门牌" value={words} onChange={setWords} placeholder="3 单元 502" isOptional />
          <TextInput label="称呼" value="" onChange={setWords} wrong="请填写称呼" />
          <TextArea label="捎句话" value={words} onChange={setWords} maxLength={200} placeholder="如：小狗怕生，进门前请先打电话" isOptional />
          <Progress label="必做项" done={5} total={8} />
          <Progress label="本周收入" done={92} total={100} tone="warm" note="¥1,840.00" />
        </div>
      </Card>
      <Card title="按钮">
        <div style={{ display: 'flex', gap: 10, flexWrap: 'wrap', alignItems: 'center' }}>
          <Button>主要</Button><Button kind="secondary">次要</Button><Button kind="soft" icon={<PhoneIcon size={18} />}>打电话</Button><Button kind="quiet">安静</Button><Button kind="warm">要帮忙</Button><Button kind="danger">取消订单</Button><Button disabled>不可用</Button><Button isBusy>支付中</Button><Button size="small" kind="secondary">小</Button>
          <CanButton can={{ isAllowed: false, why: b('上门前 2 小时内不能改约', 'Too late') }} kind="secondary">改约</CanButton>
          <Button kind="soft" onClick={() => setOpen('sheet')}>面板</Button><Button kind="soft" onClick={() => setOpen('dialog')}>对话框</Button><Button kind="soft" onClick={() => showToast('没抢到，已被接走', { tone: 'danger' })}>提示</Button>
        </div>
      </Card>
      <Notice tone="sky">阿姨已投保，打碎东西由保险赔</Notice>
      <Notice tone="warm">上门前 24 小时内取消扣 20%。<a href="#rule">看规则</a></Notice>
      <Notice tone="danger">付款没有成功，名额还为您保留 04:32</Notice>
      <SkeletonList count={2} />
      <EmptyState title="还没有订单" action={<Button>看看服务</Button>}>约过的服务会出现在这里</EmptyState>
      <ErrorState refusal={refusal} onRetry={() => undefined} />
      <Sheet isOpen={open === 'sheet'} title="为什么推荐她" onClose={() => setOpen('')} bar={<Button size="large" isWide>就约她</Button>}>
        <Card face="flat"><b>距离近</b><p>离您 1.2 公里，路上约 12 分钟</p></Card><Card face="flat"><b>做过同样的家</b><p>去过 14 个有宠物的家庭，好评 4.9</p></Card>
      </Sheet>
      <Dialog isOpen={open === 'dialog'} title="取消这次服务?" confirm="确认取消" isDanger cancel="再想想" onConfirm={() => setOpen('')} onClose={() => setOpen('')}>现在取消退 ¥108.00,扣 20%</Dialog>
    </Screen>
  );
}
