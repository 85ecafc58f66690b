// The whole road on one screen: for text, and for pages with boxes.
#include "tonglan.h"

#include "chinese/characters.h"
#include "chinese/spacing.h"
#include "layout/articles.h"
#include "layout/jumps.h"
#include "layout/measure.h"
#include "layout/page.h"
#include "layout/relink.h"
#include "layout/whole.h"
#include "layout/zones.h"
#include "paragraph/blanks.h"
#include "paragraph/join.h"
#include "read/text.h"

namespace tonglan {

namespace {

// Puts what belongs to the lines into reading order, for stages that take lines as they come.
template <typename T>
std::vector<T> in_order(const std::vector<T>& own, const std::vector<std::uint32_t>& places) {
  std::vector<T> sorted;
  sorted.reserve(places.size());
  for (std::uint32_t i : places) sorted.push_back(own[i]);
  return sorted;
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
  Measured measured = measure_lines(document);
  mark_zones(document, measured);
  const bool whole = is_whole(document, measured);
  if (whole) measured.piece.assign(document.lines.size(), 0);  // nothing is joined at all
  std::vector<std::uint32_t> places;
  if (options.relink != Relink::kNever && !whole)
    places = relink_lines(document, measured, options.relink == Relink::kAlways);
  if (places.empty()) return judge_lines(std::move(document), measured, whole, options.explain);
  // Neighbours decide what a line is: with the right ones all is measured and marked anew.
  for (Line& line : document.lines) line.length = line.measure = 0, line.role = Role::kBody;
  std::vector<Line> own = document.lines;
  document.lines = in_order(own, places);
  measured = measure_lines(document);
  mark_zones(document, measured);
  document = judge_lines(std::move(document), measured, false, options.explain);
  restore_order(document, std::move(own), places);
  return document;
}

namespace {

// What an earlier run decided is decided anew, or is in `kept`.
void forget_decisions(Document& document) {
  document.breaks.clear();
  document.paragraphs.clear();
  document.articles.clear();
  document.reasons.clear();
  document.left_out.clear();
  for (Block& block : document.blocks) block.reason_count = 0;
  std::erase_if(document.warnings, [](const Warning& w) { return w.stage == "layout"; });
}

}  // namespace

Document repair_pages(Document document, const RepairOptions& options) {
  document.han_latin_space = options.han_latin_space;
  const Kept kept = what_to_keep(document, options.keep);
  forget_decisions(document);
  document = lay_out_pages(std::move(document), kept, options);
  const std::vector<std::uint32_t> places = std::move(document.order);
  document.order = places;
  std::vector<Line> own = std::move(document.lines);
  document.lines = in_order(own, places);
  document.order.clear();
  const Measured measured = measure_boxed_lines(document);
  mark_zones(document, measured);
  std::vector<Role> roles;
  if (kept.keep.roles) {
    roles = in_order(kept.paragraph_roles, places);
    // Zones are marked anew only where the source says nothing of single lines.
    for (std::size_t i = 0; kept.paragraphs_known && i < places.size(); ++i)
      document.lines[i].role = kept.line_roles[places[i]];
  }
  const Chain chain = link_lines(document, measured, true);
  const Weights& weights = trained_weights();
  Judgement judgement = judge(document, measured, chain, weights);
  for (std::size_t k = 0; k + 1 < chain.lines.size(); ++k) {
    const auto join = kept_join(kept, places[chain.lines[k]], places[chain.lines[k + 1]]);
    if (join && !(*join && chain.barrier[k + 1])) set_join(judgement, k, *join);
  }
  document = join_lines(std::move(document), measured, chain, judgement, weights, options.explain);
  document = gather_articles(std::move(document), measured, roles);
  document = link_jumps(std::move(document), measured, options.keep);
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
    const char* p = text.data();
    const char* const end = p + text.size();
    while (p < end) {
      if (const HanKey han = common_han_at(p, end)) {
        add(han);
        p += 3;
        continue;
      }
      const Character c = decode(p, end);
      const bool bad = c.code == kBadByte;
      if (bad || !is_blank(c.code))
        add(bad ? 0x1000000u + static_cast<unsigned char>(*p) : han_key(c.code));
      p += c.size;
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
    sum_ += h ^ h >> 29;  // more than a sum of the characters' numbers
  }
  static bool is_blank(char32_t c) {
    if (c > 0x3000 && c != 0xFEFF) return false;
    return kind_of(c) == Kind::kBlank || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
  }
  std::uint64_t sum_ = 0;
};

}  // namespace

void check_conserved(const Document& document, std::string_view written) {
  std::vector<std::uint8_t> seen(document.lines.size(), 0);
  for (std::uint32_t i : document.order) {
    if (i >= seen.size() || seen[i]++ != 0)
      throw Error(4, "self-check failed: a line stands twice in the reading order");
  }
  if (document.untouched && written.data() == document.text.data()) return;
  const Fingerprint before(document.text);
  Fingerprint after(written);
  for (const LeftOut& out : document.left_out) after += Fingerprint(document.view(out.text));
  if (!(before == after))
    throw Error(4, "self-check failed: the output does not hold the input's characters");
}

void check_conserved(const Document& document) {
  if (document.untouched) return check_conserved(document, document.text);
  std::string text;
  append_text(document, text);
  check_conserved(document, text);
}

}  // namespace tonglan
