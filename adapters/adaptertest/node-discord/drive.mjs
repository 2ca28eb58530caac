// Drives a fake of Discord with Discord's client for JavaScript.
// Usage: node drive.mjs URL TOKEN
// It registers commands, posts, connects, and answers what it is asked until it is
// told /quit. It ends with status 0 where the fake behaved as the client expects.
import assert from 'node:assert/strict';
import {
  Client, DiscordAPIError, Events, LabelBuilder, MessageFlags, ModalBuilder, REST, Routes,
  SlashCommandBuilder, TextDisplayBuilder, TextInputBuilder, TextInputStyle, ContainerBuilder,
} from 'discord.js';

const [url, token] = process.argv.slice(2);
const options = { version: '10', api: `${url}/api` };
const mentions = { parse: [] };

const rest = new REST(options).setToken(token);
const me = await rest.get(Routes.currentApplication());
const commands = [new SlashCommandBuilder().setName('ask').setDescription('Asks.').setDescriptionLocalizations({ de: 'Fragt.' })
  .addStringOption((o) => o.setName('question').setDescription('What.').setRequired(true).setAutocomplete(true)).toJSON()];
const registered = await rest.put(Routes.applicationCommands(me.id), { body: commands });
assert.equal(registered[0].name, 'ask');
const listed = await rest.get(Routes.applicationCommands(me.id), { query: new URLSearchParams({ with_localizations: 'true' }) });
assert.equal(listed[0].description_localizations.de, 'Fragt.');

const post = { flags: MessageFlags.IsComponentsV2, allowed_mentions: mentions, nonce: 'one', enforce_nonce: true,
  components: [new ContainerBuilder().addTextDisplayComponents(new TextDisplayBuilder().setContent('Hello.')).toJSON()] };
const first = await rest.post(Routes.channelMessages('5'), { body: post });
const again = await rest.post(Routes.channelMessages('5'), { body: post });
assert.equal(again.id, first.id, 'a nonce makes one message');
const pictured = await rest.post(Routes.channelMessages('5'), { body: { allowed_mentions: mentions, content: 'A picture.' }, files: [{ name: 'a.png', data: Buffer.from('png') }] });
const history = await rest.get(Routes.channelMessages('5'));
assert.deepEqual(history.map((m) => m.id), [pictured.id, first.id]);
await assert.rejects(rest.post(Routes.channelMessages('5'), { body: { allowed_mentions: mentions, content: 'x'.repeat(2001) } }), (e) => e instanceof DiscordAPIError && e.code === 50035);
await assert.rejects(new REST(options).setToken('wrong').get(Routes.user()), (e) => e.status === 401);

const client = new Client({ intents: [], rest: options, allowedMentions: mentions });
const failed = (e) => { console.error(e); process.exit(1); };
client.on(Events.Error, failed);
client.on(Events.InteractionCreate, (i) => answer(i).catch(failed));
await client.login(token);

async function answer(i) {
  if (i.isAutocomplete()) return i.respond([{ name: `${i.options.getFocused()}vorsen`, value: 'Halvorsen' }]);
  if (i.isButton()) {
    const field = new LabelBuilder().setLabel('In your own words').setTextInputComponent(new TextInputBuilder().setCustomId('note').setStyle(TextInputStyle.Paragraph));
    return i.showModal(new ModalBuilder().setCustomId('form').setTitle('What is wrong?').addLabelComponents(field));
  }
  if (i.isModalSubmit()) return i.reply({ content: i.fields.getTextInputValue('note'), flags: MessageFlags.Ephemeral });
  if (i.isMessageContextMenuCommand()) return i.reply({ content: i.targetMessage.content });
  switch (i.commandName) {
    case 'ask':
      await i.deferReply({ flags: MessageFlags.Ephemeral });
      await i.editReply({ content: i.options.getString('question') });
      return i.followUp({ content: 'more' });
    case 'quit':
      await i.reply({ content: 'bye' });
      await client.destroy();
      return process.exit(0);
    default:
      return i.reply({ content: i.commandName });
  }
}
