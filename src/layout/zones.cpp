#include "layout/zones.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "chinese/characters.h"

namespace tonglan {
namespace {

using std::string_view;

bool starts(string_view text, std::initializer_list<string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](string_view w) { return text.starts_with(w); });
}

// --- Markdown and code ---

// A line whose first characters are Markdown: heading, quotation, list item, table row, rule.
bool is_markdown(string_view text) {
  const std::size_t marks = text.find_first_not_of('#');
  if (marks > 0 && marks <= 6 && marks < text.size() && text[marks] == ' ') return true;
  if (starts(text, {"> ", "- ", "* ", "+ ", "|", "---", "***", "===", "![", "```", "~~~", "+--",
                    "+=="}))
    return true;
  return false;
}

bool is_fence(string_view text) { return text.starts_with("```") || text.starts_with("~~~"); }

// A line that only a programmer writes: brackets, semicolons and assignments instead of sentences.
bool is_code(string_view text, const LineCells& c) {
  if (c.han > 0 && 2 * c.wide > c.narrow) return false;
  const char last = text.back();
  if (last == '{' || last == '}') return true;
  if (c.narrow < 2) return false;
  if (last == ';') return true;
  if (text.ends_with("};") || text.ends_with("):") || text.ends_with("->")) return true;
  if (starts(text, {"#include", "def ", "import ", "return ", "//", "/*", "*/", "</", "<?xml", "<!--",
                    "$ ", ">>> ", "#!/", "function ", "class ", "public ", "var ", "const "}))
    return c.wide == 0 || text.find("//") != string_view::npos;
  // set(NAME value): a call that begins the line.
  const std::size_t call = text.find('(');
  if (c.wide == 0 && call > 0 && call != string_view::npos && text.back() == ')' &&
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:") == call)
    return true;
  if (text.find(" = ") != string_view::npos || text.find("==") != string_view::npos ||
      text.find("();") != string_view::npos)
    return c.wide == 0;
  return false;
}

// Base64, hashes, addresses alone on a line: a long run of ASCII without a blank.
bool is_blob(string_view text, const LineCells& c) {
  return c.wide + c.marks + c.quotes == 0 && c.narrow >= 40 && text.find(' ') == string_view::npos &&
         text.find("://") == string_view::npos;
}

// --- Tables ---

bool is_box_drawing(string_view text) {
  return starts(text, {"─", "│", "┌", "├", "└", "┬", "┼", "━", "┃", "┏", "┣", "┗", "╔", "║", "╠", "╚",
                       "+--", "+==", "|"});
}

// Fields set apart by wide blanks (two or more, a tab, or a full-width one).
int count_fields(string_view text) {
  int fields = 1;
  const char* p = text.data();
  const char* const end = p + text.size();
  int blanks = 0;  // half-cells of the gap so far
  while (p < end) {
    const Character c = decode(p, end);
    p += c.size;
    if (kind_of(c.code) == Kind::kBlank) {
      blanks += c.code == 0x3000 || c.code == '\t' ? 2 : 1;
    } else {
      fields += blanks >= 2;
      blanks = 0;
    }
  }
  return fields;
}

bool is_table_row(string_view text, const LineCells& c, const LineMarks& m) {
  if (is_box_drawing(text)) return true;
  if (!c.has_blank || c.stops > 0 || is_letter_spaced(c)) return false;
  if (m.start == StartMark::kByline || m.start == StartMark::kLead || m.end == EndMark::kCredit) return false;
  return count_fields(text) >= 3;
}

// 红烧豆腐 6.00: a name, a blank, a number.
bool is_price_row(string_view text, const LineCells& c) {
  if (!c.has_blank || c.last != Kind::kDigit || c.stops > 1 || c.commas > 0) return false;
  const std::size_t blank = text.find_last_of(" \t");
  const std::size_t wide = text.rfind("　");
  const std::size_t at = wide == string_view::npos ? blank + 1
                         : blank == string_view::npos || blank < wide ? wide + 3
                                                                      : blank + 1;
  return at > 0 && text.find_first_not_of("0123456789.,-+", at) == string_view::npos;
}

// 青河 小雨 9～14℃, 1 云水 7 3 17: three fields or more, the last a figure.
bool is_figure_row(string_view text, const LineCells& c) {
  if (!c.has_blank || c.commas > 0 || is_letter_spaced(c)) return false;
  if (c.last != Kind::kDigit && !text.ends_with("℃") && !text.ends_with("%")) return false;
  int fields = 1;
  bool gap = false;
  const char* const end = text.data() + text.size();
  for (const char* p = text.data(); p < end;) {
    const Character character = decode(p, end);
    p += character.size;
    const bool blank = kind_of(character.code) == Kind::kBlank;
    fields += blank && !gap;
    gap = blank;
  }
  return fields >= 3;
}

// --- Lists ---

// A numbered item that ends on its own line.
bool is_list_item(const Line& line, const LineCells& c, LineMarks m) {
  if (m.start != StartMark::kNumber) return false;
  return is_stop(c.inner) || c.last == Kind::kComma || line.measure == 0 ||
         line.length + 4 <= line.measure;
}

// --- Verse ---

bool ends_verse_line(const LineCells& c) {
  return c.last == Kind::kComma || c.last == Kind::kStop || c.last == Kind::kPause ||
         (is_closing(c.last) && is_stop(c.inner));
}

// Regulated verse: the same number of characters in every line, a mark at each end and none inside.
bool is_verse_line(const LineCells& c) {
  return c.han >= 4 && c.han <= 14 && c.narrow == 0 && c.stops + c.commas >= 1 && ends_verse_line(c) &&
         c.han == c.wide && (c.stops + c.commas == 1 || c.han == 10 || c.han == 14);
}

// --- Notices ---

// 地址：… 电话：… lines stand for themselves.
bool is_label_line(string_view text, const LineCells& c) {
  if (c.commas == 0 || c.stops > 0) return false;
  // The colon comes after two to five characters.
  const std::size_t colon = std::min(text.substr(0, 18).find("："), text.substr(0, 18).find(':'));
  if (colon == string_view::npos) return false;
  return starts(text, {"地址：", "地點：", "地点：", "时间：", "時間：", "电话：", "電話：", "联系电话：", "传真：",
                       "邮编：", "邮箱：", "网址：", "联系人：", "主办：", "主办单位：", "承办：", "承办单位：",
                       "协办：", "协办单位：", "报名电话：", "热线：", "投稿邮箱：", "电子邮箱：", "票价：", "地址:",
                       "电话:", "时间:", "地点:"});
}

// 此致 敬礼: what ends a letter; often letter-spaced.
bool is_greeting(string_view text) {
  if (text.size() > 12) return false;
  if (text.ends_with("！")) text.remove_suffix(3);
  const std::size_t blank = std::min(text.find(' '), text.find("　"));
  const string_view first = text.substr(0, blank);
  return starts(first, {"此致", "敬礼", "敬禮"}) ||
         (blank == 3 && (first == "此" || first == "敬") &&
          (text.ends_with("致") || text.ends_with("礼") || text.ends_with("禮")));
}

// 2023年5月12日, and nothing else.
bool is_date_line(string_view text) {
  const std::size_t month = text.find("月");
  return month != string_view::npos && text.ends_with("日") && text.find_first_of("0123456789") == 0 &&
         text.find_first_not_of("0123456789 年月日") == string_view::npos;
}

// Name and date under a letter or a notice. Both lines were ended on purpose: what follows the name
// would have fitted, and the text above has ended.
void mark_signatures(Document& document, const std::vector<LineCells>& cells) {
  constexpr int kLongestName = 28;  // half-cells
  std::vector<Line>& lines = document.lines;
  const auto greets = [&](std::size_t i) { return is_greeting(document.view(lines[i])); };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].role != Role::kBody) continue;
    if (greets(i) && ((i > 0 && greets(i - 1)) || (i + 1 < lines.size() && greets(i + 1)))) {
      lines[i].role = Role::kVerbatim;
      continue;
    }
    if (i == 0 || i + 1 >= lines.size()) continue;
    const LineCells& name = cells[i];
    const bool ended = greets(i - 1) || is_stop(cells[i - 1].inner);
    int column = 0;  // half-cells of the longest line just above
    for (std::size_t k = i - std::min<std::size_t>(i, 4); k < i; ++k)
      column = std::max<int>(column, lines[k].length);
    const bool short_name = name.stops + name.commas == 0 && lines[i].length <= kLongestName &&
                            lines[i].length + cells[i + 1].head <= column;
    if (ended && short_name && is_date_line(document.view(lines[i + 1])))
      lines[i].role = lines[i + 1].role = Role::kVerbatim;
  }
}

// What a line may be part of, if its neighbours are too.
enum Zone : std::uint8_t { kCode = 1, kRow = 2, kPrice = 4, kItem = 8, kLabel = 16, kVerse = 32 };

// Runs of at least `least` lines of the zone become `role`; `alike(i, j)`: lines i and j can stand in
// one run.
template <class Alike>
void mark_runs(Document& document, const std::vector<std::uint8_t>& zones, Zone zone, Role role,
               std::size_t least, Alike alike) {
  std::vector<Line>& lines = document.lines;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t j = i;
    while (j < lines.size() && (zones[j] & zone) && lines[j].role == Role::kBody && alike(i, j)) ++j;
    if (j - i >= least)
      for (std::size_t k = i; k < j; ++k) lines[k].role = role;
    i = std::max(j, i + 1);
  }
}

std::uint8_t zones_of(string_view text, const Line& line, const LineCells& c, LineMarks m) {
  unsigned zones = 0;
  if (c.narrow > c.han && is_code(text, c)) zones |= kCode;
  if ((c.has_blank || c.first == Kind::kDash || c.first == Kind::kOther ||
       c.first == Kind::kAsciiOther) &&
      is_table_row(text, c, m))
    zones |= kRow;
  if (c.has_blank && c.last == Kind::kDigit && is_price_row(text, c)) zones |= kPrice;
  if (c.has_blank && is_figure_row(text, c)) zones |= kPrice;
  if (m.start == StartMark::kNumber && is_list_item(line, c, m)) zones |= kItem;
  if (c.first == Kind::kHan && c.commas > 0 && is_label_line(text, c)) zones |= kLabel;
  if (c.stops + c.commas > 0 && is_verse_line(c)) zones |= kVerse;
  return static_cast<std::uint8_t>(zones);
}

void mark_fences(Document& document) {
  std::vector<std::size_t> fences;
  for (std::size_t i = 0; i < document.lines.size(); ++i)
    if (is_fence(document.view(document.lines[i]))) fences.push_back(i);
  for (std::size_t f = 0; f + 1 < fences.size(); f += 2)
    for (std::size_t i = fences[f]; i <= fences[f + 1]; ++i)
      document.lines[i].role = Role::kVerbatim;
}

// --- Running heads ---

// A short line whose digits are masked: 要闻 5 and 要闻 8 are the same running head.
std::uint64_t masked_hash(string_view text) {
  std::uint64_t h = 0xCBF29CE484222325ull;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    h = (h ^ static_cast<unsigned char>(digit ? '0' : c)) * 0x100000001B3ull;
  }
  return h;
}

// The paper's name, or a section with its page number, comes back page after page. Three times the
// same short line without a mark, at a distance, is no text.
void mark_running_heads(Document& document, const Measured& measured) {
  constexpr std::size_t kLeast = 3, kApart = 8;
  // On one page with boxes it is rather the heading of several notes.
  const auto has_box = [](const Line& line) { return line.box.width() > 0; };
  if (document.pages.size() <= 1 && std::any_of(document.lines.begin(), document.lines.end(), has_box))
    return;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> seen;  // hash, line
  for (std::uint32_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    const LineCells& c = measured.cells[i];
    if (line.role != Role::kBody || line.length > 20 || c.han < 2) continue;
    if (c.stops + c.commas + c.quotes > 0 || measured.marks[i].start != StartMark::kNone) continue;
    if (line.measure == 0 || line.length + 6 > line.measure) continue;  // may be a first line
    seen.emplace_back(masked_hash(document.view(line)), i);
  }
  std::sort(seen.begin(), seen.end());
  for (std::size_t a = 0; a < seen.size();) {
    std::size_t b = a + 1;
    bool apart = true;
    for (; b < seen.size() && seen[b].first == seen[a].first; ++b)
      apart &= seen[b].second - seen[b - 1].second >= kApart;
    if (b - a >= kLeast && apart)
      for (std::size_t k = a; k < b; ++k) document.lines[seen[k].second].role = Role::kFolio;
    a = b;
  }
}

}  // namespace

void split_lines(Document& document) {
  std::vector<Line>& lines = document.lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const string_view text = document.view(lines[i]);
    if (!text.ends_with("版") && !text.ends_with("页")) continue;
    const std::size_t blank = std::min(text.find(' '), text.find("　"));
    if (blank == string_view::npos || blank > 36 || blank == 0) continue;
    const std::size_t rest = text.find_first_not_of(text[blank] == ' ' ? " " : "　", blank);
    if (rest == string_view::npos || (text[rest] & 0xC0) == 0x80) continue;
    if (find_marks(text.substr(rest)).start != StartMark::kFolio) continue;
    if (is_furniture(find_marks(text.substr(0, blank)))) continue;
    Line second = lines[i];
    second.text.begin += static_cast<std::uint32_t>(rest);
    second.blank_before = 0;
    second.indent = 0;
    lines[i].text.end = lines[i].text.begin + static_cast<std::uint32_t>(blank);
    lines[i].role = Role::kMasthead;
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, second);
    ++i;
  }
}

// A document that is a program or Markdown as a whole: nobody cut it into columns, and its line ends
// mean something.
bool is_source(const Document& document, const std::vector<LineCells>& cells) {
  std::size_t code = 0, running = 0, headings = 0, other = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const string_view text = document.view(document.lines[i]);
    if (cells[i].narrow > cells[i].han) code += is_code(text, cells[i]);
    running += cells[i].han >= 6 && cells[i].han > cells[i].narrow;
    const char first = text.front();
    if (first != '#' && first != '`' && first != '|' && first != '-' && first != '*') continue;
    if (text.starts_with("# ") || text.starts_with("## ") || text.starts_with("### ")) ++headings;
    else other += is_fence(text) || text.starts_with("| ") || text.starts_with("- ") || text.starts_with("* ");
  }
  const std::size_t n = document.lines.size();
  // A program within a column of text is only a zone of it.
  return (code * 6 >= n + 6 && running <= code) || (headings >= 1 && headings + other >= 4 && (headings + other) * 12 >= n);
}

void mark_zones(Document& document, const Measured& measured) {
  std::vector<Line>& lines = document.lines;
  const std::vector<LineCells>& cells = measured.cells;
  if (is_source(document, cells)) {
    for (Line& line : lines) line.role = Role::kVerbatim;
    return;
  }
  mark_fences(document);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.role != Role::kBody) continue;
    const LineMarks m = measured.marks[i];
    if (m.start == StartMark::kFolio) line.role = Role::kFolio;
    if (m.start == StartMark::kJump) line.role = Role::kJumpLine;
    const Kind first = cells[i].first;
    if (is_narrow(first) || first == Kind::kOther) {
      const string_view text = document.view(line);
      if (is_markdown(text) || is_blob(text, cells[i])) line.role = Role::kVerbatim;
    }
  }
  mark_signatures(document, cells);
  mark_running_heads(document, measured);
  std::vector<std::uint8_t> zones(lines.size());
  unsigned any = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    zones[i] = zones_of(document.view(lines[i]), lines[i], cells[i], measured.marks[i]);
    any |= zones[i];
  }
  const auto always = [](std::size_t, std::size_t) { return true; };
  if (any & kCode) mark_runs(document, zones, kCode, Role::kVerbatim, 2, always);
  if (any & kRow) mark_runs(document, zones, kRow, Role::kTable, 2, always);
  if (any & kPrice) mark_runs(document, zones, kPrice, Role::kTable, 3, always);
  if (any & kItem) mark_runs(document, zones, kItem, Role::kVerbatim, 2, always);
  if (any & kLabel) mark_runs(document, zones, kLabel, Role::kVerbatim, 2, always);
  if (any & kVerse)
    // In a column as narrow as the line itself only the marks at every line's end speak for verse.
    mark_runs(document, zones, kVerse, Role::kVerbatim, 4, [&](std::size_t i, std::size_t j) {
      return cells[j].han == cells[i].han && lines[j].indent == lines[i].indent;
    });
}

}  // namespace tonglan
