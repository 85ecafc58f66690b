#include "chinese/marks.h"

#include <algorithm>
#include <array>
#include <vector>

#include "chinese/characters.h"

namespace tonglan {
namespace {

using std::string_view;

// Up to kWindow characters of the line without its blanks, so that 本 报 讯 reads as 本报讯.
constexpr std::size_t kWindow = 40;

struct Squeezed {
  char buffer[4 * kWindow];
  string_view text;
  std::size_t characters = 0;
  bool whole = true;  // the window holds the whole line
  bool blank = false;

  explicit Squeezed(string_view line) {
    const char* p = line.data();
    const char* const end = p + line.size();
    char* out = buffer;
    while (p < end) {
      const Character c = decode(p, end);
      if (kind_of(c.code) == Kind::kBlank) {
        blank = true;
      } else {
        if (characters == kWindow) {
          whole = false;
          break;
        }
        out = std::copy(p, p + c.size, out);
        ++characters;
      }
      p += c.size;
    }
    text = string_view(buffer, static_cast<std::size_t>(out - buffer));
  }
  Squeezed(const Squeezed&) = delete;
  Squeezed& operator=(const Squeezed&) = delete;
};

bool starts(string_view text, std::initializer_list<string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](string_view w) { return text.starts_with(w); });
}
bool ends(string_view text, std::initializer_list<string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](string_view w) { return text.ends_with(w); });
}
bool contains(string_view text, string_view word) { return text.find(word) != string_view::npos; }

// Takes one of the words off the front; false if none stands there.
bool take(string_view& text, std::initializer_list<string_view> words) {
  for (string_view w : words) {
    if (text.starts_with(w)) {
      text.remove_prefix(w.size());
      return true;
    }
  }
  return false;
}

std::size_t count_characters(string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool has_sentence_mark(string_view text) {
  const char* p = text.data();
  const char* const end = p + text.size();
  while (p < end) {
    const Character c = decode(p, end);
    p += c.size;
    const Kind k = kind_of(c.code);
    if (k == Kind::kStop || k == Kind::kComma) return true;
  }
  return false;
}

// The hundred family names that nine in ten bylines begin with, simplified and traditional.
bool is_surname(string_view text) {
  static constexpr string_view kNames =
      "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹"
      "彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋"
      "付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯"
      "温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝"
      "包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁"
      "蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党黨"
      "宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎"
      "甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺史官封谈談匡鞠惠荆荊乐樂冀郁胥南班储儲原栗燕楚鄢劳勞谌諶"
      "奚皮粟冼蔺藺楼樓盘盤满滿闻聞位厉厲伊仝区區郜海阚闞花权權强強帅帥屠豆朴盖蓋练練廉禹井祖漆巴丰"
      "豐支卿国國狄平计計索宣晋晉相初门門云雲容敬来來扈晁芮都普阙闕浦戈伏鹿薄邸雍辜羊阿乌烏";
  if (text.size() < 3) return false;
  return contains(kNames, text.substr(0, 3));
}

// 本报记者, 特约通讯员, 新华社记者 ...: taken off the front; true if a title stood there.
bool take_title(string_view& text) {
  string_view rest = text;
  take(rest, {"□", "■", "●", "◎", "○", "▲", "△", "◆", "（", "("});
  take(rest, {"文图", "图文", "文/图", "文／图", "图/文", "文"});
  take(rest, {"/", "／"});
  take(rest, {"本报", "本報", "本刊", "本网", "本台", "新华社", "新華社", "中新社", "中新网", "人民日报",
              "全媒体", "融媒体", "见习", "实习"});
  take(rest, {"全媒体", "融媒体", "驻地", "特约", "特約", "特派", "首席", "高级", "见习", "實習", "实习",
              "联合"});
  if (!take(rest, {"记者", "記者", "通讯员", "通訊員", "特派员", "特派員", "评论员", "評論員", "撰稿",
                   "作者", "摄影", "攝影"}))
    return false;
  text = rest;
  return true;
}

// A byline without what its people did, and where: 何聪 文/图, 李明 摄影报道, 王建国 发自北京.
string_view without_task(string_view names) {
  if (const std::size_t from = names.find("发自"); from != string_view::npos && from > 0)
    names = names.substr(0, from);
  for (string_view task :
       {"摄影报道", "攝影報道", "图文报道", "文并图", "文并摄", "文并攝", "文/图", "文／图", "文图",
        "報道", "报道", "摄", "攝", "文", "图", "圖"}) {
    if (names.size() > task.size() + 3 && names.ends_with(task))
      return names.substr(0, names.size() - task.size());
  }
  return names;
}

// Names of two or three characters, one after the other: their blanks may not have been read.
bool are_names(string_view text) {
  if (text.empty()) return true;
  if (!is_surname(text)) return false;
  for (const std::size_t bytes : {std::size_t{9}, std::size_t{6}})
    if (text.size() >= bytes && are_names(text.substr(bytes))) return true;
  return false;
}

// What follows 本报记者 in a sentence.
bool goes_on(string_view text) {
  return starts(text, {"从", "從", "了", "获", "獲", "在", "昨", "今", "采", "採", "近", "日",
                       "到", "对", "對", "就", "问", "問", "为", "為", "看", "走", "来", "來",
                       "随", "隨", "向", "与", "與", "跟", "将", "將", "也", "发", "發", "特",
                       "专", "專", "和", "们", "們", "的", "得", "分", "两", "兩", "于", "前",
                       "再", "还", "還", "并", "查", "独", "電", "电", "报"});
}

bool is_byline_line(string_view raw, const Squeezed& s) {
  if (!s.whole || has_sentence_mark(raw)) return false;
  string_view rest = s.text;
  if (take(rest, {"□", "■", "◎", "○"}) && count_characters(rest) <= 3 && is_surname(rest)) return true;
  rest = s.text;
  if (!take_title(rest)) return false;
  take(rest, {"：", ":"});
  rest = without_task(rest);
  const std::size_t name = count_characters(rest);
  if (name == 0 || name > 24) return false;
  // 记者了解到: a name begins with a family name, and is short or set off by blanks. Engines
  // misread names: after 本报记者 two or three characters that begin like no sentence are one.
  if (!is_surname(rest)) {
    const bool of_paper = starts(s.text, {"本报", "本報", "新华社", "新華社", "本刊", "中新社"});
    return name <= 4 && (s.blank || (of_paper && (name == 2 || name == 3) && !goes_on(rest)));
  }
  return name <= 3 || s.blank || are_names(rest) || contains(rest, "、") ||
         contains(rest, "通讯员");
}

bool is_lead(string_view s) {
  if (starts(s, {"本报讯", "本報訊", "本刊讯", "本台消息", "本网讯", "本報專電", "专电", "專電"})) return true;
  string_view rest = s;
  take(rest, {"据", "據"});
  if (take(rest, {"新华社", "新華社", "中新社", "中新网", "中央社", "本报", "本報", "路透社", "法新社", "美联社",
                  "人民网", "光明网"})) {
    // 新华社北京1月2日电, 本报长春3日讯: the wire's end comes soon.
    for (string_view end : {"电", "電", "讯", "訊"}) {
      const std::size_t at = rest.find(end);
      if (at != string_view::npos && !starts(rest.substr(at), {"讯员", "訊員"}) && count_characters(rest.substr(0, at)) <= 14 &&
          (contains(rest.substr(0, at), "日") || count_characters(rest.substr(0, at)) <= 4))
        return true;
    }
  }
  return false;
}

// （重庆二十日电）, （本报北京7月18日电）: short, in brackets, with the wire's 电 or 讯 before the end.
bool is_dateline(string_view s) {
  if (!take(s, {"（", "(", "【", "［", "[", "〔"})) return false;
  const std::array<string_view, 6> closings = {"）", ")", "】", "］", "]", "〕"};
  std::size_t close = string_view::npos;
  for (string_view c : closings) close = std::min(close, s.find(c));
  if (close == string_view::npos) {
    // Cut by the line end: 「（羅馬廿日哈瓦」 shows a date and no mark.
    return contains(s, "日") && count_characters(s) <= 14 && !has_sentence_mark(s) &&
           !contains(s, "、") && !contains(s, "年");
  }
  const string_view inside = s.substr(0, close);
  return count_characters(inside) <= 20 &&
         (ends(inside, {"电", "電", "讯", "訊", "专电", "專電", "通訊", "通讯"}) ||
          (contains(inside, "电") && contains(inside, "日")) ||
          (contains(inside, "電") && contains(inside, "日")));
}

bool is_caption(string_view s) {
  if (starts(s, {"数据来源", "資料來源", "资料来源", "图为",   "圖為",   "圖爲", "图：",
                 "圖：",     "上图",     "下图",     "左图",   "右图",   "上圖", "下圖",
                 "左圖",     "右圖",     "题图",     "图片为", "图片：", "图①",  "图②",
                 "图③",      "图一：",   "图二：",   "图1",    "图2",    "图3",  "资料图"}))
    return !starts(s, {"上图书", "下图书", "上圖書", "下圖書"});  // 上图书馆
  return false;
}

bool is_number(string_view s) {
  static constexpr string_view kDigits = "一二三四五六七八九十";
  string_view rest = s;
  const bool bracket = take(rest, {"（", "("});
  std::size_t taken = 0;
  while (rest.size() >= 3 && contains(kDigits, rest.substr(0, 3)) && taken < 3) {
    rest.remove_prefix(3);
    ++taken;
  }
  if (taken == 0) {
    while (!rest.empty() && rest[0] >= '0' && rest[0] <= '9' && taken < 3) {
      rest.remove_prefix(1);
      ++taken;
    }
    if (taken == 0) return false;
    if (bracket) return starts(rest, {"）", ")"});
    return starts(rest, {"、", "．"}) ||
           (rest.starts_with(".") && rest.size() > 1 && !(rest[1] >= '0' && rest[1] <= '9'));
  }
  return bracket ? starts(rest, {"）", ")"}) : starts(rest, {"、", "．"});
}

bool is_jump_line(string_view s) {
  take(s, {"（", "(", "【", "▶", "→"});
  return starts(s, {"下转", "下轉", "上接", "紧接第", "緊接第", "转下版", "接上版"}) &&
         contains(s, "版") && count_characters(s) <= 14;
}

// 要闻 5, 12 综合: a section of the paper and its page number.
bool is_section_number(string_view t) {
  static constexpr string_view kSections[] = {
      "要闻", "要聞", "综合", "綜合", "国际", "國際", "经济", "經濟", "文化", "体育", "體育", "社会", "社會", "副刊",
      "广告", "專版", "专版", "时事", "评论", "評論", "理论", "教育", "生活", "健康", "科技", "民生", "法治", "专题"};
  for (string_view section : kSections) {
    string_view rest = t;
    if (t.starts_with(section)) rest.remove_prefix(section.size());
    else if (t.ends_with(section)) rest.remove_suffix(section.size());
    else continue;
    return !rest.empty() && rest.size() <= 3 && rest.find_first_not_of("0123456789AB") == string_view::npos;
  }
  return false;
}

// Every word of the line is page furniture: a date, a page number, editors.
bool is_folio_line(const Squeezed& s) {
  if (!s.whole) return false;
  const string_view t = s.text;
  if (starts(t, {"责任编辑", "責任編輯", "责编", "責編", "本版编辑", "本版责编", "版式设计", "编辑：", "編輯：",
                 "编辑:", "校对：", "美编", "值班编辑", "本版主编"}))
    return s.characters <= 36 && !contains(t, "。");
  const bool editors = contains(t, "责编") || contains(t, "責編") || contains(t, "责任编辑") ||
                       contains(t, "编辑：") || contains(t, "校对");
  const bool date = contains(t, "年") && contains(t, "月") && contains(t, "日");
  const bool weekday = contains(t, "星期") || contains(t, "周");
  bool page = ends(t, {"版", "頁", "页"}) && s.characters <= 6 &&
              (starts(t, {"第", "A", "B", "C", "D"}) || (t[0] >= '0' && t[0] <= '9'));
  if (!page && contains(t, "第") && contains(t, "版")) {
    const std::size_t at = t.find("第"), end = t.find("版", at);
    page = end != string_view::npos && count_characters(t.substr(at, end - at)) <= 4 &&
           (date || editors);
  }
  if (has_sentence_mark(t)) return false;
  if (is_section_number(t)) return true;
  return page || (date && (weekday || editors) && s.characters <= 32 && t[0] >= '0' && t[0] <= '9');
}

EndMark end_mark(string_view text, char32_t last) {
  switch (last) {
    case U'摄':
    case U'攝':
      return ends(text, {"拍摄", "拍攝"}) ? EndMark::kNone : EndMark::kCredit;
    case U'片':
      return ends(text, {"资料图片", "資料圖片", "资料照片", "資料照片"}) ? EndMark::kCredit
                                                                          : EndMark::kNone;
    case U'稿':
      return ends(text, {"供稿"}) ? EndMark::kCredit : EndMark::kNone;
    case U'影':
      return ends(text, {"摄影", "攝影"}) ? EndMark::kCredit : EndMark::kNone;
    case U'图':
    case U'圖':
      return ends(text, {"供图", "制图", "供圖", "製圖"}) ? EndMark::kCredit : EndMark::kNone;
    case U'）':
    case U')': {
      const std::size_t window = std::min<std::size_t>(text.size(), 60);
      const string_view tail = text.substr(text.size() - window);
      if (ends(tail, {"摄）", "攝）", "摄)", "摄影）", "攝影）", "供图）", "供圖）"}))
        return EndMark::kCredit;
      const std::size_t open = std::max(tail.rfind("（") + 1, tail.rfind("(") + 1);
      if (open > 0 && is_jump_line(tail.substr(open - 1))) return EndMark::kJump;
      return EndMark::kNone;
    }
    case U'—':
    case U'―':
      return EndMark::kDash;
    default:
      return EndMark::kNone;
  }
}

// Which phrases can begin with a character. Nine lines in ten begin with none of these, and are done
// with one load.
enum Phrase : std::uint8_t {
  kJumpPhrase = 1,
  kFolioPhrase = 2,
  kLeadPhrase = 4,
  kBylinePhrase = 8,
  kDatelinePhrase = 16,
  kCaptionPhrase = 32,
  kNumberPhrase = 64,
};
struct Beginning {
  std::u32string_view characters;
  Phrase phrase;
};
constexpr Beginning kBeginnings[] = {
    {U"下上紧緊转轉接（(【▶→", kJumpPhrase},
    {U"责責本版编編校值美第ABCD0123456789要综綜国國经經文体體社副广專专时評评论理教生健科民法",
     kFolioPhrase},
    {U"本专專据據新中路法美人光央", kLeadPhrase},
    {U"本新中人全融见見实實特首高联聯驻駐记記通评評撰作摄攝文图圖□■●◎○▲△◆（(", kBylinePhrase},
    {U"（(【［[〔", kDatelinePhrase},
    {U"图圖上下左右题題资資数", kCaptionPhrase},
    {U"一二三四五六七八九十（(0123456789", kNumberPhrase},
};

struct Beginnings {
  std::uint64_t any[0x10000 / 64] = {};
};
constexpr Beginnings make_beginnings() {
  Beginnings b;
  for (const Beginning& each : kBeginnings)
    for (char32_t c : each.characters) b.any[c >> 6] |= std::uint64_t{1} << (c & 63);
  return b;
}
constexpr Beginnings kAnyBeginning = make_beginnings();

unsigned phrases_of(char32_t c) {
  if (c >= 0x10000 || !(kAnyBeginning.any[c >> 6] >> (c & 63) & 1)) return 0;
  unsigned phrases = 0;
  for (const Beginning& b : kBeginnings)
    if (b.characters.find(c) != std::u32string_view::npos) phrases |= b.phrase;
  return phrases;
}

StartMark start_mark(string_view text, unsigned phrases) {
  const Squeezed s(text);
  const bool short_line = text.size() <= 160;
  if ((phrases & kJumpPhrase) && s.whole && is_jump_line(s.text)) return StartMark::kJump;
  if ((phrases & kFolioPhrase) && short_line && is_folio_line(s)) return StartMark::kFolio;
  if ((phrases & kLeadPhrase) && is_lead(s.text)) return StartMark::kLead;
  if ((phrases & kBylinePhrase) && short_line && is_byline_line(text, s)) return StartMark::kByline;
  if ((phrases & kDatelinePhrase) && is_dateline(s.text)) return StartMark::kDateline;
  if ((phrases & kCaptionPhrase) && is_caption(s.text)) return StartMark::kCaption;
  if ((phrases & kNumberPhrase) && is_number(s.text)) return StartMark::kNumber;
  return StartMark::kNone;
}

}  // namespace

LineMarks find_marks(string_view text) {
  LineMarks m;
  if (text.empty()) return m;
  const char32_t last = decode_last(text).code;
  m.end = end_mark(text, last);
  const char32_t first = decode(text.data(), text.data() + text.size()).code;
  unsigned phrases = phrases_of(first);
  if (last == U'版' || last == U'页') phrases |= kFolioPhrase;
  if (phrases != 0) m.start = start_mark(text, phrases);
  if (m.start == StartMark::kNone && kind_of(first) == Kind::kBullet) m.start = StartMark::kBullet;
  return m;
}

bool names_issue(string_view text) {
  const std::size_t year = text.find("年");
  if (year != string_view::npos && contains(text.substr(year), "月")) return true;
  const std::size_t at = text.find("第");
  if (at == string_view::npos) return false;
  const string_view rest = text.substr(at);
  for (const string_view unit : {"期", "号", "號", "版"}) {
    const std::size_t end = rest.find(unit);
    if (end != string_view::npos && count_characters(rest.substr(0, end)) <= 8) return true;
  }
  return false;
}

bool names_paper(string_view text) {
  const Squeezed s(text);
  return s.whole && s.characters >= 3 && s.characters <= 6 && ends(s.text, {"报", "報"});
}

bool opens_aside(string_view text) {
  const std::size_t name = text.find_first_not_of(" 　【■◆▲●[");
  return name != string_view::npos &&
         starts(text.substr(name),
                {"核心提示", "阅读提示", "新闻提示", "内容提要", "编者按",   "编者的话", "相关链接",
                 "新闻链接", "背景链接", "延伸阅读", "新闻背景", "名词解释", "小贴士",   "內容提要",
                 "編者按",   "編者的話", "相關鏈接", "新聞背景", "名詞解釋", "小貼士"});
}

bool looks_like_name(string_view text) {
  const Squeezed s(text);
  return is_surname(s.text) && s.characters >= 2 && s.characters <= (s.blank ? 4u : 3u);
}

Jump parse_jump(string_view text) {
  const Squeezed s(text);
  Jump jump;
  string_view rest = s.text;
  const std::size_t back = std::min(rest.rfind("上接"), rest.rfind("接上"));
  jump.forward = back == string_view::npos;
  const std::size_t start = rest.rfind("第");
  const std::size_t end = rest.rfind("版");
  if (end != string_view::npos) {
    const std::size_t from = start != string_view::npos && start < end
                                 ? start + string_view("第").size()
                                 : std::min(end, rest.find_first_of("ABCD0123456789"));
    jump.page = std::string(rest.substr(from, end - from));
  }
  return jump;
}

string_view jump_at_start(string_view text) {
  string_view rest = text;
  take(rest, {"（", "(", "【", "▶", "→"});
  if (!starts(rest, {"上接", "紧接第", "緊接第", "接上版"})) return {};
  const std::size_t end = text.find("版");
  if (end == string_view::npos || count_characters(text.substr(0, end)) > 12) return {};
  string_view behind = text.substr(end + string_view("版").size());
  take(behind, {"）", ")", "】"});
  return text.substr(0, text.size() - behind.size());
}

}  // namespace tonglan
