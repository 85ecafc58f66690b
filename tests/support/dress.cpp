// See dress.h.
#include "support/dress.h"

#include <array>
#include <string_view>
#include <utility>

#include "support/code_points.h"

namespace tonglan {
namespace {

using namespace std::string_literals;
using Unit = ArticleText::Unit;

// Characters and places that both scripts write alike.
std::string name(Random& random) {
  static constexpr std::array<const char*, 12> kFamily = {"李", "王", "林", "周", "何", "高",
                                                          "石", "方", "江", "白", "徐", "曹"};
  static constexpr std::array<const char*, 14> kGiven = {"明", "文", "志", "平", "秋", "雨", "安",
                                                         "一", "山", "青", "成", "立", "春", "海"};
  std::string out = random.pick(kFamily);
  out += random.pick(kGiven);
  if (random.chance(0.6)) out += random.pick(kGiven);
  return out;
}

std::string place(Random& random) {
  static constexpr std::array<const char*, 8> kPlaces = {"北京", "上海", "天津", "西安",
                                                         "南昌", "成都", "青河", "云水"};
  return random.pick(kPlaces);
}

std::string own_line_byline(bool traditional, Random& random) {
  const std::string reporter = traditional ? "記者" : "记者";
  std::u32string spaced = code_points(name(random));
  if (spaced.size() == 2) spaced.insert(1, 1, U'\u3000');
  switch (random.between(0, 5)) {
    case 0:
      return (traditional ? "本報" : "本报") + reporter + "　" + utf8(spaced);
    case 1:
      return (traditional ? "□本報" : "□本报") + reporter + " " + name(random);
    case 2:
      return reporter + " " + name(random) + " " + (traditional ? "通訊員" : "通讯员") + " " +
             name(random);
    case 3:
      return "■" + name(random);
    case 4:
      return utf8(spaced);
    default:
      return (traditional ? "本報" : "本报") + reporter + " " + name(random) + " " + name(random);
  }
}

std::string inline_dateline(bool traditional, Random& random) {
  const std::string reporter = traditional ? "記者" : "记者";
  const std::string paper = traditional ? "本報訊" : "本报讯";
  const std::string agency = traditional ? "新華社" : "新华社";
  const std::string wire = traditional ? "電" : "电";
  const std::string report = traditional ? "報道" : "报道";
  const std::string date =
      std::to_string(random.between(1, 12)) + "月" + std::to_string(random.between(1, 28)) + "日";
  switch (random.between(0, 6)) {
    case 0:
      return paper + " ";
    case 1:
      return paper + " " + reporter + " " + name(random) + " " + report + " ";
    case 2:
      return paper + " " + name(random) + " " + reporter + name(random) + " " + report + " ";
    case 3:
      return paper + "（" + reporter + name(random) + "）";
    case 4:
      return agency + place(random) + date + wire + " ";
    case 5:
      return agency + place(random) + date + wire + "（" + reporter + name(random) + "、" +
             name(random) + "）";
    default:
      return paper + "（" + reporter + " " + name(random) + "）";
  }
}

std::string old_dateline(Random& random) {
  static constexpr std::array<const char*, 6> kPlaces = {"重慶", "韶關", "翁源",
                                                         "衡陽", "桂林", "洛陽"};
  static constexpr std::array<const char*, 6> kDays = {"三日", "九日",   "十二日",
                                                       "廿日", "廿五日", "卅日"};
  static constexpr std::array<const char*, 3> kKinds = {"電", "專電", "急電"};
  return "（"s + random.pick(kPlaces) + random.pick(kDays) + random.pick(kKinds) + "）";
}

// The clauses of a text that a kicker, a deck or a caption could be made of.
std::vector<std::u32string> clauses(const ArticleText& article, std::size_t least,
                                    std::size_t most) {
  std::vector<std::u32string> found;
  for (const Unit& unit : article.units) {
    if (unit.role != Role::kBody) continue;
    std::u32string clause;
    for (const char32_t c : code_points(unit.text)) {
      if (c == U'，' || c == U'。' || c == U'、' || c == U'；') {
        if (clause.size() >= least && clause.size() <= most) found.push_back(clause);
        clause.clear();
      } else if (is_full_mark(c)) {
        clause.assign(100, U'x');  // too long to be taken
      } else {
        clause += c;
      }
    }
  }
  return found;
}

// Does the text from here up to the next mark say who spoke (“…。”老人说。)?
bool names_speaker(std::u32string_view text) {
  for (const char32_t c : text) {
    if (is_full_mark(c)) return false;
    if (std::u32string_view(U"说說道问問答").find(c) != std::u32string_view::npos) return true;
  }
  return false;
}

// Paragraphs cut after each sentence that ends outside quotation marks, but not between what was
// said and who said it.
std::vector<Unit> sentence_by_sentence(const Unit& unit) {
  std::vector<Unit> out;
  std::u32string sentence;
  int open = 0;
  const std::u32string text = code_points(unit.text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    sentence += text[i];
    if (is_opening_mark(text[i])) ++open;
    if (is_closing_quote(text[i]) || text[i] == U'）' || text[i] == U'》') --open;
    const bool quote_ends = i > 0 && is_closing_quote(text[i]) && ends_sentence(text[i - 1]);
    const bool more_follows =
        i + 1 < text.size() && (ends_sentence(text[i + 1]) || is_closing_quote(text[i + 1]));
    const bool speaker_follows =
        quote_ends && names_speaker(std::u32string_view(text).substr(i + 1));
    if (open <= 0 && (ends_sentence(text[i]) || quote_ends) && !more_follows && !speaker_follows) {
      out.push_back({unit.role, utf8(sentence)});
      sentence.clear();
      open = 0;
    }
  }
  if (!sentence.empty()) out.push_back({unit.role, utf8(sentence)});
  return out;
}

Unit caption_of(const ArticleText& article, bool traditional, Random& random) {
  const auto found = clauses(article, 8, 26);
  const std::string scene = found.empty() ? place(random) : utf8(random.pick(found));
  const std::string photo = traditional ? "攝" : "摄";
  switch (random.between(0, 3)) {
    case 0:
      return {Role::kCaption,
              (traditional ? "圖為" : "图为") + scene + "。 " + name(random) + " /" + photo};
    case 1:
      return {Role::kCaption,
              scene + "。" + (traditional ? "本報記者" : "本报记者") + name(random) + photo};
    case 2:
      return {Role::kCaption, (traditional ? "上圖：" : "上图：") + scene + "。"};
    default:
      return {Role::kCaption, scene + "。　" + name(random) + photo};
  }
}

Unit verbatim_block(Random& random) {
  static const std::array<Unit, 6> kBlocks = {{
      {Role::kVerbatim, "山前春水一篙深\n竹外人家半掩门\n谁把早茶分过客\n满村新雨润柴根"},
      {Role::kVerbatim, "门前的老树\n记得每一个\n归来的人\n它不说话\n只把叶子轻轻放下"},
      {Role::kTable, "青河　晴　　　3～12℃\n云水　多云　　5～14℃\n白石　小雨　　4～9℃"},
      {Role::kTable, "大白菜 1.20\n土豆 2.60\n西红柿 4.80\n五花肉 26.50\n鸡蛋 9.90"},
      {Role::kTable, "名次 代表队 胜 负 积分\n1 青河 9 1 19\n2 云水 7 3 17\n3 白石 4 6 14"},
      {Role::kVerbatim, "1.身份证原件\n2.户口簿复印件\n3.近期照片两张\n4.填好的申请表"},
  }};
  return random.pick(kBlocks);
}

using Change = std::pair<char32_t, char32_t>;

void change_characters(std::u32string& text, std::initializer_list<Change> changes) {
  for (char32_t& c : text) {
    for (const Change& change : changes) {
      if (c == change.first) {
        c = change.second;
        break;
      }
    }
  }
}

// 1930s marks: 、 for every stop, hardly a full stop, Chinese numerals.
void make_old(std::u32string& text, Random& random) {
  std::u32string out;
  for (const char32_t c : text) {
    if (is_digit(c)) {
      out += U"〇一二三四五六七八九"[c - U'0'];
    } else if (c == U'，' || c == U'；' || c == U'：' || (c == U'。' && random.chance(0.95))) {
      if (!random.chance(0.06)) out += U'、';
    } else if (c != U'“' && c != U'”' && c != U'‘' && c != U'’' && !is_blank(c)) {
      out += c;
    }
  }
  text = out;
}

void add_ocr_errors(std::u32string& text, const TypesetSettings& settings, Random& random) {
  std::u32string out;
  for (const char32_t c : text) {
    if (is_full_mark(c) && random.chance(settings.lost_marks)) continue;
    const bool wrong = random.chance(settings.ocr_errors);
    if (wrong && is_han(c)) {
      out += text[static_cast<std::size_t>(random.between(0, static_cast<int>(text.size()) - 1))];
    } else if (wrong && (c == U'，' || c == U'。')) {
      out += c == U'，' ? (random.chance(0.5) ? U'．' : U',') : (random.chance(0.5) ? U'o' : U'，');
    } else {
      out += c;
    }
  }
  if (!out.empty()) text = out;
}

std::string reworked(const std::string& text, const TypesetSettings& settings, Random& random) {
  std::u32string t = code_points(text);
  if (settings.old_style) make_old(t, random);
  if (settings.corner_quotes) {
    change_characters(t, {{U'“', U'「'}, {U'”', U'」'}, {U'‘', U'『'}, {U'’', U'』'}});
  }
  if (settings.full_width_latin) {
    for (char32_t& c : t) {
      if (is_latin(c)) c += 0xFEE0;
    }
  }
  add_ocr_errors(t, settings, random);
  return utf8(t);
}

void add_display(ArticleText& article, const TypesetSettings& settings, bool traditional,
                 Random& random) {
  if (settings.headline_place == HeadlinePlace::kMissing) {
    article.kicker.clear();
    article.headline.clear();
    article.deck.clear();
  } else if (!article.headline.empty()) {
    const auto found = clauses(article, 7, 18);
    if (article.kicker.empty() && !found.empty() && random.chance(0.25)) {
      article.kicker = utf8(random.pick(found));
    }
    if (article.deck.empty() && !found.empty() && random.chance(0.12)) {
      article.deck = "——" + utf8(random.pick(found));
    }
  }
  if (settings.byline_place == BylinePlace::kOwnLine && article.byline.empty()) {
    article.byline = own_line_byline(traditional, random);
  } else if (settings.byline_place != BylinePlace::kOwnLine) {
    article.byline.clear();
  }
}

}  // namespace

bool is_traditional(const ArticleText& article) {
  static constexpr std::u32string_view kTraditional = U"這國們個來說時會為學過對業開發動經電報";
  static constexpr std::u32string_view kSimplified = U"这国们个来说时会为学过对业开发动经电报";
  int balance = 0;
  for (const Unit& unit : article.units) {
    for (const char32_t c : code_points(unit.text)) {
      balance += kTraditional.find(c) != std::u32string_view::npos;
      balance -= kSimplified.find(c) != std::u32string_view::npos;
    }
  }
  return balance > 0;
}

ArticleText dressed(const ArticleText& article, const TypesetSettings& settings, Random& random) {
  const bool traditional = is_traditional(article);
  ArticleText out = article;
  out.units.clear();
  for (const Unit& unit : article.units) {
    if (unit.role == Role::kBody && random.chance(settings.short_paragraphs)) {
      for (Unit& sentence : sentence_by_sentence(unit)) out.units.push_back(std::move(sentence));
    } else {
      out.units.push_back(unit);
    }
  }
  add_display(out, settings, traditional, random);
  if (settings.byline_place == BylinePlace::kInline && !out.units.empty() &&
      out.units.front().role == Role::kBody && random.chance(0.9)) {
    std::string start =
        settings.old_style ? old_dateline(random) : inline_dateline(traditional, random);
    out.units.front().text = start + out.units.front().text;
  }
  for (std::string* text : {&out.kicker, &out.headline, &out.deck}) {
    *text = reworked(*text, settings, random);
  }
  for (Unit& unit : out.units) {
    if (unit.role == Role::kBody || unit.role == Role::kSubhead) {
      unit.text = reworked(unit.text, settings, random);
    }
  }
  const auto seam = [&] {
    return out.units.begin() + random.between(0, static_cast<int>(out.units.size()));
  };
  if (random.chance(settings.captions)) {
    out.units.insert(seam(), caption_of(article, traditional, random));
  }
  if (random.chance(settings.verbatim)) {
    out.units.insert(random.chance(0.5) ? out.units.end() : seam(), verbatim_block(random));
  }
  return out;
}

std::string furniture_line(bool traditional, bool inside_article, Random& random) {
  const std::string page = std::to_string(random.between(1, 16));
  static constexpr std::array<const char*, 5> kNumbers = {"二", "三", "四", "五", "六"};
  const std::string number = random.pick(kNumbers);
  switch (random.between(inside_article ? 0 : 1, 6)) {
    case 0:
      return (traditional ? "（下轉第"s : "（下转第"s) + number + "版）";
    case 1:
      return (traditional ? "責編："s : "责编："s) + name(random) +
             (traditional ? " 校對：" : " 校对：") + name(random);
    case 2:
      return "2021年" + std::to_string(random.between(1, 12)) + "月" +
             std::to_string(random.between(1, 28)) + "日 星期" + number + " 第" + page + "版";
    case 3:
      return "第" + page + "版";
    case 4:
      return (traditional ? "要聞 "s : "要闻 "s) + page;
    case 5:
      return (traditional ? "青河晨報"s : "青河晨报"s);
    default:
      return (traditional ? "責任編輯 "s : "责任编辑 "s) + name(random);
  }
}

}  // namespace tonglan
