// Draws newspaper pages: articles set in base columns, as a Document with perfect boxes and the
// truth beside it.
//
// A pure function of (articles, settings, seed). A page is filled band by band; in a band, articles
// stand side by side, each over some of the base columns, in one of the shapes below. Vertical
// pages are set as columns that text flows through, then turned: columns become tiers. The lines of
// the Document are in drawing order, which is no reading order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "document.h"
#include "support/corpus.h"
#include "support/typesetter.h"

namespace tonglan {

enum class Shape : std::uint8_t {
  kPlain,          // the headline over all columns of the article
  kPartial,        // over all but the last: that column begins beside the headline
  kMiddle,         // over the columns between the first and the last
  kPictureTop,     // a picture with its caption over the first lines of one or two columns
  kPictureInside,  // a picture inside a column
  kNote,           // a boxed note with a headline no larger than text in the article's corner
  kSide,           // a vertical headline left of horizontal text
};
inline constexpr int kShapes = 7;
const char* shape_name(Shape shape);

enum class RuleStyle : std::uint8_t { kNone, kThin, kThick, kDouble, kDotted };
inline constexpr int kRuleStyles = 5;

// What is printed on a page beside its lines.
struct PageMark {
  enum class Kind : std::uint8_t { kRule, kFrame, kPicture };
  Kind kind = Kind::kRule;
  RuleStyle style = RuleStyle::kThin;  // of a rule
  Box box;                             // of a rule: no width, or no height
};

struct PrintedLine {
  std::string text;
  Box box;
  float size = 0;  // of its characters
  int article = -1, paragraph = -1;
  Role role = Role::kBody;
  bool stacked = false;  // set against the page's direction
};

struct PressSettings {
  int columns = 6;     // base columns of the page, 3..8
  int measure = 12;    // cells of a column
  float cell = 30;     // pixels
  float leading = .5;  // cells between two lines
  float gutter = 1.4;  // cells
  int bands = 3;
  bool vertical = false;      // tiers of vertical text, right to left
  std::vector<Shape> shapes;  // that articles take in turn; empty: all
  bool furniture = true;      // masthead and folio
  // Marks never change where text stands.
  RuleStyle column_rules = RuleStyle::kNone;   // between the columns of an article, or tiers
  RuleStyle article_rules = RuleStyle::kNone;  // between articles side by side, or in a tier
  RuleStyle band_rules = RuleStyle::kNone;     // between bands, and under the masthead
  double size_noise = 0;                       // relative; an engine's boxes
  // Horizontal pages only.
  int tables = 0;      // at the end of articles in the first shape, an article each
  int adverts = 0;     // at the page's foot, one under each column from the left
  bool frames = true;  // round advertisements, and a rule in tables: the Document has them too
};

struct PrintedPage {
  Document document;
  std::string gold;  // JSON as evaluate/gold.h reads it: articles, and lines in reading order
  std::vector<PrintedLine> lines;  // in reading order
  std::vector<PageMark>
      marks;  // of an image of the page only: the Document has only the rules of tables and adverts
  float cell = 0;  // pixels
};

PrintedPage print_page(const std::vector<ArticleText>& articles, const PressSettings& settings,
                       std::uint64_t seed);

// A page of these articles, by default the project's own, everything chosen by the seed.
// `one_script`: simplified text only or, on some vertical pages, traditional text only, as a newspaper
// has it.
PrintedPage print_sample(std::uint64_t seed, bool one_script = false,
                         std::vector<ArticleText> articles = own_corpus());

}  // namespace tonglan
