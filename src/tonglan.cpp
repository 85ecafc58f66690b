// The whole road on one screen: for text, and for pages with boxes.
#include "tonglan.h"

#include "chinese/characters.h"
#include "chinese/spacing.h"
#include "layout/articles.h"
#include "layout/measure.h"
#include "layout/page.h"
#include "layout/zones.h"
#include "paragraph/blanks.h"
#include "paragraph/join.h"
#include "read/text.h"

namespace tonglan {

Document repair(std::string utf8, const RepairOptions& options) {
  Document document = read_text(std::move(utf8));
  document.han_latin_space = options.han_latin_space;
  split_lines(document);
  const Measured measured = measure_lines(document);
  mark_zones(document, measured);
  const bool whole = is_whole(document, measured);
  const Chain chain = link_lines(document, measured, !whole);
  const Weights& weights = trained_weights();
  const Judgement judgement = judge(document, measured, chain, weights);
  document = join_lines(std::move(document), measured, chain, judgement, weights, options.explain);
  document = arrange_articles(std::move(document), measured, !whole);
  choose_spacing(document, measured, !whole);
  return document;
}

namespace {

// Puts the lines into reading order, for stages that take them as they come.
std::vector<Line> lines_in_order(const Document& document) {
  std::vector<Line> lines;
  lines.reserve(document.lines.size());
  for (std::uint32_t i : document.order) lines.push_back(document.lines[i]);
  return lines;
}

}  // namespace

Document repair_pages(Document document, const RepairOptions& options) {
  document.han_latin_space = options.han_latin_space;
  document = lay_out_pages(std::move(document));
  const std::vector<std::uint32_t> places = std::move(document.order);
  document.order = places;
  std::vector<Line> own = std::move(document.lines);
  document.lines = own;
  document.lines = lines_in_order(document);
  document.order.clear();
  const Measured measured = measure_boxed_lines(document);
  mark_zones(document, measured);
  const Chain chain = link_lines(document, measured, true);
  const Weights& weights = trained_weights();
  const Judgement judgement = judge(document, measured, chain, weights);
  document = join_lines(std::move(document), measured, chain, judgement, weights, options.explain);
  document = gather_articles(std::move(document), measured);
  choose_spacing(document, measured, true);
  document.untouched = false;
  for (std::uint32_t k = 0; k < places.size(); ++k) own[places[k]] = document.lines[k];
  document.lines = std::move(own);
  for (std::uint32_t& i : document.order) i = places[i];
  return document;
}

namespace {

// A sum over characters that no order changes: equal for two texts with the same characters, and
// for hardly any other two.
struct Fingerprint {
  std::uint64_t sum = 0;
  void add(std::string_view text) {
    const char* p = text.data();
    const char* const end = p + text.size();
    while (p < end) {
      const Character c = decode(p, end);
      const char32_t code = c.code == kBadByte ? 0x110000 + static_cast<unsigned char>(*p) : c.code;
      p += c.size;
      if (c.code != kBadByte && (kind_of(code) == Kind::kBlank || code == '\n')) continue;
      std::uint64_t h = (code + 1) * 0x9E3779B97F4A7C15ull;
      h ^= h >> 29;
      sum += h * 0xBF58476D1CE4E5B9ull;
    }
  }
};

}  // namespace

void check_conserved(const Document& document) {
  std::vector<std::uint8_t> seen(document.lines.size(), 0);
  for (std::uint32_t i : document.order) {
    if (i >= seen.size() || seen[i]++ != 0)
      throw Error(4, "self-check failed: a line stands twice in the reading order");
  }
  Fingerprint before, after;
  for (const Line& line : document.lines) before.add(document.view(line));
  std::string text;
  for (const Paragraph& paragraph : document.paragraphs) {
    text.clear();
    append_paragraph(document, paragraph, text);
    after.add(text);
  }
  for (const LeftOut& out : document.left_out) after.add(document.view(out.text));
  if (before.sum != after.sum)
    throw Error(4, "self-check failed: the output does not hold the input's characters");
}

}  // namespace tonglan
