// A typesetting simulator: sets articles in newspaper columns, then hands out the text the way a
// PDF extractor or an OCR program would, every column line cut, together with the exact truth.
//
// A pure function of (articles, settings, seed). Three steps, a file each: the text is put into
// house dress (dress.cpp: datelines, old-style marks, OCR noise: all that changes characters, so
// that the truth holds the same characters), then set into lines (line_breaking.cpp), then the
// page is put together and damaged (typesetter.cpp, extractor.cpp: blanks, blank lines, cuts; from
// here on only white space changes). A new kind of damage is a field of TypesetSettings and a few
// lines in one of these.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "document.h"

namespace tonglan {

struct ArticleText {
  struct Unit {
    Role role = Role::kBody;  // kBody, kSubhead, kCaption; kVerbatim and kTable: one line each '\n'
    std::string text;
  };
  std::string kicker, headline, deck, byline;
  std::vector<Unit> units;
};

enum class MarkWidth : std::uint8_t { kFull, kHalfQuotes, kHalf };
enum class IndentKept : std::uint8_t { kStripped, kIdeographic, kAscii };
enum class HeadlinePlace : std::uint8_t { kBefore, kAfter, kMissing, kPageStart, kPageEnd };
enum class BylinePlace : std::uint8_t { kNone, kOwnLine, kInline };

// Where blank lines stand: the probability of one at each kind of place.
struct BlankLines {
  double at_breaks = 0;        // before a new unit
  double elsewhere = 0;        // inside a paragraph
  double displaced = 0;        // a blank at a break stands one line too early or too late
  double at_column_ends = 0;   // where a column leg ends
  double before_openings = 0;  // before a line that starts with “ 《 （
};

// Lengths in cells (full-width characters) unless said otherwise.
struct TypesetSettings {
  // Setting
  int measure = 12;           // 0: not cut at all, a paragraph a line
  double measure_change = 0;  // an article has its own measure
  double leg_change = 0;      // a column leg has its own measure
  int column_lines = 40;      // lines in a column leg
  MarkWidth marks = MarkWidth::kFull;
  bool compress_line_end = false;  // a mark at the line end takes half a cell
  bool compress_pairs = false;     // ”， and such take half a cell less
  bool hang_marks = false;         // one mark may stand outside the measure
  bool kinsoku = true;             // no mark at a line start, no opening mark at a line end
  bool squeeze = true;             // kinsoku by squeezing in where it fits; else by pushing out
  bool split_words = false;        // numbers and Latin words are cut where the line ends
  int indent = 2;                  // of a paragraph's first line
  IndentKept indent_kept = IndentKept::kStripped;
  bool spaced_headline = false;  // 通 知
  bool wrapped_headline = false;
  // Extraction
  double spread_lines = 0;          // a line with slack shows blanks between its characters
  double spread_others = 0;         // any other line does
  double spread_gaps = 1;           // share of such a line's gaps that show one
  bool spread_after_marks = true;   // 亿 件 ， 同; else 亿 件 ，同
  double digit_blanks = 0;          // lines with blanks between Han and digits
  bool blank_after_quotes = false;  // “ 三个” 字
  bool blank_between_latin_and_mark = false;  // 17% 。
  BlankLines blank_lines;
  double cut_at_number = 0;  // a line is cut in two beside a number
  double glue_lines = 0;     // two lines of a paragraph stand on one
  int interleave = 0;         // an article's running text is read across so many columns
  bool crlf = false;
  // Page
  HeadlinePlace headline_place = HeadlinePlace::kBefore;
  double headline_habit = 1;  // share of articles that follow headline_place; the others: before
  BylinePlace byline_place = BylinePlace::kNone;
  double captions = 0;          // an article has a photo caption
  double captions_inside = 0;   // and it stands inside a paragraph, at a column end
  double furniture = 0;         // a folio or 责编 line between two articles
  double furniture_inside = 0;  // or at a column end inside a paragraph
  double verbatim = 0;          // an article has verse, a list or a table
  // Text
  bool old_style = false;         // 1930s: 、 for every stop, （重慶廿日電）
  bool corner_quotes = false;     // 「」 for “”
  bool full_width_latin = false;  // １２３
  double short_paragraphs = 0;    // a paragraph is set sentence by sentence
  double ocr_errors = 0;          // share of characters replaced
  double lost_marks = 0;          // share of marks lost
  int articles = 4;               // for typeset_sample: how many
};

enum class LineState : std::uint8_t {
  kFirst,            // first line of a body paragraph or caption
  kContinue,         // goes on with a paragraph
  kDisplay,          // headline, kicker, byline, subhead, folio: not running text
  kDisplayContinue,  // second line of a wrapped display unit
  kVerbatim,
};

struct LineTruth {
  LineState state = LineState::kFirst;
  Role role = Role::kBody;
  int article = -1;    // index into Typeset::articles; -1: page furniture
  int paragraph = -1;  // index into TrueArticle::paragraphs; -1: furniture
  // What came between this line and the line it continues is looked through: the line above
  // belongs to something else.
  bool resumes = false;
  int measure = 0;  // half-cells of the column; 0: unknown or unlimited
};

struct TrueParagraph {
  Role role = Role::kBody;
  std::string text;
};

// In reading order: kicker, headline, deck, byline, then the rest.
struct TrueArticle {
  std::vector<TrueParagraph> paragraphs;
};

struct Typeset {
  std::string text;
  std::vector<LineTruth> lines;  // one for each non-empty line of the text, in its order
  std::vector<std::uint32_t> places;  // where each of these lines stood before columns were read across
  std::vector<TrueArticle> articles;
  std::vector<std::string> furniture;  // folios, running heads, jump lines: in no article
};

Typeset typeset(const std::vector<ArticleText>& articles, const TypesetSettings& settings,
                std::uint64_t seed);

// A plausible pair of a newspaper and an extractor. `traditional`: of the text to be set.
TypesetSettings random_settings(std::uint64_t seed, bool traditional = false);

// Random settings on articles drawn from the corpus, all in one script.
Typeset typeset_sample(const std::vector<ArticleText>& corpus, std::uint64_t seed);

// Text art: each line with its state in front: '>' first, '|' goes on, '+' resumes, '#' display,
// '=' display goes on, ':' verbatim; blank lines as they are.
std::string text_art(const Typeset& typeset);

// {"articles":[{"paragraphs":[{"role","text"}]}],"lines":[{"role":"furniture","text"}]}
std::string truth_json(const Typeset& typeset);

// The text a perfect reader would write: a paragraph a line, a blank line between.
std::string truth_text(const Typeset& typeset);

const char* role_name_of(Role role);  // "body", "headline", ...

}  // namespace tonglan
