import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';

const isStill = typeof window !== 'undefined' && window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * For people who prefer less motion antd must not animate at all: with the animation cut to a millisecond by the style
 * sheet, its popups may miss the end of it and stay outside the screen.
 */
export const Still = ({ children }: { children: ReactNode }) => (isStill ? <ConfigProvider theme={{ token: { motion: false } }}>{children}</ConfigProvider> : children);
