export const help = `Linli 邻里 · npm run -s linli -- <command>

  serve                                 start the server (as npm start does)          启动服务
  open --name 乌鲁木齐 --english Urumqi --tier 2 --operator-phone 139… --operator-name …
                                        open an empty city with the catalogue and its first operator
                                                                                      开一座空城：服务目录和第一位管理员
  story <name> --url <base> [--json]    run a whole story against a running server    对运行中的服务跑一个完整故事
  story --list                          the stories there are                         列出全部故事
  verify [--url <base>] [--json]        check every invariant, on a running server    检查全部不变量：对运行中的服务
                                        (as its demo operator, or LINLI_TOKEN), or
                                        without --url on the data folder itself       或不带 --url 直接检查数据目录
  log-check --url <base> [--head FILE] [--keys FILE|URL] [--json]
                                        print today's signed head of the log, or      打印存证日志今天的签名树头，
                                        prove that it still begins as a kept one      或证明日志仍以留存的树头开头
  record-check FILE [--keys FILE|URL] [--json]
                                        verify a worker's exported record, offline    离线查验家政员导出的履历
  replay <decision> [--policy published|learned|version:N|nearest|rating] [--json]
                                        take a dispatch decision again, from what     用当时的信息，按另一套规则
                                        was known then, under another policy          重新派一次
  drill slot-race --url <base> [--clients 50] [--slots 20] [--json]
                                        many clients fight over few slots             多个客户同时抢少量时段
  backup --out <file> [--data <folder>] [--without-secret] [--json]
                                        the whole city into one file, running or not  把整座城备份成一个文件，运行中也可以
  restore --from <file> --data <folder> [--force] [--json]
                                        a city from such a file; refuses a damaged    从备份恢复；文件损坏、目录在用或
                                        file, a folder in use, one that is not empty  不为空时拒绝
  drill backup [--data <folder>] [--json]
                                        back up, restore elsewhere, verify, compare   备份、异地恢复、校验并逐表比对
  drill callbacks [--scale 1] [--database URL] [--json]
                                        notifies repeated, forged, shuffled, lost     支付通知重复、伪造、乱序、丢失的演练
                                        against a town of its own                     在单独的演练城里进行
  solve --format solomon|hhcrsp|uhhc|br|trsp|kovacs|linli --file F [--objective distance|hierarchical|dimacs|native]
        [--seconds S] [--iterations N] [--seed N] [--threads T] [--out SOLUTION] [--html PAGE] [--json]
                                        plan a public instance or a problem in JSON   求解一个公开算例或 JSON 问题
                                        (kovacs: --workers F, the technicians)        （kovacs 还需 --workers 技术员文件）
  bench desk [--orders 5000] [--workers 2000] [--rounds 20] [--plans 3] [--data <folder>] [--keep] [--json]
                                        how long a dispatcher waits on a busy day     繁忙的一天里调度员要等多久
  simulate [--days 7] [--seed 1] [--policy all|a,b] [--load 0.6,0.9,1.1] [--scenario mixed|cleaning|repair] [--workers 60]
        [--workforce DAYS] [--json]     try dispatch policies on a simulated town     在模拟城市里比较派单策略
`;
