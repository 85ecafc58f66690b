#include "chinese/sections.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "chinese/characters.h"

namespace tonglan {
namespace {

using std::string_view;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take(string_view& text, string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

bool take_any(string_view& text, std::initializer_list<string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](string_view w) { return take(text, w); });
}

bool take_blanks(string_view& text) {
  const std::size_t before = text.size();
  while (take_any(text, {" ", "\t", "　", "\xC2\xA0"})) {
  }
  return text.size() < before;
}

// Up to `most` characters of those in a list of three-byte ones; how many.
int take_chinese(string_view& text, string_view digits, int most) {
  int taken = 0;
  while (taken < most && text.size() >= 3) {
    const std::size_t at = digits.find(text.substr(0, 3));
    if (at == string_view::npos || at % 3 != 0) break;
    text.remove_prefix(3);
    ++taken;
  }
  return taken;
}

int take_digits(string_view& text, int most) {
  int taken = 0;
  while (taken < most && !text.empty() && is_digit(text[0])) {
    text.remove_prefix(1);
    ++taken;
  }
  return taken;
}

int take_roman(string_view& text, string_view letters) {
  const std::size_t end = std::min(text.size(), text.find_first_not_of(letters));
  if (end == 0 || end > 6) return 0;
  text.remove_prefix(end);
  return static_cast<int>(end);
}

// Blanks inside and in capitals or not: ＡＢＳＴＲＡＣＴ is rare, 摘　要 is not.
std::string folded(string_view text) {
  std::string out;
  while (!text.empty()) {
    if (take_blanks(text)) continue;
    const char c = text[0];
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    text.remove_prefix(1);
  }
  return out;
}

constexpr string_view kHeads[] = {
    "abstract",
    "acknowledgements",
    "acknowledgments",
    "appendix",
    "bibliography",
    "conclusion",
    "conclusions",
    "discussion",
    "introduction",
    "references",
    "summary",
    "前言",
    "參考文獻",
    "参考文献",
    "后记",
    "序言",
    "引言",
    "摘要",
    "結論",
    "结束语",
    "结语",
    "结论",
    "致謝",
    "致谢",
    "附录",
    "附錄",
};

constexpr string_view kEntries[] = {
    "abstract",   "authors",    "clcnumber",  "correspondingauthor",
    "doi",        "email",      "e-mail",     "funding",
    "keywords",   "received",   "中图分类号", "中圖分類號",
    "作者简介",   "作者單位",   "作者单位",   "修回日期",
    "修訂日期",   "修订日期",   "关键字",     "关键词",
    "分类号",     "基金资助",   "基金项目",   "收稿日期",
    "文献标志码", "文献标识码", "文章编号",   "文章編號",
    "研究方向",   "第一作者",   "通信作者",   "通讯作者",
    "關鍵字",     "關鍵詞",     "摘要",
};

constexpr string_view kChineseDigits = "一二三四五六七八九十百";

}  // namespace

bool is_page_number(string_view text) {
  const std::string whole = folded(text);
  string_view rest = whole;
  const auto take_dashes = [&] {
    while (take_any(rest, {"-", "–", "—", "－", "·", "•", "~", "～", "|", "."})) {
    }
  };
  take_dashes();
  if (take_digits(rest, 5) == 0 && take_roman(rest, "ivxl") == 0) return false;
  take_dashes();
  return rest.empty();
}

bool starts_section(string_view text) {
  string_view rest = text;
  if (text.starts_with("0")) return false;
  if (take_digits(rest, 2) > 0) {
    int levels = 1;
    while (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1])) {
      rest.remove_prefix(1);
      if (take_digits(rest, 2) == 0 || ++levels > 5) return false;
    }
    const bool stop = take_any(rest, {"．", ".", "、"});
    const bool blank = take_blanks(rest);
    if (rest.empty()) return false;
    const Character next = decode(rest.data(), rest.data() + rest.size());
    const Kind kind = kind_of(next.code);
    // 7 月: a date; 7 发 布 会: an engine sets all characters apart, the number as well.
    if (std::u32string_view(U"年月日时時点點分个個名万萬亿億多岁歲元").find(next.code) !=
        std::u32string_view::npos)
      return false;
    string_view behind = rest.substr(static_cast<std::size_t>(next.size));
    if (levels == 1 && !stop && kind == Kind::kHan && take_blanks(behind)) return false;
    const bool chinese = kind == Kind::kHan;
    const bool capital = rest[0] >= 'A' && rest[0] <= 'Z';
    if (!chinese && !capital && kind != Kind::kOpenQuote && kind != Kind::kOpen) return false;
    return stop || blank || (levels > 2 && chinese);
  }
  if (take_any(rest, {"（", "("})) {
    // (1) counts paragraphs.
    return take_chinese(rest, kChineseDigits, 3) > 0 && take_any(rest, {"）", ")"}) &&
           !rest.empty();
  }
  if (take(rest, "第")) {
    const bool number = take_chinese(rest, kChineseDigits, 4) > 0 || take_digits(rest, 3) > 0;
    return number && take_any(rest, {"章", "节", "節", "编", "編", "篇"});
  }
  if (take_chinese(rest, kChineseDigits, 3) > 0) {
    return take_any(rest, {"、", "．"});
  }
  rest = text;
  if (take_roman(rest, "IVX") > 0 && take(rest, ".")) return take_blanks(rest) && !rest.empty();
  if (text.size() > 40) return false;
  const std::string whole = folded(text);
  return std::find(std::begin(kHeads), std::end(kHeads), whole) != std::end(kHeads);
}

bool starts_entry(string_view text) {
  // All that most lines cost: none of these is what the entries begin with.
  static constexpr string_view kFirst[] = {"中", "作", "修", "关", "分", "基", "收", "文",
                                           "研", "第", "通", "關", "摘", "【", "[",  "〔"};
  if (text.empty()) return false;
  const bool latin = (text[0] >= 'A' && text[0] <= 'Z') || (text[0] >= 'a' && text[0] <= 'z');
  if (!latin && !std::any_of(std::begin(kFirst), std::end(kFirst),
                             [&](string_view c) { return text.starts_with(c); }))
    return false;
  const std::size_t end =
      std::min({text.find(':'), text.find("："), text.find(";"), text.find("；"), text.find("】"),
                text.find(']'), text.find("〕")});
  if (end == string_view::npos || end > 40) return false;
  const std::string whole = folded(text.substr(0, end));
  string_view name = whole;
  take_any(name, {"【", "[", "〔"});
  return std::find(std::begin(kEntries), std::end(kEntries), name) != std::end(kEntries);
}

}  // namespace tonglan
