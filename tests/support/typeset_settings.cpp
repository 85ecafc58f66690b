// Draws newspapers and extractors, and samples articles to set. See typesetter.h.
//
// Settings come in families, because real damage does: a PDF dumped in the typesetter's order has
// no blank lines and its headlines after the body, a layout-guessing extractor has false blanks and
// letter-spaced lines, a hand-typed old paper has neither. One draw in five mixes everything.
#include <algorithm>

#include "support/dress.h"
#include "support/random.h"
#include "support/typesetter.h"

namespace tonglan {
namespace {

int random_measure(Random& random) {
  const double kind = random.unit();
  if (kind < 0.70) return random.between(8, 17);
  if (kind < 0.80) return random.between(6, 8);
  if (kind < 0.93) return random.between(18, 26);
  return random.between(26, 40);
}

void draw_setting(TypesetSettings& s, Random& random) {
  s.measure = random_measure(random);
  s.measure_change = random.chance(0.5) ? random.between(0.2, 0.9) : 0;
  s.leg_change = random.chance(0.2) ? random.between(0.05, 0.3) : 0;
  s.column_lines = random.between(8, 60);
  const double marks = random.unit();
  s.marks = marks < 0.6   ? MarkWidth::kFull
            : marks < 0.8 ? MarkWidth::kHalfQuotes
                          : MarkWidth::kHalf;
  s.compress_line_end = random.chance(0.4);
  s.compress_pairs = random.chance(0.3);
  s.hang_marks = random.chance(0.1);
  s.kinsoku = random.chance(0.85);
  s.squeeze = random.chance(0.5);
  s.split_words = random.chance(s.kinsoku ? 0.1 : 0.5);
  s.indent = random.chance(0.9) ? 2 : random.between(0, 1);
  const double kept = random.unit();
  s.indent_kept = kept < 0.65   ? IndentKept::kStripped
                  : kept < 0.88 ? IndentKept::kIdeographic
                                : IndentKept::kAscii;
  s.spaced_headline = random.chance(0.3);
  s.wrapped_headline = random.chance(0.35);
}

void draw_page(TypesetSettings& s, Random& random) {
  const double place = random.unit();
  s.headline_place = place < 0.42   ? HeadlinePlace::kBefore
                     : place < 0.77 ? HeadlinePlace::kAfter
                     : place < 0.87 ? HeadlinePlace::kMissing
                     : place < 0.94 ? HeadlinePlace::kPageEnd
                                    : HeadlinePlace::kPageStart;
  s.headline_habit = random.chance(0.7) ? 1 : random.between(0.6, 0.95);
  const double byline = random.unit();
  s.byline_place = byline < 0.25   ? BylinePlace::kNone
                   : byline < 0.55 ? BylinePlace::kOwnLine
                                   : BylinePlace::kInline;
  s.captions = random.chance(0.5) ? random.between(0.1, 0.5) : 0;
  s.captions_inside = random.chance(0.3) ? 0.5 : 0;
  s.furniture = random.chance(0.35) ? random.between(0.1, 0.5) : 0;
  s.furniture_inside = random.chance(0.35) ? random.between(0.2, 0.7) : 0;
  s.verbatim = random.chance(0.2) ? random.between(0.1, 0.5) : 0;
  s.short_paragraphs = random.chance(0.35) ? random.between(0.1, 0.6) : 0;
  s.full_width_latin = random.chance(0.05);
  s.crlf = random.chance(0.05);
  s.articles = std::min(random.between(1, 12), random.between(1, 12));
}

void draw_blank_lines(TypesetSettings& s, Random& random) {
  BlankLines& b = s.blank_lines;
  switch (random.between(0, 7)) {
    case 0:
    case 1:
      break;  // none at all
    case 2:
      b.at_breaks = 1;
      break;
    case 3:
      b = {random.between(0.6, 1.0), random.between(0.02, 0.2), 0, 0, 0};
      break;
    case 4:
      b = {1, 1, 0, 1, 1};
      break;
    case 5:
      b = {random.between(0.6, 1.0), random.between(0.0, 0.05), random.between(0.1, 0.6),
           random.between(0.3, 1.0), random.between(0.0, 0.7)};
      break;
    case 6:
      b = {0, 0, 0, 1, 0};
      break;
    default:
      b = {random.between(0.05, 0.4), random.between(0.0, 0.15), random.between(0.0, 0.3),
           random.between(0.0, 1.0), 0};
  }
}

void draw_extraction(TypesetSettings& s, Random& random) {
  s.spread_lines = random.chance(0.6) ? random.between(0.05, 0.9) : 0;
  s.spread_others = random.chance(0.2) ? random.between(0.01, 0.1) : 0;
  s.spread_gaps = random.chance(0.5) ? 1 : random.between(0.3, 0.8);
  s.spread_after_marks = random.chance(0.6);
  s.digit_blanks = random.chance(0.4) ? random.between(0.2, 1.0) : 0;
  s.blank_after_quotes = random.chance(0.2);
  s.blank_between_latin_and_mark = random.chance(0.2);
  s.cut_at_number = random.chance(0.2) ? random.between(0.005, 0.1) : 0;
  s.glue_lines = random.chance(0.1) ? random.between(0.005, 0.03) : 0;
  s.ocr_errors = random.chance(0.2) ? random.between(0.003, 0.05) : 0;
  s.lost_marks = s.ocr_errors > 0 && random.chance(0.6) ? random.between(0.01, 0.15) : 0;
}

// A PDF dumped in the typesetter's order: no blank lines, the headline drawn last.
void make_drawing_order(TypesetSettings& s, Random& random) {
  s.blank_lines = {};
  s.headline_place = random.chance(0.85) ? HeadlinePlace::kAfter : HeadlinePlace::kBefore;
  s.headline_habit = random.chance(0.7) ? 1 : 0.9;
  s.indent_kept = IndentKept::kStripped;
  s.blank_after_quotes = random.chance(0.6);
  s.ocr_errors = s.lost_marks = 0;
  s.glue_lines = 0;
}

// A program that guesses the layout: blank lines where boxes end, justified lines torn apart.
void make_guessed_layout(TypesetSettings& s, Random& random) {
  if (random.chance(0.4)) {
    s.blank_lines = {1, 1, 0, 1, 1};
  } else {
    s.blank_lines = {random.between(0.6, 1.0), random.between(0.0, 0.05), random.between(0.1, 0.6),
                     random.between(0.3, 1.0), random.between(0.0, 0.8)};
  }
  s.indent_kept = IndentKept::kStripped;
  s.spread_lines = random.between(0.1, 0.9);
  s.digit_blanks = random.between(0.2, 1.0);
  s.ocr_errors = s.lost_marks = 0;
}

// 1930s: narrow columns, one cell of indent, lines typed as they stand.
void make_old(TypesetSettings& s, Random& random) {
  s.old_style = true;
  s.measure = random.between(6, 14);
  s.kinsoku = random.chance(0.25);
  s.split_words = true;
  s.marks = random.chance(0.8) ? MarkWidth::kFull : MarkWidth::kHalf;
  s.compress_line_end = random.chance(0.3);
  s.compress_pairs = false;
  s.indent = random.chance(0.75) ? 1 : 2;
  s.byline_place = random.chance(0.6) ? BylinePlace::kInline : BylinePlace::kNone;
  s.spread_lines = s.spread_others = s.digit_blanks = 0;
  s.blank_after_quotes = s.blank_between_latin_and_mark = s.full_width_latin = false;
  s.headline_place = random.chance(0.5) ? HeadlinePlace::kBefore : HeadlinePlace::kMissing;
  s.short_paragraphs = random.chance(0.7) ? random.between(0.2, 0.9) : 0;
  s.captions = s.verbatim = 0;
  if (random.chance(0.6)) s.blank_lines = {random.between(0.1, 0.6), 0.01, 0, 0, 0};
}

// Never cut: must come out as it went in.
void make_clean(TypesetSettings& s, Random& random) {
  s.measure = 0;
  s.measure_change = s.leg_change = 0;
  s.blank_lines = {};
  s.blank_lines.at_breaks = random.chance(0.5) ? 1 : 0;
  s.spread_lines = s.spread_others = s.digit_blanks = 0;
  s.blank_after_quotes = s.blank_between_latin_and_mark = false;
  s.cut_at_number = s.glue_lines = s.furniture_inside = s.ocr_errors = s.lost_marks = 0;
  s.headline_place = random.chance(0.8) ? HeadlinePlace::kBefore : HeadlinePlace::kMissing;
  s.wrapped_headline = false;
}

// Some of the article's units, one after the other.
ArticleText excerpt(const ArticleText& article, Random& random) {
  ArticleText out = article;
  const int most = random.between(2, 14);
  const int size = static_cast<int>(article.units.size());
  if (size > most) {
    const int first = random.chance(0.6) ? 0 : random.between(0, size - most);
    out.units.assign(article.units.begin() + first, article.units.begin() + first + most);
  }
  return out;
}

}  // namespace

TypesetSettings random_settings(std::uint64_t seed, bool traditional) {
  Random random(seed);
  TypesetSettings s;
  draw_setting(s, random);
  draw_page(s, random);
  draw_blank_lines(s, random);
  draw_extraction(s, random);
  s.corner_quotes = traditional && random.chance(0.7);
  const double family = random.unit();
  if (traditional && family < 0.5) {
    make_old(s, random);
  } else if (family < 0.06 || (traditional && family < 0.56)) {
    make_clean(s, random);
  } else if (family < 0.40) {
    make_drawing_order(s, random);
  } else if (family < 0.80) {
    make_guessed_layout(s, random);
  }
  return s;
}

Typeset typeset_sample(const std::vector<ArticleText>& corpus, std::uint64_t seed) {
  Random random(seed ^ 0x5EEDu);
  const bool traditional = is_traditional(random.pick(corpus));
  const TypesetSettings settings = random_settings(seed, traditional);
  std::vector<ArticleText> articles;
  while (static_cast<int>(articles.size()) < settings.articles) {
    const ArticleText& article = random.pick(corpus);
    if (is_traditional(article) == traditional) articles.push_back(excerpt(article, random));
  }
  return typeset(articles, settings, seed);
}

}  // namespace tonglan
