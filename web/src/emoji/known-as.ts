/**
 * Names that hands know from other chats where the packages say something else: of GitHub's gemoji, which Slack, Discord and
 * Zulip took over.
 */
const KNOWN_AS =
  '👍 +1 thumbsup,👎 -1 thumbsdown,😄 smile,😃 smiley,😁 grin,😆 laughing satisfied,😂 joy,🤣 rofl,😊 blush,😍 heart_eyes,' +
  '😘 kissing_heart,😉 wink,😎 sunglasses,🤔 thinking,😅 sweat_smile,😢 cry,😭 sob,😱 scream,😡 rage,😠 angry,😴 sleeping,' +
  '😇 innocent,😬 grimacing,🙄 roll_eyes,😛 stuck_out_tongue,😏 smirk,😕 confused,😞 disappointed,' +
  '🤷 shrug,🤦 facepalm,🙏 pray,👏 clap,🙌 raised_hands,👌 ok_hand,👋 wave,💪 muscle,✌️ v,🤞 crossed_fingers,👀 eyes,' +
  '❤️ heart,💔 broken_heart,💯 100,🔥 fire,✨ sparkles,⭐ star,🎉 tada,🎂 birthday,🎁 gift,🚀 rocket,💩 poop hankey,' +
  '🐛 bug,☕ coffee,🍺 beer,🍻 beers,🍰 cake,🍕 pizza,✅ white_check_mark,✔️ heavy_check_mark,❌ x,⚠️ warning,' +
  '❓ question,❗ exclamation,💡 bulb,📌 pushpin,🔒 lock,🚧 construction,🐳 whale,🦄 unicorn,☀️ sunny,🌈 rainbow'

/** Which emoji a name means that people know from elsewhere. */
export const EMOJI_KNOWN_AS: ReadonlyMap<string, string> = new Map(
  KNOWN_AS.split(',').flatMap((entry) => {
    const [emoji = '', ...names] = entry.split(' ')
    return names.map((name) => [name, emoji] as const)
  }),
)
