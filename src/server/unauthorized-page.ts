/** What a browser without a session sees; no script, no file of the studio. */
export const unauthorizedPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width" />
<title>CosyVoice Studio</title>
<style>
  body { font: 15px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
         max-width: 32em; margin: 20vh auto; padding: 0 1em; color-scheme: light dark; }
</style>
<h1>CosyVoice Studio</h1>
<p>Open the address that the terminal printed; its token works once. The terminal prints a fresh address
whenever one has been used.</p>
<p lang="zh-CN">请打开终端里显示的地址。地址中的令牌只能使用一次；用过之后，终端会再显示一个新的。</p>
</html>
`;
