// Bylines and datelines taken apart: 本报讯 王冰 记者 徐文 报道 -> agency, correspondents, reporters.
//
// Names are split at blanks and marks only. 王小明李大力 could be cut in two places, so it stays one
// entry: a wrong name in a catalogue is worse than an unsplit one.
#include <algorithm>
#include <optional>

#include "chinese/characters.h"
#include "chinese/marks.h"

namespace tonglan {
namespace {

using std::string_view;

std::optional<string_view> take_any(string_view& text, std::initializer_list<string_view> words) {
  for (string_view w : words) {
    if (text.starts_with(w)) {
      const string_view found = text.substr(0, w.size());
      text.remove_prefix(w.size());
      return found;
    }
  }
  return std::nullopt;
}

void skip_blanks(string_view& text) {
  while (!text.empty()) {
    const Character c = decode(text.data(), text.data() + text.size());
    const Kind k = kind_of(c.code);
    if (k != Kind::kBlank && k != Kind::kPause && k != Kind::kColon && k != Kind::kBullet) break;
    text.remove_prefix(c.size);
  }
}

// One run of ideographs (a middle dot joins the parts of a foreign name).
string_view take_name(string_view& text) {
  std::size_t n = 0;
  while (n < text.size()) {
    const Character c = decode(text.data() + n, text.data() + text.size());
    const Kind k = kind_of(c.code);
    if (k != Kind::kHan && k != Kind::kMiddleDot) break;
    const string_view rest = text.substr(n);
    if (n > 0 && (rest.starts_with("记者") || rest.starts_with("記者") || rest.starts_with("通讯员") ||
                  rest.starts_with("通訊員") || rest.starts_with("报道") || rest.starts_with("報道") ||
                  rest.starts_with("摄影") || rest.starts_with("报导")))
      break;
    n += c.size;
  }
  const string_view name = text.substr(0, n);
  text.remove_prefix(n);
  return name;
}

// A name begins with a family name; 昨天上午 doesn't. Foreign names have a dot.
bool begins_as_name(string_view name) {
  if (name.find("·") != string_view::npos) return true;
  std::size_t two = 0;
  for (int i = 0; i < 2 && two < name.size(); ++i)
    two += decode(name.data() + two, name.data() + name.size()).size;
  return looks_like_name(name.substr(0, two));
}

std::size_t characters_of(string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// 新华社北京1月2日电: place and date between the agency and 电.
void parse_wire(string_view& text, Byline& byline) {
  std::size_t end = string_view::npos;
  for (string_view word : {"电", "電", "讯", "訊"}) end = std::min(end, text.find(word));
  // 本报通讯员: the title is no wire.
  if (end != string_view::npos && (text.substr(end).starts_with("讯员") || text.substr(end).starts_with("訊員")))
    return;
  if (end == string_view::npos || characters_of(text.substr(0, end)) > 14) return;
  const string_view wire = text.substr(0, end);
  const std::size_t digit = wire.find_first_of("0123456789");
  if (digit == string_view::npos) {
    byline.place = std::string(wire);
  } else {
    byline.place = std::string(wire.substr(0, digit));
    byline.date = std::string(wire.substr(digit));
  }
  text.remove_prefix(end + 3);
}

}  // namespace

Byline parse_byline(string_view text) {
  Byline byline;
  const string_view opening = "（";
  if (text.starts_with(opening)) text.remove_prefix(opening.size());
  skip_blanks(text);
  take_any(text, {"据", "據"});
  if (const auto agency = take_any(text, {"本报讯", "本報訊", "本刊讯", "本台消息", "本网讯"})) {
    byline.agency = std::string(*agency);
  } else if (const auto wire = take_any(text, {"新华社", "新華社", "中新社", "中新网", "中央社", "人民日报",
                                               "本报", "本報", "本刊", "本台"})) {
    byline.agency = std::string(*wire);
    parse_wire(text, byline);
  }
  // Names follow titles; without a title they are correspondents of the paper before 记者, else
  // plain names.
  enum class Title { kNone, kReporter, kCorrespondent } title = Title::kNone;
  std::vector<std::string> untitled;
  for (int parts = 0; parts < 24; ++parts) {
    skip_blanks(text);
    if (title != Title::kNone && take_any(text, {"）", ")"})) break;  // （记者 徐文）昨天上午
    take_any(text, {"（", "(", "）", ")", "/", "／"});
    skip_blanks(text);
    take_any(text, {"本报", "本報", "新华社", "全媒体", "融媒体", "首席", "特约", "见习", "实习", "驻地", "特派"});
    if (take_any(text, {"通讯员", "通訊員"})) {
      title = Title::kCorrespondent;
      continue;
    }
    if (take_any(text, {"记者", "記者", "评论员", "特派员"})) {
      title = Title::kReporter;
      continue;
    }
    if (take_any(text, {"报道", "報道", "报导", "文/图", "摄影报道"})) break;
    const string_view before = text;
    string_view name = take_name(text);
    std::string joined;  // 李　明: a name of two characters, spread out
    if (characters_of(name) == 1) {
      skip_blanks(text);
      joined = std::string(name) + std::string(take_name(text));
      if (characters_of(joined) == 2) name = joined;
    }
    // A name is two to four characters; longer is glued names, or already the report.
    const std::size_t size = characters_of(name);
    if (size < 2 || size > 9 || !begins_as_name(name)) {
      text = before;
      break;
    }
    auto& list = title == Title::kReporter        ? byline.reporters
                 : title == Title::kCorrespondent ? byline.correspondents
                                                  : untitled;
    list.emplace_back(name);
  }
  if (title == Title::kReporter && byline.correspondents.empty())
    byline.correspondents = std::move(untitled);
  else
    byline.others = std::move(untitled);
  return byline;
}

}  // namespace tonglan
