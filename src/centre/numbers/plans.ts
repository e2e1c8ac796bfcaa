/**
 * Where a centre's telephone numbers come from, country by country: the country (ISO 3166), the centre's own numbers, its
 * customers' numbers, and the time zones of the country in the tz database. An `x` is any digit, `{a,b}` is either, `|` parts
 * forms of which the first is used up first. Numbers that a regulator keeps for fiction where it keeps enough of them (US, CA,
 * DE, GB, FR, AU); elsewhere numbers of an area and a length that exist. All are valid by Google's libphonenumber.
 */
export const plans = `
AD +3768xxxxx +3763xxxxx Europe/Andorra
AE +971442xxxxx +9715012xxxxx Asia/Dubai
AF +933391xxxxx +937012xxxxx Asia/Kabul
AG +12684642xxx|+12684643xxx|+12684644xxx|+12684645xxx|+12684646xxx +12684647xxx|+12684648xxx|+12684649xxx America/Antigua
AI +12642352xxx|+12642353xxx|+12642354xxx|+12642355xxx|+12642356xxx +12642357xxx|+12642358xxx|+12642359xxx America/Anguilla
AL +3558692xxxx +3556721xxxxx Europe/Tirane
AM +374249xxxxx +374771xxxxx Asia/Yerevan
AO +2442853xxxxx +2449231xxxxx Africa/Luanda
AR +54035368xxxxx +54911234xxxxx America/Argentina/Buenos_Aires America/Argentina/Cordoba America/Argentina/Salta America/Argentina/Jujuy America/Argentina/Tucuman America/Argentina/Catamarca America/Argentina/La_Rioja America/Argentina/San_Juan America/Argentina/Mendoza America/Argentina/San_Luis America/Argentina/Rio_Gallegos America/Argentina/Ushuaia
AS +16847332xxx|+16847333xxx|+16847334xxx|+16847335xxx|+16847336xxx +16847337xxx|+16847338xxx|+16847339xxx Pacific/Pago_Pago
AT +4314567xxxx +4366445xxxxx Europe/Vienna
AU +6127010xxxx|+6125550xxxx +6135550xxxx|+6137010xxxx|+6175550xxxx|+6177010xxxx|+6185550xxxx|+6187010xxxx Australia/Lord_Howe Antarctica/Macquarie Australia/Hobart Australia/Melbourne Australia/Sydney Australia/Broken_Hill Australia/Brisbane Australia/Lindeman Australia/Adelaide Australia/Darwin Australia/Perth Australia/Eucla Indian/Cocos Indian/Christmas
AW +297589xxxx +29756xxxxx America/Aruba
AX +358188xxxx +358401xxxxxx Europe/Mariehamn
AZ +9941840xxxxx +9944012xxxxx Asia/Baku
BA +387574xxxxx +387611xxxxx Europe/Sarajevo
BB +124682xxxxx +124625xxxxx America/Barbados
BD +88051xxxxx +88018123xxxxx Asia/Dhaka
BE +32232xxxxx +324500xxxxx Europe/Brussels
BF +226253xxxxx +226701xxxxx Africa/Ouagadougou
BG +3590832xxxxx +359430xxxxx Europe/Sofia
BH +973175xxxxx +973360xxxxx Asia/Bahrain
BI +257312xxxxx +257795xxxxx Africa/Bujumbura
BJ +22901213xxxxx +22901951xxxxx Africa/Porto-Novo
BM +144147xxxxx +144137xxxxx Atlantic/Bermuda
BN +67344xxxxx +67371xxxxx Asia/Brunei
BO +591330xxxxx +591712xxxxx America/La_Paz
BQ +599717xxxx +5993181xxx America/Kralendijk
BR +55114567xxxx +5511945xxxxxx America/Noronha America/Belem America/Fortaleza America/Recife America/Araguaina America/Maceio America/Bahia America/Sao_Paulo America/Campo_Grande America/Cuiaba America/Santarem America/Porto_Velho America/Boa_Vista America/Manaus America/Eirunepe America/Rio_Branco
BS +1242350xxxx +1242359xxxx America/Nassau
BT +97546xxxxx +975171xxxxx Asia/Thimphu
BW +26753xxxxx +267711xxxxx Africa/Gaborone
BY +3751563xxxxx +3752949xxxxx Europe/Minsk
BZ +50170xxxxx +50162xxxxx America/Belize
CA +1{416,514,604,403,613,902,204,306,506,709}55501xx|+1416456xxxx +1{905,519,705,807,819,418,450,250,778,780,867,647,438,289,587}55501xx America/St_Johns America/Halifax America/Glace_Bay America/Moncton America/Goose_Bay America/Blanc-Sablon America/Toronto America/Iqaluit America/Atikokan America/Winnipeg America/Resolute America/Rankin_Inlet America/Regina America/Swift_Current America/Edmonton America/Cambridge_Bay America/Inuvik America/Creston America/Dawson_Creek America/Fort_Nelson America/Whitehorse America/Dawson America/Vancouver
CD +24311xxxxx +2439912xxxxx Africa/Kinshasa Africa/Lubumbashi
CF +236228xxxxx +236700xxxxx Africa/Bangui
CG +2422222xxxxx +2420612xxxxx Africa/Brazzaville
CH +4144567xxxx +417945xxxxx Europe/Zurich
CI +22521429xxxxx +22501234xxxxx Africa/Abidjan
CK +6822xxxx +6827xxxx Pacific/Rarotonga
CL +566493xxxxx +562212xxxxx America/Santiago America/Coyhaique America/Punta_Arenas Pacific/Easter
CM +2372228xxxxx +2376712xxxxx Africa/Douala
CN +8631903xxxxx +86131234xxxxx Asia/Shanghai Asia/Urumqi
CO +5760574xxxxx +5732112xxxxx America/Bogota
CR +506275xxxxx +506831xxxxx America/Costa_Rica
CU +5349xxxx +53512xxxxx America/Havana
CV +238227xxxx +23899xxxxx Atlantic/Cape_Verde
CW +599950xxxxx +599951xxxxx America/Curacao
CY +357235xxxxx +357961xxxxx Asia/Nicosia Asia/Famagusta
CZ +4205956xxxxx +4206011xxxxx Europe/Prague
DE +493023125xxx|+494066969xxx|+496990009xxx|+498999998xxx|+492214710xxx|+49304567xxxx +4917604069xxx|+4915228xxxxxx Europe/Berlin Europe/Busingen
DJ +253213xxxxx +253778xxxxx Africa/Djibouti
DK +453338xxxx +45205xxxxx Europe/Copenhagen
DM +17672252xxx|+17672253xxx|+17672254xxx|+17672255xxx|+17672256xxx +17672257xxx|+17672258xxx|+17672259xxx America/Dominica
DO +182956xxxxx +180923xxxxx America/Santo_Domingo
DZ +213237xxxxx +2135512xxxxx Africa/Algiers
EC +593457xxxxx +5939912xxxxx America/Guayaquil Pacific/Galapagos
EE +372668xxxx +372512xxxxx Europe/Tallinn
EG +208870xxxxx +2010012xxxxx Africa/Cairo
ER +291112xxxx +29171xxxxx Africa/Asmara
ES +3491045xxxx +346122xxxxx Europe/Madrid Africa/Ceuta Atlantic/Canary
ET +2511136xxxxx +2519112xxxxx Africa/Addis_Ababa
FI +35894245xxxx +35840{81,82,83,84,85}xxxxx|+35844{21,22,23}xxxxx|+35850{31,32,33}xxxxx Europe/Helsinki
FJ +67931xxxxx +67970xxxxx Pacific/Fiji
FK +5004xxxx +5005xxxx Atlantic/Stanley
FM +69192xxxxx +6913501xxx Pacific/Chuuk Pacific/Pohnpei Pacific/Kosrae
FO +2983xxxxx +29821xxxx Atlantic/Faroe
FR +3319900xxxx +3326191xxxx|+3335301xxxx|+3346571xxxx|+3353649xxxx Europe/Paris Indian/Kerguelen
GA +241118xxxxx +241060xxxxx Africa/Libreville
GB +442079460xxx|+441134960xxx|+441144960xxx|+441164960xxx|+441174960xxx|+441184960xxx|+4420794xxxxx +44{121,131,141,151,161}4960xxx|+441914980xxx|+442920180xxx Europe/London Atlantic/South_Georgia
GD +14734032xxx|+14734033xxx|+14734034xxx|+14734035xxx|+14734036xxx +14734037xxx|+14734038xxx|+14734039xxx America/Grenada
GE +9953622xxxxx +9955551xxxxx Asia/Tbilisi
GF +5948078xxxxx +5946942xxxxx America/Cayenne
GG +441481222xxx|+441481225xxx|+441481226xxx|+441481227xxx|+441481228xxx|+441481229xxx|+441481230xxx +447781112xxx|+447781113xxx Europe/Guernsey
GH +2333070xxxxx +2332312xxxxx Africa/Accra
GI +350225xxxxx +350571xxxxx Europe/Gibraltar
GL +29983xxxx +2992xxxxx America/Nuuk America/Danmarkshavn America/Scoresbysund America/Thule
GM +22043xxxxx +22030xxxxx Africa/Banjul
GN +224317xxxxx +2246011xxxxx Africa/Conakry
GP +5908072xxxxx +5906900xxxxx America/Guadeloupe America/St_Barthelemy America/Marigot
GQ +24035568xxxx +2402221xxxxx Africa/Malabo
GR +3021191xxxxx +3069123xxxxx Europe/Athens
GT +502223xxxxx +502512xxxxx America/Guatemala
GU +1671989xxxx +1671300xxxx Pacific/Guam
GW +2454434xxxxx +2459550xxxxx Africa/Bissau
GY +592272xxxx +59260xxxxx America/Guyana
HK +852237xxxxx +852512xxxxx Asia/Hong_Kong
HN +5042892xxxx +504912xxxxx America/Tegucigalpa
HR +385139xxxxx +3859212xxxxx Europe/Zagreb
HT +509224xxxxx +509341xxxxx America/Port-au-Prince
HU +36542xxxxx +362012xxxxx Europe/Budapest
ID +62543xxxxx +628123xxxxx Asia/Jakarta Asia/Pontianak Asia/Makassar Asia/Jayapura
IE +3531567xxxx +3538545xxxxx Europe/Dublin
IL +972992xxxxx +9725023xxxxx Asia/Jerusalem
IM +44162467xxxx +4475242xxxxx Europe/Isle_of_Man
IN +91804567xxxx|+91804568xxxx +919845xxxxxx|+919820xxxxxx|+919811xxxxxx|+919840xxxxxx Asia/Kolkata
IO +24637xxxxx +24638xxxxx Indian/Chagos
IQ +9643285xxxxx +96479123xxxxx Asia/Baghdad
IR +9887613xxxxx +9891234xxxxx Asia/Tehran
IS +354477xxxx +354611xxxx Atlantic/Reykjavik
IT +39064567xxxx +3934745xxxxx Europe/Rome Europe/Vatican
JE +4415342xxxxx +4477977xxxxx Europe/Jersey
JM +165826xxxxx +187621xxxxx America/Jamaica
JO +9623226xxxx +9627901xxxxx Asia/Amman
JP +8134567xxxx +819045xxxxxx Asia/Tokyo
KE +254677xxxxx +2547121xxxxx Africa/Nairobi
KG +9963563xxxxx +9967001xxxxx Asia/Bishkek
KH +855326xxxxx +855912xxxxx Asia/Phnom_Penh
KI +6862xxxx +686720xxxxx Pacific/Tarawa Pacific/Kanton Pacific/Kiritimati
KM +26974xxxxx +26932xxxxx Indian/Comoro
KN +186966xxxxx +1869765xxxx America/St_Kitts
KP +850612xxxxx +85019212xxxxx Asia/Pyongyang
KR +825353xxxxx +8210200xxxxx Asia/Seoul
KW +9652571xxxx +965500xxxxx Asia/Kuwait
KY +1345826xxxx +1345323xxxx America/Cayman
KZ +772133xxxxx +777100xxxxx Asia/Almaty Asia/Qyzylorda Asia/Qostanay Asia/Aqtobe Asia/Aqtau Asia/Atyrau Asia/Oral
LA +856237xxxxx +85620231xxxxx Asia/Vientiane
LB +96185xxxxx +961711xxxxx Asia/Beirut
LC +175846xxxxx +1758284xxxx America/St_Lucia
LI +42323xxxxx +4236602xxxxx Europe/Vaduz
LK +943859xxxxx +947123xxxxx Asia/Colombo
LR +231230xxxxx +2317701xxxxx Africa/Monrovia
LS +266261xxxxx +266501xxxxx Africa/Maseru
LT +370375xxxxx +370612xxxxx Europe/Vilnius
LU +35227074xxxxx +3526281xxxxx Europe/Luxembourg
LV +371686xxxxx +371212xxxxx Europe/Riga
LY +2185143xxxxx +2189123xxxxx Africa/Tripoli
MA +2125471xxxxx +2126501xxxxx Africa/Casablanca Africa/El_Aaiun
MC +377942xxxxx +3776123xxxxx Europe/Monaco
MD +373269xxxxx +373621xxxxx Europe/Chisinau
ME +382203xxxxx +382601xxxxx Europe/Podgorica
MG +2612086xxxxx +2613212xxxxx Indian/Antananarivo
MH +692625xxxx +692235xxxx Pacific/Majuro Pacific/Kwajalein
MK +389484xxxxx +389723xxxxx Europe/Skopje
ML +223218xxxxx +223650xxxxx Africa/Bamako
MM +95862xxxx +95921xxxxx Asia/Yangon
MN +976210xxxxx +976881xxxxx Asia/Ulaanbaatar Asia/Hovd
MO +853826xxxxx +853661xxxxx Asia/Macau
MP +16702342xxx|+16702343xxx|+16702344xxx|+16702345xxx|+16702346xxx +16702347xxx|+16702348xxx|+16702349xxx Pacific/Saipan
MQ +5968092xxxxx +5966962xxxxx America/Martinique
MR +222451xxxxx +222221xxxxx Africa/Nouakchott
MS +16644922xxx|+16644923xxx|+16644924xxx|+16644925xxx|+16644926xxx +16644927xxx|+16644928xxx|+16644929xxx America/Montserrat
MT +356274xxxxx +3569696xxxx Europe/Malta
MU +23068xxxxx +230525xxxxx Indian/Mauritius
MV +960658xxxx +96077xxxxx Indian/Maldives
MW +26514xxxxx +2659912xxxxx Africa/Blantyre
MX +52554567xxxx +525525xxxxxx America/Mexico_City America/Cancun America/Merida America/Monterrey America/Matamoros America/Chihuahua America/Ciudad_Juarez America/Ojinaga America/Mazatlan America/Bahia_Banderas America/Hermosillo America/Tijuana
MY +60549xxxxx +601234xxxxx Asia/Kuala_Lumpur Asia/Kuching
MZ +258211xxxxx +2588212xxxxx Africa/Maputo
NA +2646131xxxx +2648112xxxxx Africa/Windhoek
NC +68741xxxx +6877xxxxx Pacific/Noumea
NE +2272068xxxx +227931xxxxx Africa/Niamey
NF +67231xxxx +67238xxxx Pacific/Norfolk
NG +23420171xxxxx +23480212xxxxx Africa/Lagos
NI +505299xxxxx +505812xxxxx America/Managua
NL +3120794xxxx +31612xxxxxx Europe/Amsterdam
NO +472245xxxx +47412xxxxx Europe/Oslo Arctic/Longyearbyen
NP +977316xxxxx +97798412xxxxx Asia/Kathmandu
NR +674444xxxx +674555xxxx Pacific/Nauru
NU +6834xxx +6838884xxx Pacific/Niue
NZ +649456xxxx +642145xxxx Pacific/Auckland Pacific/Chatham Pacific/Pitcairn Antarctica/McMurdo Antarctica/Casey Antarctica/Davis Antarctica/DumontDUrville Antarctica/Mawson Antarctica/Palmer Antarctica/Rothera Antarctica/Syowa Antarctica/Troll Antarctica/Vostok
OM +968211xxxxx +968921xxxxx Asia/Muscat
PA +507525xxxx +507612xxxxx America/Panama
PE +51155xxxxx +519123xxxxx America/Lima
PF +689409xxxxx +689871xxxxx Pacific/Tahiti Pacific/Marquesas Pacific/Gambier
PG +67598xxxxx +675701xxxxx Pacific/Port_Moresby Pacific/Bougainville
PH +6328567xxxx +6391745xxxxx Asia/Manila
PK +9294253xxxxx +9230123xxxxx Asia/Karachi
PL +4822458xxxx +485125xxxxx Europe/Warsaw
PM +50843xxxx +50855xxxx America/Miquelon
PR +193934xxxxx +178723xxxxx America/Puerto_Rico
PS +970923xxxxx +9705991xxxxx Asia/Gaza Asia/Hebron
PT +3512815xxxxx +3519123xxxxx Europe/Lisbon Atlantic/Madeira Atlantic/Azores
PW +680587xxxx +680620xxxx Pacific/Palau
PY +59507312xxxxx +5959614xxxxx America/Asuncion
QA +974446xxxxx +974331xxxxx Asia/Qatar
RE +2622626xxxxx +2626921xxxxx Indian/Reunion
RO +402304xxxxx +407120xxxxx Europe/Bucharest
RS +381179xxxxx +3816012xxxxx Europe/Belgrade
RU +782061xxxxx +791234xxxxx Europe/Kaliningrad Europe/Moscow Europe/Kirov Europe/Volgograd Europe/Astrakhan Europe/Saratov Europe/Ulyanovsk Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Barnaul Asia/Tomsk Asia/Novokuznetsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Chita Asia/Yakutsk Asia/Khandyga Asia/Vladivostok Asia/Ust-Nera Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk Asia/Kamchatka Asia/Anadyr
RW +250061xxxxx +2507201xxxxx Africa/Kigali
SA +9661220xxxxx +9665123xxxxx Asia/Riyadh
SB +6772xxxx +67774xxxxx Pacific/Guadalcanal
SC +24842xxxxx +24825xxxxx Indian/Mahe
SD +2491877xxxxx +2499112xxxxx Africa/Khartoum
SE +4684650xxxx +4670174xxxx Europe/Stockholm
SG +656456xxxx +6591xxxxxx Asia/Singapore
SH +29027xxx +2905xxxx Atlantic/St_Helena
SI +386260xxxxx +386312xxxxx Europe/Ljubljana
SK +4212977xxxxx +4219121xxxxx Europe/Bratislava
SL +2322228xxxx +232251xxxxx Africa/Freetown
SM +378558xxxxx +378666xxxxx Europe/San_Marino
SN +2213275xxxxx +2217012xxxxx Africa/Dakar
SO +25220xxxxx +252711xxxxx Africa/Mogadishu
SR +59722xxxx +59774xxxxx America/Paramaribo
SS +2111818xxxxx +2119771xxxxx Africa/Juba
ST +23922xxxxx +23998xxxxx Africa/Sao_Tome
SV +503243xxxxx +503701xxxxx America/El_Salvador
SX +1721522xxxx|+1721523xxxx|+1721524xxxx|+1721525xxxx|+1721526xxxx +1721527xxxx|+1721528xxxx|+1721529xxxx America/Lower_Princes
SY +963228xxxxx +9639445xxxxx Asia/Damascus
SZ +268234xxxxx +268761xxxxx Africa/Mbabane
TC +164932xxxxx +1649231xxxx America/Grand_Turk
TD +2352250xxxx +235630xxxxx Africa/Ndjamena
TG +228227xxxxx +228901xxxxx Africa/Lome
TH +66562xxxxx +668123xxxxx Asia/Bangkok
TJ +9923241xxxxx +9929171xxxxx Asia/Dushanbe
TK +6904xxxx +69072xx Pacific/Fakaofo
TL +67033xxxxx +670772xxxxx Asia/Dili
TM +993440xxxxx +993661xxxxx Asia/Ashgabat
TN +216735xxxxx +216201xxxxx Africa/Tunis
TO +6762xxxx +67677xxxxx Pacific/Tongatapu
TR +9038646xxxxx +9050123xxxxx Europe/Istanbul
TT +186832xxxxx +186829xxxxx America/Port_of_Spain
TV +68824xxx +68890xxxx Pacific/Funafuti
TW +886372xxxxx +8869123xxxxx Asia/Taipei
TZ +2552688xxxxx +2556212xxxxx Africa/Dar_es_Salaam
UA +3804540xxxxx +3805012xxxxx Europe/Simferopol Europe/Kyiv
UG +2563379xxxxx +2567123xxxxx Africa/Kampala
US +1{510,415,408,650,925,707,916,209,559,661,805,818,310,213,619,858,760,951,909,714,949,562,626,323,503,541,206,253,360,425,509,208,406,307,303,719,970,801,435,602,480,520,623,928,505,575,702,775,214,972,817,713,281,210,512,361,409,806,915,956,903,940,979,254,405,918,580,316,620,785,913,816,417,573,314,402,308,605,701,612,651,507,218,320,763,952,515,319,563,641,712,414,608,920,715,262,312,773,708,847,630,815,309,217,618}55501xx +1{317,219,260,574,765,812,313,248,586,734,810,989,517,616,269,231,906,614,216,330,419,440,513,740,937,502,606,270,859,615,901,423,731,865,931,205,256,334,601,662,504,225,318,337,985,479,501,870,404,706,770,912,229,478,803,843,864,704,336,828,910,919,252,804,540,276,434,757,703,304,202,301,410,302,215,267,412,610,717,724,814,570,201,732,609,856,908,973,212,718,516,631,914,845,518,315,607,585,716,203,860,401,508,617,413,781,978,603,802,207,305,352,386,407,561,727,772,813,850,863,904,941,954}55501xx America/New_York America/Detroit America/Kentucky/Louisville America/Kentucky/Monticello America/Indiana/Indianapolis America/Indiana/Vincennes America/Indiana/Winamac America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay America/Chicago America/Indiana/Tell_City America/Indiana/Knox America/Menominee America/North_Dakota/Center America/North_Dakota/New_Salem America/North_Dakota/Beulah America/Denver America/Boise America/Phoenix America/Los_Angeles America/Anchorage America/Juneau America/Sitka America/Metlakatla America/Yakutat America/Nome America/Adak Pacific/Honolulu Pacific/Midway Pacific/Wake
UY +5980457xxxxx +598942xxxxx America/Montevideo
UZ +9987954xxxxx +9989123xxxxx Asia/Samarkand Asia/Tashkent
VC +17844302xxx|+17844303xxx|+17844304xxx|+17844305xxx|+17844306xxx +17844307xxx|+17844308xxx|+17844309xxx America/St_Vincent
VE +5824151xxxxx +5841212xxxxx America/Caracas
VG +1284494xxxx +1284300xxxx America/Tortola
VI +1340423xxxx +1340642xxxx America/St_Thomas
VN +8421897xxxxx +849123xxxxx Asia/Ho_Chi_Minh
VU +67820xxx +67859xxxxx Pacific/Efate
WF +68172xxxx +68182xxxx Pacific/Wallis
WS +6855xxxx +68572xxxxx Pacific/Apia
YE +96742xxxxx +9677123xxxxx Asia/Aden
YT +26226980xxxx +26263901xxxx Indian/Mayotte
ZA +2711456xxxx +278245xxxxx Africa/Johannesburg
ZM +2602143xxxxx +2609551xxxxx Africa/Lusaka
ZW +2632901xxxxx +2637123xxxxx Africa/Harare
`;
