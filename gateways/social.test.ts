import { expect, test } from 'vitest';
import { generateKeyPairSync } from 'node:crypto';
import { VirtualClock } from '../kernel/clock.ts';
import { createAlipayLogin, alipayAddresses } from './alipay-login.ts';
import type { Call } from './social.ts';
import { createSocialStandIn } from './social-stand-in.ts';
import { createWechatLogin, wechatAddresses } from './wechat-login.ts';

const now = new Date('2026-11-22T00:00:00Z');
const answering = (...texts: string[]): { call: Call; asked: Parameters<Call>[0][] } => {
  const asked: Parameters<Call>[0][] = [];
  return { asked, call: async (request) => { asked.push(request); return { status: 200, text: texts[asked.length - 1]! }; } };
};
const wechat = (call: Call) => createWechatLogin({ appId: 'wx1', secret: 'hush' }, wechatAddresses('https://city.example'), call);

test('WeChat is asked as its manual says, and known by the union id', async () => {
  const { call, asked } = answering('{"access_token":"t","openid":"o1"}', '{"openid":"o1","unionid":"u1","nickname":"小满"}');
  expect(wechat(call).authorizeUrl({ state: 's.1', returnPath: '/sign-in/wechat' })).toBe('https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1&redirect_uri=https%3A%2F%2Fcity.example%2Fsign-in%2Fwechat&response_type=code&scope=snsapi_userinfo&state=s.1#wechat_redirect');
  expect(await wechat(call).identify('c1', now)).toEqual({ subject: 'u1', name: '小满' });
  expect(asked.map(({ url }) => url)).toEqual(['https://api.weixin.qq.com/sns/oauth2/access_token?appid=wx1&secret=hush&code=c1&grant_type=authorization_code', 'https://api.weixin.qq.com/sns/userinfo?access_token=t&openid=o1&lang=zh_CN']);
});

test.each([
  ['an old code', ['{"errcode":42003,"errmsg":"code expired"}'], 'session.social_code_expired'], ['a used code', ['{"errcode":40163,"errmsg":"code been used"}'], 'session.social_code_expired'],
  ['our own wrong secret', ['{"errcode":40125,"errmsg":"invalid appsecret"}'], 'session.social_down'], ['no JSON', ['<html>busy</html>'], 'session.social_down'],
  ['another person than the token’s', ['{"access_token":"t","openid":"o1"}', '{"openid":"o2","nickname":"x"}'], 'session.social_down'],
])('WeChat: %s', async (_name, texts, code) => {
  await expect(wechat(answering(...texts).call).identify('c1', now)).rejects.toMatchObject({ code });
});

test('a provider that does not answer is down, not a fault of ours', async () => {
  await expect(wechat(async () => { throw new Error('ETIMEDOUT'); }).identify('c1', now)).rejects.toMatchObject({ code: 'session.social_down' });
  await expect(wechat(async () => ({ status: 502, text: '{}' })).identify('c1', now)).rejects.toMatchObject({ code: 'session.social_down' });
});

test('an answer that Alipay did not sign is worth nothing', async () => {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const { call, asked } = answering('{"alipay_system_oauth_token_response":{"access_token":"t","open_id":"o1"},"sign":"bm90IGl0cyBzaWduYXR1cmU="}', '{"alipay_user_info_share_response":{"code":"10000","open_id":"o1","nick_name":"x"},"sign":"bm90IGl0cyBzaWduYXR1cmU="}');
  const alipay = createAlipayLogin({ appId: '2021', privateKey: pair().privateKey, publicKey: pair().publicKey }, alipayAddresses('https://city.example'), call);
  await expect(alipay.identify('c1', now)).rejects.toMatchObject({ code: 'session.social_down' });
  expect(asked.length).toBe(1);
  expect(asked[0]).toMatchObject({ method: 'POST', url: 'https://openapi.alipay.com/gateway.do', form: { app_id: '2021', method: 'alipay.system.oauth.token', code: 'c1', sign_type: 'RSA2', timestamp: '2026-11-22 08:00:00', sign: expect.any(String) } });
});

test.each(['wechat', 'alipay'] as const)('the stand-in of %s: a code lives five minutes and works once', async (provider) => {
  const clock = new VirtualClock(now);
  const { gateway, choose } = createSocialStandIn({ clock });
  const consent = (account: string) => {
    const back = new URL(choose(provider, { returnTo: '/sign-in/x', state: 's', account, consent: 'agreed' }), 'http://city.invalid');
    return back.searchParams.get(provider === 'alipay' ? 'auth_code' : 'code')!;
  };
  const code = consent('小满');
  const who = await gateway.identify(provider, code, now);
  expect(who.name).toBe('小满');
  await expect(gateway.identify(provider, code, now)).rejects.toMatchObject({ code: 'session.social_code_expired' });
  expect((await gateway.identify(provider, consent('小满'), now)).subject).toBe(who.subject);
  expect((await gateway.identify(provider, consent('大满'), now)).subject).not.toBe(who.subject);
  const late = consent('小满');
  clock.advance({ minutes: 5 });
  await expect(gateway.identify(provider, late, clock.now())).rejects.toMatchObject({ code: 'session.social_code_expired' });
  await expect(gateway.identify(provider, 'made-up', clock.now())).rejects.toMatchObject({ code: 'session.social_code_expired' });
});
