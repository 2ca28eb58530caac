// Slack's own clients against a fake of Slack. SLACK_API is its Web API. The bot
// below answers as Bolt's documentation shows; what it says goes back through the
// fake to whoever started this. A line "ready" on standard output says that it
// listens; another for each thing that the Web API was tried with.
import bolt from '@slack/bolt';
import { WebClient, LogLevel } from '@slack/web-api';

const { SLACK_API, SLACK_BOT_TOKEN, SLACK_APP_TOKEN } = process.env;
const quiet = { logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: SLACK_API } };
const app = new bolt.App({ token: SLACK_BOT_TOKEN, appToken: SLACK_APP_TOKEN, socketMode: true, ...quiet });

app.command('/ask', async ({ ack, command, respond }) => {
  await ack();
  await respond({ text: `answer to ${command.text}`, response_type: 'ephemeral' });
});
app.command('/whois', async ({ ack }) => ack({ text: 'in the acknowledgement', response_type: 'in_channel' }));
app.event('app_mention', async ({ event, say }) => {
  await say({ text: `heard ${event.text}`, thread_ts: event.thread_ts ?? event.ts });
});
app.message(async ({ message, say }) => { await say(`direct ${message.text}`); });
app.action(/^run_/, async ({ ack, action, respond }) => {
  await ack();
  await respond({ text: `pressed ${action.value}`, replace_original: false });
});
app.action('feedback', async ({ ack, body, client }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: 'modal', callback_id: 'feedback', private_metadata: 'meta', title: { type: 'plain_text', text: 'About' }, submit: { type: 'plain_text', text: 'Send' },
      blocks: [{ type: 'input', block_id: 'note', label: { type: 'plain_text', text: 'Note' }, element: { type: 'plain_text_input', action_id: 'note' } }],
    },
  });
});
app.view('feedback', async ({ ack, view, client }) => {
  await ack();
  await client.chat.postMessage({ channel: 'D0ANNA', text: `noted ${view.state.values.note.note.value} (${view.private_metadata})` });
});
app.shortcut('check', async ({ ack, shortcut, respond }) => {
  await ack();
  await respond(`checking ${shortcut.message.text}`);
});
app.options('look_up', async ({ ack, options }) => {
  await ack({ options: [{ text: { type: 'plain_text', text: `${options.value}!` }, value: options.value }] });
});
app.event('app_home_opened', async ({ event, client }) => {
  await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'section', text: { type: 'plain_text', text: 'home' } }] } });
});
app.error(async (e) => { console.error(e); process.exit(1); });

await app.start();

// The Web API, with its own retries.
const web = new WebClient(SLACK_BOT_TOKEN, { slackApiUrl: SLACK_API, logLevel: LogLevel.ERROR });
const who = await web.auth.test();
console.log('auth', who.user_id, who.response_metadata.scopes.includes('chat:write'));
const posted = await web.chat.postMessage({
  channel: 'C0LEASE', text: 'posted', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'posted' } }],
  metadata: { event_type: 'attache_post', event_payload: { key: 'k1' } },
});
const history = await web.conversations.history({ channel: 'C0LEASE', include_all_metadata: true, limit: 10 });
console.log('found', history.messages.find((m) => m.metadata?.event_payload?.key === 'k1')?.ts === posted.ts);
const dm = await web.conversations.open({ users: 'U0ANNA' });
console.log('dm', dm.channel.id);
await web.files.uploadV2({ channel_id: 'C0LEASE', filename: 'x.png', file: Buffer.from('png'), alt_text: 'a picture', title: 'Picture' });
console.log('uploaded');
console.log('admin', (await web.users.info({ user: 'U0ANNA' })).user.is_admin);
console.log('in', (await web.users.conversations({})).channels.length);
await web.chat.delete({ channel: 'C0LEASE', ts: posted.ts });
console.log('deleted', !(await web.conversations.history({ channel: 'C0LEASE' })).messages.some((m) => m.ts === posted.ts));
try {
  await web.chat.postMessage({ channel: 'C0OUTSIDE', text: 'x' });
} catch (e) {
  console.log('refused', e.data.error);
}
console.log('ready');
