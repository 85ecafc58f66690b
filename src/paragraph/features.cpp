#include "paragraph/features.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tonglan {
namespace {

// --- The values of the single clues. Each table's order is the order of the value numbers. ---

constexpr const char* kEnds[] = {"han",   "stop",    "stop-quote", "comma",  "pause", "colon",
                                 "open",  "close",   "quote",      "dash",   "ellipsis", "digit",
                                 "latin", "percent", "hyphen",     "other"};
constexpr const char* kStarts[] = {"han",   "digit", "latin",  "open-quote", "open",  "close",
                                   "stop",  "comma", "bullet", "dash",       "other"};
constexpr const char* kCoarse[] = {"stop", "mark", "none"};
constexpr const char* kFits[] = {"over",    "-6",  "-4",  "-2",  "-1",  "0",
                                 "1",       "2-3", "4-7", "8-15", "16+", "unknown"};
constexpr const char* kBlanks[] = {"none", "one", "more"};
constexpr const char* kTrusts[] = {"absent", "everywhere", "noise", "low",
                                   "low-complete", "high", "high-complete"};
constexpr const char* kIndents[] = {"less", "0", "1", "2", "3-4", "more"};
constexpr const char* kRatios[] = {"unknown", "<.2", "<.4", "<.6", "<.8", "<.95", "<1.05", "<1.3", "over"};
constexpr const char* kMarksIn[] = {"plain", "marked"};
constexpr const char* kMarksOf[] = {"none",   "lead",   "dateline", "byline", "caption",
                                    "number", "bullet", "folio",    "jump"};
constexpr const char* kEndMarksOf[] = {"none", "credit", "dash", "jump"};
constexpr const char* kSpaced[] = {"no", "some", "yes"};
constexpr const char* kMeasures[] = {"unknown", "same", "wider", "narrower"};
constexpr const char* kSizes[] = {"unknown", "<=8", "<=12", "<=16", "<=24", "<=36", "wide"};
constexpr const char* kYes[] = {"no", "yes"};
constexpr const char* kEqual[] = {"no", "near", "equal"};
constexpr const char* kDepth[] = {"0", "1", "2"};
constexpr const char* kSupport[] = {"none", "few", "some", "many"};
constexpr const char* kHead[] = {"cell", "word", "long"};
constexpr const char* kIndentsOf[] = {"unsure", "none", "one", "two", "kept"};
constexpr const char* kCounts[] = {"0", "1", "more"};
constexpr const char* kStops[] = {"no-stops", "few-stops", "stops"};
constexpr const char* kOrders[] = {"shorter", "equal", "longer", "twice"};
constexpr const char* kRagged[] = {"tight", "some", "loose"};
constexpr const char* kPairs[] = {"other", "unseen", "seen"};
constexpr const char* kTexts[] = {"short", "medium", "long"};

template <std::size_t N>
constexpr int size_of(const char* const (&)[N]) {
  return static_cast<int>(N);
}

struct Clue {
  const char* const* names;
  int size;
};
#define CLUE(table) Clue{table, size_of(table)}

// --- The features: each is a product of up to four clues. ---

enum Template {
  kEndStart,
  kFitContinue,
  kFitFirst,
  kFitDisplay,
  kBlank,
  kBlankPattern,
  kIndent,
  kIndentBefore,
  kLengthBefore,
  kLengthAfter,
  kMarkAfter,
  kMarkBefore,
  kEndMarkBefore,
  kEndMarkAfter,
  kSpacing,
  kMeasureChange,
  kMeasureSize,
  kBetween,
  kEqualLength,
  kQuote,
  kSupportOf,
  kHeadOf,
  kDisplayPair,
  kPair,
  kEnd,
  kStart,
  kDisplayOrder,
  kFitMarks,
  kFitFirstMarks,
  kFitPair,
  kTemplates
};

struct Shape {
  const char* name;
  Clue clues[4];
};

constexpr Shape kShapes[kTemplates] = {
    {"end-start", {CLUE(kEnds), CLUE(kStarts)}},
    {"fits", {CLUE(kFits), CLUE(kCoarse), CLUE(kSupport), CLUE(kRagged)}},
    {"fits-first", {CLUE(kFits), CLUE(kCoarse), CLUE(kIndentsOf), CLUE(kRagged)}},
    {"fits-both", {CLUE(kFits), CLUE(kSpaced)}},
    {"blank", {CLUE(kBlanks), CLUE(kTrusts), CLUE(kCoarse)}},
    {"blank-pattern", {CLUE(kYes), CLUE(kYes), CLUE(kYes), CLUE(kTrusts)}},
    {"indent", {CLUE(kIndents), CLUE(kYes)}},
    {"indent-before", {CLUE(kIndents), CLUE(kYes)}},
    {"length-before", {CLUE(kRatios), CLUE(kMarksIn), CLUE(kCoarse)}},
    {"length-after", {CLUE(kRatios), CLUE(kMarksIn), CLUE(kCoarse)}},
    {"mark-after", {CLUE(kMarksOf), CLUE(kCoarse)}},
    {"mark-before", {CLUE(kMarksOf), CLUE(kCoarse)}},
    {"end-mark-before", {CLUE(kEndMarksOf)}},
    {"end-mark-after", {CLUE(kEndMarksOf)}},
    {"spaced", {CLUE(kSpaced), CLUE(kSpaced)}},
    {"measure-change", {CLUE(kMeasures), CLUE(kCoarse)}},
    {"measure", {CLUE(kSizes)}},
    {"between", {CLUE(kYes), CLUE(kYes)}},
    {"equal-length", {CLUE(kEqual), CLUE(kCoarse), CLUE(kYes)}},
    {"open-quote", {CLUE(kDepth), CLUE(kCoarse)}},
    {"support", {CLUE(kSupport), CLUE(kTrusts)}},
    {"head", {CLUE(kHead)}},
    {"display-pair", {CLUE(kRatios), CLUE(kRatios), CLUE(kYes)}},
    {"pair", {CLUE(kPairs), CLUE(kTexts)}},
    {"end", {CLUE(kEnds), CLUE(kStops)}},
    {"start", {CLUE(kStarts)}},
    {"display-order", {CLUE(kOrders), CLUE(kStarts)}},
    {"fits-marks", {CLUE(kFits), CLUE(kCounts), CLUE(kYes)}},
    {"fits-first-marks", {CLUE(kFits), CLUE(kCounts), CLUE(kYes), CLUE(kIndentsOf)}},
    {"fits-pair", {CLUE(kFits), CLUE(kFits), CLUE(kCoarse)}},
};

constexpr int shape_size(const Shape& s) {
  int n = 1;
  for (const Clue& c : s.clues)
    if (c.names != nullptr) n *= c.size;
  return n;
}

constexpr std::array<int, kTemplates + 1> make_offsets() {
  std::array<int, kTemplates + 1> offsets{};
  for (int t = 0; t < kTemplates; ++t) offsets[t + 1] = offsets[t] + shape_size(kShapes[t]);
  return offsets;
}
constexpr auto kOffsets = make_offsets();

// --- Clues of one line, or of two. ---

int end_clue(const LineCells& c) {
  if (c.last == Kind::kCloseQuote || c.last == Kind::kClose || c.last == Kind::kAsciiClose) {
    if (is_stop(c.inner) || c.inner == Kind::kEllipsis) return 2;
    return c.last == Kind::kCloseQuote ? 8 : 7;
  }
  switch (c.last) {
    case Kind::kHan:
    case Kind::kHangul: return 0;
    case Kind::kStop:
    case Kind::kAsciiStop: return 1;
    case Kind::kComma:
    case Kind::kAsciiComma: return 3;
    case Kind::kPause: return 4;
    case Kind::kColon: return 5;
    case Kind::kOpen:
    case Kind::kOpenQuote:
    case Kind::kAsciiOpen: return 6;
    case Kind::kDash: return 9;
    case Kind::kEllipsis: return 10;
    case Kind::kDigit: return 11;
    case Kind::kLatin: return 12;
    case Kind::kAsciiOther: return 13;
    case Kind::kHyphen: return 14;
    default: return 15;
  }
}

int start_clue(Kind k) {
  switch (k) {
    case Kind::kHan:
    case Kind::kHangul: return 0;
    case Kind::kDigit: return 1;
    case Kind::kLatin: return 2;
    case Kind::kOpenQuote: return 3;
    case Kind::kOpen:
    case Kind::kAsciiOpen: return 4;
    case Kind::kClose:
    case Kind::kCloseQuote:
    case Kind::kAsciiClose: return 5;
    case Kind::kStop:
    case Kind::kAsciiStop: return 6;
    case Kind::kComma:
    case Kind::kPause:
    case Kind::kColon:
    case Kind::kAsciiComma: return 7;
    case Kind::kBullet: return 8;
    case Kind::kDash:
    case Kind::kEllipsis:
    case Kind::kMiddleDot:
    case Kind::kHyphen: return 9;
    default: return 10;
  }
}

int coarse_end(const LineCells& c) {
  if (is_stop(c.inner) || c.inner == Kind::kEllipsis) return 0;
  if (is_chinese_mark(c.last) || c.last == Kind::kAsciiComma) return 1;
  return 2;
}

// Half-cells that were left over on the line after the next unit's width is taken off.
int fit_clue(int room) {
  if (room <= -7) return 0;
  if (room <= -5) return 1;
  if (room <= -3) return 2;
  if (room <= -2) return 3;
  if (room <= -1) return 4;
  if (room <= 0) return 5;
  if (room <= 1) return 6;
  if (room <= 3) return 7;
  if (room <= 7) return 8;
  if (room <= 15) return 9;
  return 10;
}
constexpr int kFitUnknown = 11;

int indent_clue(const Line& l, const Setting& s) {
  const int more = static_cast<int>(l.indent) - s.base_indent;
  if (more < 0) return 0;
  if (more <= 2) return more + 1;
  return more <= 4 ? 4 : 5;
}

// How much more would have fitted on line a, given what line b begins with; as a first line, if asked.
int room_clue(const Line& a, const LineCells& ca, const LineCells& cb, const Setting& s,
              bool as_first) {
  if (a.measure == 0 || is_letter_spaced(ca)) return kFitUnknown;
  const int need = cb.head + (s.kinsoku ? cb.head_marks : 0);
  const int indent = as_first ? s.first_indent[std::min<int>(a.measure, kMaxMeasure)] : 0;
  return fit_clue(a.measure - a.length - std::min<int>(need, a.measure) - indent);
}

// What is known about the room that a first line has less.
int first_indent_clue(const Line& l, const Setting& s) {
  if (s.indent_kept) return 4;
  const int m = std::min<int>(l.measure, kMaxMeasure);
  return s.indent_sure[m] ? 1 + s.first_indent[m] / 2 : 0;
}

int ratio_clue(int length, int measure) {
  if (measure == 0) return 0;
  const int percent = 100 * length / measure;
  if (percent < 20) return 1;
  if (percent < 40) return 2;
  if (percent < 60) return 3;
  if (percent < 80) return 4;
  if (percent < 95) return 5;
  if (percent < 105) return 6;
  return percent < 130 ? 7 : 8;
}

int size_clue(int measure) {
  const int cells = measure / 2;
  if (cells == 0) return 0;
  if (cells <= 8) return 1;
  if (cells <= 12) return 2;
  if (cells <= 16) return 3;
  if (cells <= 24) return 4;
  return cells <= 36 ? 5 : 6;
}

int spaced_clue(const LineCells& c) { return is_letter_spaced(c) ? 2 : c.loose > 0 ? 1 : 0; }

// Whether the pair of characters at the seam stands inside a line of the document.
int pair_clue(const Document& document, const Measured& measured, const Line& a, const Line& b,
              const LineCells& ca, const LineCells& cb) {
  if (ca.last != Kind::kHan || cb.first != Kind::kHan) return 0;
  const char* const end = document.text.data() + b.text.end;
  std::size_t last = static_cast<std::size_t>(&a - document.lines.data());
  while (last + 1 < document.lines.size() && measured.piece[last + 1]) ++last;
  const char32_t before = decode_last(document.view(document.lines[last])).code;
  const char32_t after = decode(document.text.data() + b.text.begin, end).code;
  return measured.bigrams.contains(before, after) ? 2 : 1;
}

int text_clue(const Document& document) {
  return document.text.size() < 6000 ? 0 : document.text.size() < 40000 ? 1 : 2;
}

class Adder {
 public:
  void add(Template t, int a, int b = 0, int c = 0, int d = 0) {
    const Shape& s = kShapes[t];
    int value = a;
    const int values[] = {b, c, d};
    for (int i = 1; i < 4 && s.clues[i].names != nullptr; ++i)
      value = value * s.clues[i].size + values[i - 1];
    features_.ids[features_.count++] = static_cast<std::uint16_t>(kOffsets[t] + value);
  }
  const Features& features() const { return features_; }

 private:
  Features features_;
};

}  // namespace

namespace {

// One side of a seam; of the empty side beyond the text's end all is zero.
struct Side {
  const Line& line;
  const LineCells& cells;
  LineMarks marks;
  int support = 0, quote_depth = 0;
  bool looked_through = false;
};

const Line kNoLine;
const LineCells kNoCells;

Side side_at(const Document& document, const Measured& measured, const Chain& chain, std::size_t k) {
  const std::uint32_t i = chain.lines[k];
  return {document.lines[i], measured.cells[i],    measured.marks[i],
          chain.support[k],  chain.quote_depth[k], chain.looked_through[k] != 0};
}

// What lies beyond the two lines of a seam, and what both of them make together.
struct Around {
  bool blank_earlier = false;  // a blank line before the line before
  bool blank_later = false;    // and behind the line after
  int pair = 0;
  int next_fit_first = kFitUnknown;  // the room on the line after, were it a first line
};

Features features_between(const Document& document, const Measured& measured, const Side& sa,
                          const Side& sb, const Around& around) {
  const Line &a = sa.line, &b = sb.line;
  const LineCells &ca = sa.cells, &cb = sb.cells;
  const Setting& s = measured.setting;

  const int coarse = coarse_end(ca);
  const int spaced = spaced_clue(ca);
  const int fit = room_clue(a, ca, cb, s, false), fit_first = room_clue(a, ca, cb, s, true);
  const bool blank = b.blank_before > 0;
  const int trust = static_cast<int>(s.blank_trust);
  const int ratio_a = ratio_clue(a.length, a.measure), ratio_b = ratio_clue(b.length, b.measure);
  const bool marked_a = ca.stops + ca.commas > 0, marked_b = cb.stops + cb.commas > 0;
  const int difference = std::abs(static_cast<int>(a.length) - static_cast<int>(b.length));

  Adder f;
  f.add(kEndStart, end_clue(ca), start_clue(cb.first));
  const int ragged = static_cast<int>(s.raggedness);
  f.add(kFitContinue, fit, coarse, sa.support, ragged);
  const int indent_of = first_indent_clue(a, s);
  f.add(kFitFirst, fit_first, coarse, indent_of, ragged);
  f.add(kFitDisplay, fit, spaced);
  f.add(kBlank, std::min<int>(b.blank_before, 2), trust, coarse);
  f.add(kBlankPattern, around.blank_earlier, blank, around.blank_later, trust);
  f.add(kIndent, indent_clue(b, s), s.indent_kept);
  f.add(kIndentBefore, indent_clue(a, s), s.indent_kept);
  f.add(kLengthBefore, ratio_a, marked_a, coarse);
  f.add(kLengthAfter, ratio_b, marked_b, coarse_end(cb));
  f.add(kMarkAfter, static_cast<int>(sb.marks.start), coarse);
  f.add(kMarkBefore, static_cast<int>(sa.marks.start), coarse);
  f.add(kEndMarkBefore, static_cast<int>(sa.marks.end));
  f.add(kEndMarkAfter, static_cast<int>(sb.marks.end));
  f.add(kSpacing, spaced, spaced_clue(cb));
  f.add(kMeasureChange,
        a.measure == 0 || b.measure == 0 ? 0
        : a.measure == b.measure         ? 1
        : a.measure < b.measure          ? 2
                                         : 3,
        coarse);
  f.add(kMeasureSize, size_clue(a.measure));
  f.add(kBetween, sb.looked_through, a.page != b.page);
  f.add(kEqualLength, difference == 0 ? 2 : difference <= 2 ? 1 : 0, coarse, a.measure > 0);
  f.add(kQuote, sa.quote_depth, coarse);
  f.add(kSupportOf, sa.support, trust);
  f.add(kHeadOf, cb.head <= 2 ? 0 : cb.head <= 8 ? 1 : 2);
  f.add(kDisplayPair, ratio_a, ratio_b, marked_a || marked_b);
  const int order = difference <= 1                   ? 1
                    : a.length < b.length     ? 0
                    : a.length < 2 * b.length ? 2
                                              : 3;
  f.add(kEnd, end_clue(ca), static_cast<int>(s.stop_habit));
  // Marks can be set tighter, numbers and Latin words have widths of their own.
  const int tight_marks = std::min(ca.marks + ca.quotes, 2);
  f.add(kFitMarks, fit, tight_marks, ca.narrow > 0);
  f.add(kFitPair, fit, around.next_fit_first, coarse);
  f.add(kFitFirstMarks, fit_first, tight_marks, ca.narrow > 0, indent_of);
  f.add(kStart, start_clue(cb.first));
  f.add(kDisplayOrder, order, start_clue(cb.first));
  f.add(kPair, around.pair, text_clue(document));
  return f.features();
}

}  // namespace

Features seam_features(const Document& document, const Measured& measured, const Chain& chain,
                       std::size_t k) {
  const Side a = side_at(document, measured, chain, k), b = side_at(document, measured, chain, k + 1);
  Around around;
  around.blank_earlier = k > 0 && a.line.blank_before > 0;
  around.pair = pair_clue(document, measured, a.line, b.line, a.cells, b.cells);
  if (k + 2 < chain.lines.size()) {
    const std::uint32_t next = chain.lines[k + 2];
    around.blank_later = document.lines[next].blank_before > 0;
    around.next_fit_first =
        room_clue(b.line, b.cells, measured.cells[next], measured.setting, true);
  }
  return features_between(document, measured, a, b, around);
}

Features first_seam_features(const Document& document, const Measured& measured,
                             const Chain& chain) {
  Around around;
  around.blank_later =
      chain.lines.size() > 1 && document.lines[chain.lines[1]].blank_before > 0;
  return features_between(document, measured, {kNoLine, kNoCells, {}},
                          side_at(document, measured, chain, 0), around);
}

Features last_seam_features(const Document& document, const Measured& measured,
                            const Chain& chain) {
  const Side last = side_at(document, measured, chain, chain.lines.size() - 1);
  Around around;
  around.blank_earlier = last.line.blank_before > 0;
  return features_between(document, measured, last, {kNoLine, kNoCells, {}}, around);
}

int feature_count() { return kOffsets[kTemplates]; }

std::string feature_name(int id) {
  int t = 0;
  while (id >= kOffsets[t + 1]) ++t;
  const Shape& s = kShapes[t];
  int value = id - kOffsets[t];
  std::string values;
  for (int i = 3; i >= 0; --i) {
    if (s.clues[i].names == nullptr) continue;
    const std::string name = s.clues[i].names[value % s.clues[i].size];
    values = values.empty() ? name : name + "/" + values;
    value /= s.clues[i].size;
  }
  return std::string(s.name) + "=" + values;
}

}  // namespace tonglan
