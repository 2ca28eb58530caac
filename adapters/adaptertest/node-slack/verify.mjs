// Tells of requests, one JSON object a line on standard input, whether Bolt takes
// them for Slack's: "true" or "false", a line each.
import readline from 'node:readline';
import bolt from '@slack/bolt';

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { secret, body, stamp, signature, now } = JSON.parse(line);
  let ok = true;
  try {
    bolt.verifySlackRequest({ signingSecret: secret, body, headers: { 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature }, nowMilliseconds: now * 1000 });
  } catch {
    ok = false;
  }
  console.log(String(ok));
}
