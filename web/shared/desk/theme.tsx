import { ConfigProvider, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect } from 'react';
import { useLocale } from '../i18n.ts';
import { colors } from '../tokens.ts';
import './antd.css';
import { useIsPhone } from './use-is-phone.ts';

/** antd in the colours, corners and calm of `tokens.css`. */
export const deskTheme: ThemeConfig = {
  token: {
    colorPrimary: colors.jade600, colorSuccess: colors.jade500, colorWarning: colors.apricot600, colorError: colors.danger600, colorInfo: colors.sky700, colorLink: colors.jade600,
    // antd lightens on hover, which takes white on red and red on white below 4.5: here pressing darkens.
    colorPrimaryHover: colors.jade700, colorPrimaryActive: colors.jade800, colorLinkHover: colors.jade700, colorLinkActive: colors.jade800, colorErrorHover: colors.danger700, colorErrorActive: colors.danger700, colorErrorBorderHover: colors.danger600, colorErrorTextHover: colors.danger700,
    // The pale shades antd derives from a dark primary are muddy.
    colorPrimaryBg: colors.jade50, colorPrimaryBgHover: colors.jade100, controlItemBgActive: colors.jade50, controlItemBgActiveHover: colors.jade100,
    colorText: colors.ink900, colorTextSecondary: colors.ink600, colorTextTertiary: colors.ink500, colorTextPlaceholder: colors.ink500, colorTextDescription: colors.ink600,
    colorBorder: colors.lineStrong, colorBorderSecondary: colors.line, colorSplit: colors.line, colorBgLayout: colors.page, colorBgContainer: colors.paper, colorFillAlter: '#fbf8f3', colorFillTertiary: colors.sunk,
    borderRadius: 9, borderRadiusLG: 12, borderRadiusSM: 7, fontSize: 14, lineHeight: 1.5, controlHeight: 34, controlHeightSM: 28,
    fontFamily: 'var(--font)', boxShadow: '0 8px 20px rgb(48 38 24 / 10%), 0 24px 60px rgb(48 38 24 / 14%)', boxShadowSecondary: '0 6px 18px rgb(48 38 24 / 12%)', motionDurationMid: '0.14s', motionDurationSlow: '0.2s',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 550 },
    Table: { headerBg: '#fbf8f3', headerColor: colors.ink600, headerSplitColor: 'transparent', rowHoverBg: '#fdfbf7', rowSelectedBg: colors.jade50, rowSelectedHoverBg: colors.jade50, borderColor: colors.line, cellPaddingBlockSM: 9, cellPaddingInlineSM: 12 },
    Tabs: { titleFontSize: 14, horizontalItemPadding: '10px 2px' },
    Segmented: { trackBg: colors.sunk, itemColor: colors.ink600, itemSelectedColor: colors.ink900 },
    // A field that is filled in but locked is still read: grey on sunk with enough contrast.
    Select: { colorTextDisabled: colors.ink600, colorTextPlaceholder: colors.ink600 }, Input: { colorTextDisabled: colors.ink600 }, InputNumber: { colorTextDisabled: colors.ink600 }, DatePicker: { colorTextDisabled: colors.ink500 },
    Tooltip: { colorBgSpotlight: '#322c25' },
    Drawer: { paddingLG: 20 },
    Form: { labelColor: colors.ink700, verticalLabelPadding: '0 0 4px', itemMarginBottom: 16 },
  },
};

/** The same under a thumb: nothing that can be pressed is lower than 44 px, and a week of the calendar still fits. */
const phoneTheme: ThemeConfig = {
  ...deskTheme,
  token: { ...deskTheme.token, controlHeight: 44, controlHeightSM: 44, controlHeightLG: 48 },
  components: { ...deskTheme.components, Button: { ...deskTheme.components?.Button, paddingInlineSM: 12 }, Segmented: { ...deskTheme.components?.Segmented, controlHeight: 48, controlHeightSM: 48 }, DatePicker: { ...deskTheme.components?.DatePicker, cellWidth: 44, cellHeight: 40 } },
};

/** antd's theme and language for everything below; `DeskLayout` brings it along. */
export function DeskTheme({ children }: { children: ReactNode }) {
  const locale = useLocale();
  useEffect(() => {
    dayjs.locale(locale === 'zh' ? 'zh-cn' : 'en');
  }, [locale]);
  const isPhone = useIsPhone();
  return <ConfigProvider theme={isPhone ? phoneTheme : deskTheme} locale={locale === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>{children}</ConfigProvider>;
}
