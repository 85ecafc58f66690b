// The whole road on one screen: for text, and for pages with boxes.
#include "tonglan.h"

#include "chinese/characters.h"
#include "chinese/spacing.h"
#include "layout/articles.h"
#include "layout/measure.h"
#include "layout/page.h"
#include "layout/relink.h"
#include "layout/zones.h"
#include "paragraph/blanks.h"
#include "paragraph/join.h"
#include "read/text.h"

namespace tonglan {

namespace {

// Puts the lines into reading order, for stages that take them as they come.
std::vector<Line> lines_in_order(const std::vector<Line>& own,
                                 const std::vector<std::uint32_t>& places) {
  std::vector<Line> lines;
  lines.reserve(own.size());
  for (std::uint32_t i : places) lines.push_back(own[i]);
  return lines;
}

// Undoes it: the lines get their own places back, with what was decided about them.
void restore_order(Document& document, std::vector<Line> own,
                   const std::vector<std::uint32_t>& places) {
  for (std::uint32_t k = 0; k < places.size(); ++k) own[places[k]] = document.lines[k];
  document.lines = std::move(own);
  for (std::uint32_t& i : document.order) i = places[i];
  document.untouched = false;
}

// From lines in reading order to articles.
Document judge_lines(Document document, const Measured& measured, bool whole, bool explain) {
  const Chain chain = link_lines(document, measured, !whole);
  const Weights& weights = trained_weights();
  const Judgement judgement = judge(document, measured, chain, weights);
  document = join_lines(std::move(document), measured, chain, judgement, weights, explain);
  document = arrange_articles(std::move(document), measured, !whole);
  choose_spacing(document, measured, !whole);
  return document;
}

}  // namespace

Document repair(std::string utf8, const RepairOptions& options) {
  Document document = read_text(std::move(utf8));
  document.han_latin_space = options.han_latin_space;
  split_lines(document);
  std::vector<Line> own;
  if (options.relink) own = document.lines;
  Measured measured = measure_lines(document);
  mark_zones(document, measured);
  const bool whole = is_whole(document, measured);
  if (whole) measured.piece.assign(document.lines.size(), 0);  // nothing is joined at all
  std::vector<std::uint32_t> places;
  if (options.relink && !whole) places = relink_lines(document, measured);
  if (places.empty()) return judge_lines(std::move(document), measured, whole, options.explain);
  document.lines = lines_in_order(own, places);
  measured = measure_lines(document);
  mark_zones(document, measured);
  document = judge_lines(std::move(document), measured, false, options.explain);
  restore_order(document, std::move(own), places);
  return document;
}

Document repair_pages(Document document, const RepairOptions& options) {
  document.han_latin_space = options.han_latin_space;
  document = lay_out_pages(std::move(document));
  const std::vector<std::uint32_t> places = std::move(document.order);
  document.order = places;
  std::vector<Line> own = std::move(document.lines);
  document.lines = lines_in_order(own, places);
  document.order.clear();
  const Measured measured = measure_boxed_lines(document);
  mark_zones(document, measured);
  const Chain chain = link_lines(document, measured, true);
  const Weights& weights = trained_weights();
  const Judgement judgement = judge(document, measured, chain, weights);
  document = join_lines(std::move(document), measured, chain, judgement, weights, options.explain);
  document = gather_articles(std::move(document), measured);
  choose_spacing(document, measured, true);
  restore_order(document, std::move(own), places);
  return document;
}

namespace {

// A sum over the characters that are no blanks and no line ends. No order of the lines changes it;
// a character that was lost, doubled or altered does.
class Fingerprint {
 public:
  explicit Fingerprint(std::string_view text) {
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = p + text.size();
    while (p < end) {
      const std::uint32_t first = *p;
      if (first >= 0xE0 && first < 0xF0 && end - p >= 3 && (p[1] & 0xC0) == 0x80 &&
          (p[2] & 0xC0) == 0x80) {
        const std::uint32_t bytes = first << 16 | p[1] << 8 | p[2];
        if (first > 0xE3 ? first != 0xEF || bytes != 0xEFBBBF : !is_wide_blank(bytes)) add(bytes);
        p += 3;
      } else if (first == 0xC2 && end - p >= 2 && (p[1] == 0xA0 || p[1] == 0x85)) {
        p += 2;
      } else {
        if (first != ' ' && !(first >= '\t' && first <= '\r')) add(first);
        ++p;
      }
    }
  }
  Fingerprint& operator+=(const Fingerprint& other) {
    sum_ += other.sum_;
    return *this;
  }
  bool operator==(const Fingerprint&) const = default;

 private:
  void add(std::uint64_t bytes) {
    std::uint64_t h = (bytes + 1) * 0x9E3779B97F4A7C15ull;
    h ^= h >> 29;  // makes the sum more than a sum of the characters' numbers
    sum_ += h * h;
  }
  static bool is_wide_blank(std::uint32_t bytes) {
    if (bytes == 0xE38080) return true;
    if ((bytes & 0xFFFE00) != 0xE28000) return false;
    return bytes <= 0xE2808B || bytes == 0xE280A8 || bytes == 0xE280A9 || bytes == 0xE280AF ||
           bytes == 0xE2819F;
  }
  std::uint64_t sum_ = 0;
};

}  // namespace

void check_conserved(const Document& document) {
  std::vector<std::uint8_t> seen(document.lines.size(), 0);
  for (std::uint32_t i : document.order) {
    if (i >= seen.size() || seen[i]++ != 0)
      throw Error(4, "self-check failed: a line stands twice in the reading order");
  }
  std::string text;
  for (const Paragraph& paragraph : document.paragraphs) {
    append_paragraph(document, paragraph, text);
    text.push_back('\n');
  }
  const Fingerprint before(document.text);
  Fingerprint after(text);
  for (const LeftOut& out : document.left_out) after += Fingerprint(document.view(out.text));
  if (!(before == after))
    throw Error(4, "self-check failed: the output does not hold the input's characters");
}

}  // namespace tonglan
