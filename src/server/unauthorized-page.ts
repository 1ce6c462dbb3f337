import { languageTags, wordsOf } from '#i18n/index';

const said = languageTags.map(
  (tag) => `<p lang="${tag}">${wordsOf(tag).errors.codes.unauthorized.why['no-session'].detail}</p>`,
);

/** What a browser without a session sees, in every language; no script, no file of the studio. */
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
${said.join('\n')}
</html>
`;
