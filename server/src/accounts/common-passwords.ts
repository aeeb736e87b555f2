/**
 * Words that people build passwords of. A password is compared without its case, its digits for letters (`p4ssw0rd`) and
 * what stands before and after (`!Welcome2024`), so one word stands for thousands of passwords.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
  abc abcd abcde abcdef access account admin administrator airplane alexander alphabet always amanda america amsterdam
  andrea andrew angel angels animal anthony apple april arsenal ashley asshole august austin autumn azerty babygirl
  backup badboy bailey banana barcelona baseball basketball batman beautiful beer berlin bigdaddy biteme blahblah blessed
  bonjour boomer boston brandon brooklyn butterfly buster calculator california cameron canada captain carlos caroline
  changeme charlie cheese chelsea chester chicken chocolate christian chris coffee community company computer contact
  cookie corvette cowboy cricket dallas daniel database david december default demo diamond dolphin donald dragon dreams
  dropbox eagles elephant elizabeth emily england enter entrance everyone example facebook falcon family february
  ferrari fender flower football forever forest france freedom friday friend friends fuckyou fuckme gandalf george
  germany ginger gizmo goldfish google gordon guest guitar hallo hannah happy harley harrypotter heaven hello
  helloworld hockey holiday home honda hunter iceman iloveyou illinois imagine internet iwantu jackson jasmine
  jennifer jessica jesus john johnson jonathan jordan joshua july june junior justin killer kitten knight kristina
  laptop lauren letmein letmeinnow liberty linkedin linux little liverpool login logitech london lovely loveme lover
  loveyou lucky madison maggie manager manchester march marina marlboro martin marvin master matrix matthew maverick
  melissa mercedes merlin michael michelle mickey midnight mobile monday money monkey monster morgan mother mountain
  mustang mynoob myspace naruto natalie nicole nintendo ninja nothing november nopass nopassword october office
  october orange oracle owner pakistan panther paradise paris parker parley pass passpass passphrase passwd password
  passwordpassword passwort patrick peace peaches peanut pepper phoenix photoshop pikachu please pokemon police
  porsche postgres princess private public purple qazwsx qazwsxedc qqwweerr qwe qweasd qweasdzxc qwert qwerty qwertyuiop
  qwertz qwertzuiop rachel rainbow ranger raspberry redsox remember robert rocket ronaldo root rosebud running russia
  samantha samsung samuel sandra saturday scooby scorpion secret secure security september server shadow shannon shit
  silver simple slayer smokey snoopy soccer sophie spiderman spring startrek starwars steelers stella steven student
  subaru sugar summer sunday sunflower sunshine superman superstar support sweetheart sweety sydney system taylor
  teacher teddybear telecom tennis test tester testing testtest thomas thunder thursday thx tigger tiger timeout tinkerbell
  today toyota trustno trustnoone tuesday turkey tweety twitter unicorn unknown user username vacation vanessa victoria
  victory viking virginia vodka warrior wednesday weekend welcome welcomehome whatever whiskey wildcat william willow
  windows winner winter wizard wolf wonder xbox xxx yamaha yankees yellow yourname yourpassword zaq zaqwsx zxcvbn
  zxcvbnm contrasena motdepasse senha parola heslo haslo salasana losenord wachtwoord kennwort sifre geheim
  correcthorsebatterystaple
  `
    .trim()
    .split(/\s+/),
)
