// The data model: everything that flows down the road, and nothing else.
//
// A Document is the input cut into lines, plus everything decided about them. The lines keep the
// input's order for good; reading order is a list of places in it, so every writer and overlay can
// show before and after. Values and indices only, no pointers.
//
// Units: a *cell* is the advance of one full-width character; lengths are counted in half-cells (a
// Latin letter or digit is one, a Chinese character two). Boxes are in pixels of the source image,
// origin top left, right and bottom outside. Confidence is 0..1; below 0 where the source gives
// none. Angles are degrees, clockwise positive. Log-odds are natural logarithms; positive speaks for
// what was decided.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tonglan {

inline constexpr std::uint32_t kNone = 0xFFFFFFFFu;

// A range of bytes of Document::text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
};

struct Box {
  float left = 0, top = 0, right = 0, bottom = 0;
  float width() const { return right - left; }
  float height() const { return bottom - top; }
};

struct Point {
  float x = 0, y = 0;
};

enum class Direction : std::uint8_t { kHorizontal, kVertical };

enum class Role : std::uint8_t {
  kBody,           // 正文
  kHeadline,       // 主题
  kKicker,         // 引题
  kDeck,           // 副题
  kSubhead,        // 小标题
  kByline,         // 本报记者 …
  kDateline,       // 电头
  kCaption,        // 图片说明
  kCredit,         // … 摄, 责编
  kJumpLine,       // 下转, 上接
  kMasthead,       // 报头
  kFolio,          // page number, running head
  kAdvertisement,  // 广告
  kTable,
  kPicture,
  kVerbatim,  // verse, code, lists: line ends are kept
};

// What may happen to the blanks inside a line when it is written.
enum class Spacing : std::uint8_t {
  kVerbatim,  // nothing: the line stands as it came
  kTidy,      // blanks beside Chinese marks go
  kClose,     // letter-spaced: blanks go, except between Latin words
};

// A line as the input gave it.
struct Line {
  Span text;                       // without the blanks at both ends
  std::uint16_t indent = 0;        // half-cells of blank before the text
  std::uint16_t length = 0;        // half-cells of the text, by the document's own widths
  std::uint16_t measure = 0;       // half-cells that the column holds; 0 where unknown
  std::uint16_t blank_before = 0;  // empty lines between this line and the one before it
  Role role = Role::kBody;
  Spacing spacing = Spacing::kVerbatim;
  std::uint32_t page = 0;
  std::uint32_t block = kNone;  // index into Document::blocks
  Box box;                      // all zero where the input has no boxes
  float confidence = -1;
  std::uint32_t first_glyph = 0;  // its glyphs: a contiguous range of Document::glyphs
  std::uint32_t glyph_count = 0;
  std::uint32_t origin = kNone;  // index into Document::origins; pieces of one line share it
};
static_assert(sizeof(Line) <= 64);

// The smallest unit that has a box of its own in the source: a character or a word. In the order of
// the text; characters of the line between two glyphs (blanks, mostly) have no box.
struct Glyph {
  Span text;
  Box box;
  float confidence = -1;
  std::uint32_t word = kNone;  // index into Document::words; the characters of one word share it
};

// What the source says of a line and nobody here decides: kept, and written back.
struct LineOrigin {
  std::string id;
  std::string language;         // as the source spells it
  std::vector<Point> baseline;  // pixels, in writing direction
  std::vector<Point> outline;   // where the source gives more than a box
  float angle = 0;              // of the text against the page
  bool has_direction = false;   // the source says how the line is set
  Direction direction = Direction::kHorizontal;
};

enum class BreakKind : std::uint8_t { kJoin, kParagraph, kArticle };

// What stands between the two halves of a join.
enum class Joiner : std::uint8_t {
  kNothing,     // 中|文
  kBlank,       // English|words
  kDropHyphen,  // news-|paper: the hyphen is left out and listed in Document::left_out
};

// The decision at the end of one line. Breaks are kept in reading order: breaks[k] stands between
// order[k] and order[k + 1].
struct Break {
  BreakKind kind = BreakKind::kParagraph;
  Joiner joiner = Joiner::kNothing;
  float margin = 0;          // log-odds against the best reading that decides otherwise, >= 0
  std::uint32_t reasons = 0;  // first of this break's reasons in Document::reasons
  std::uint32_t reason_count = 0;
};

// One piece of evidence for a decision.
struct Reason {
  std::string feature;  // "slack=2 cells", "blank line"
  float log_odds = 0;   // > 0: for a join
};

// Lines order[first] .. order[last - 1], joined (or, where the role is kVerbatim or kTable, kept
// apart as they are).
struct Paragraph {
  Role role = Role::kBody;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t article = kNone;
  float confidence = 1;
};

// A byline or dateline taken apart. A field that could not be split for certain (two names set
// without a blank) stays one string.
struct Byline {
  std::string agency;                       // 本报讯, 新华社
  std::string place;                        // 长春
  std::string date;                         // 1月20日
  std::vector<std::string> correspondents;  // 通讯员
  std::vector<std::string> reporters;       // 记者
  std::vector<std::string> others;          // names without a title
};

struct JumpLink {
  std::uint32_t paragraph = kNone;  // the jump line
  bool forward = true;              // 下转; false: 上接
  std::string page;                 // 第二版 -> "二"
  // Where it leads, when known: the article itself, where both parts stand together in it.
  std::uint32_t article = kNone;
};

// Paragraphs first .. last - 1 of Document::paragraphs; they stand together in reading order,
// headlines first.
struct Article {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t headline = kNone;  // paragraph index
  float headline_margin = 0;       // log-odds of the headline's owner against the next best
  Byline byline;
  std::vector<JumpLink> jumps;
};

struct Warning {
  std::uint32_t page = 0;
  std::string stage;
  std::string message;
};

// Something of the input that a writer leaves out, and why.
struct LeftOut {
  Span text;
  std::string reason;
};

// A vertical or horizontal rule, or a white gutter, on a page.
struct Separator {
  Box box;
  bool vertical = false;
  bool rule = true;  // false: white space only
  float confidence = 1;
};

inline constexpr float kSureOrder = 10;

struct Block {
  Role role = Role::kBody;
  Direction direction = Direction::kHorizontal;
  Box box;
  float pitch = 0;  // pixels from line to line
  std::uint32_t page = 0;
  std::uint32_t article = kNone;
  float confidence = 1;
  std::string id;              // the source's own name for it
  std::string kind;            // the source's own word for its role: "heading", "ocr_carea"
  std::string language;        // as the source spells it
  std::vector<Point> outline;  // where the source gives more than a box
  // Log-odds of its being read where it is (after the block before it, or at the head of an article)
  // against the next best place; kSureOrder where there was no choice.
  float order_margin = kSureOrder;
  std::uint32_t reasons = 0;  // of its place, in Document::reasons
  std::uint32_t reason_count = 0;
};

struct Page {
  float width = 0, height = 0;  // pixels; 0 where the input has no page size
  float dpi = 0;
  float skew = 0;   // degrees, clockwise positive
  float glyph = 0;  // body glyph size in pixels
  std::string image;
  std::string id;
  std::vector<Separator> separators;
  std::vector<Box> pictures;
};

// What to do with the blank between a Chinese and a Latin character.
enum class HanLatinSpace : std::uint8_t { kKeep, kStrip, kInsert };

struct Document {
  std::string source;    // name of the input, for people
  std::string text;      // UTF-8, all lines of the input in its order
  std::string encoding;  // of the input: "UTF-8", "GB18030", ...
  std::vector<Page> pages;
  std::vector<Block> blocks;
  std::vector<Line> lines;           // in the input's order
  std::vector<Glyph> glyphs;         // in the input's order; none where the input has no boxes
  std::vector<std::string> words;    // the source's names of its words; empty where it gives none
  std::vector<LineOrigin> origins;
  std::vector<std::uint32_t> order;  // reading order: each line once
  std::vector<Break> breaks;         // order.size() - 1 of them, or none
  std::vector<Paragraph> paragraphs;
  std::vector<Article> articles;
  std::vector<Reason> reasons;  // filled when asked to explain
  std::vector<Warning> warnings;
  std::vector<LeftOut> left_out;
  HanLatinSpace han_latin_space = HanLatinSpace::kKeep;
  // The source says in which order its lines are read (else `order` is that of the file).
  bool ordered = false;
  // Nothing had to be mended: writers give the text back as it came.
  bool untouched = false;

  std::string_view view(Span s) const {
    return std::string_view(text).substr(s.begin, s.end - s.begin);
  }
  std::string_view view(const Line& l) const { return view(l.text); }
};

// The blocks that hold lines, each where `order` comes upon it first.
inline std::vector<std::uint32_t> block_order(const Document& document) {
  std::vector<bool> seen(document.blocks.size());
  std::vector<std::uint32_t> blocks;
  for (const std::uint32_t i : document.order) {
    const std::uint32_t block = document.lines[i].block;
    if (block >= seen.size() || seen[block]) continue;
    seen[block] = true;
    blocks.push_back(block);
  }
  return blocks;
}

}  // namespace tonglan
