#include "support/printed_lines.h"

#include <algorithm>
#include <numeric>

#include "support/code_points.h"

namespace tonglan {

using nlohmann::json;

const char* gold_role(Role role) {
  switch (role) {
    case Role::kHeadline:
      return "headline";
    case Role::kKicker:
      return "kicker";
    case Role::kByline:
      return "byline";
    case Role::kCaption:
      return "caption";
    case Role::kSubhead:
      return "subhead";
    case Role::kFolio:
      return "furniture";
    case Role::kTable:
      return "table";
    case Role::kAdvertisement:
      return "advertisement";
    default:
      return "body";
  }
}

float letter_units(const std::u32string& letters) {
  float units = 0;
  for (const char32_t c : letters) units += is_latin(c) || c == U' ' ? .5f : 1;
  return units;
}

std::vector<float> letter_edges(const std::u32string& letters, float ems) {
  const auto marks =
      static_cast<float>(std::count_if(letters.begin(), letters.end(), is_full_mark));
  const float squeeze = marks > 0 ? std::clamp((letter_units(letters) - ems) / marks, 0.f, .5f) : 0;
  std::vector<float> edges = {0};
  for (const char32_t c : letters)
    edges.push_back(edges.back() + letter_units({c}) - (is_full_mark(c) ? squeeze : 0));
  const float total = std::max(.5f, edges.back());
  for (float& edge : edges) edge /= total;
  return edges;
}

float ems_of(const PrintedLine& line) {
  return (line.stacked ? line.box.height() : line.box.width()) / std::max(1.f, line.size);
}

namespace {

json gold_of(const std::vector<PrintedLine>& printed, const std::vector<json>& truth,
             bool vertical) {
  json lines = json::array();
  for (const PrintedLine& l : printed)
    lines.push_back({{"role", gold_role(l.role)},
                     {"text", l.text},
                     {"article", l.article},
                     {"para", l.paragraph},
                     {"vertical", vertical},
                     {"bbox", {l.box.left, l.box.top, l.box.right, l.box.bottom}}});
  json articles = json::array();
  for (const json& paragraphs : truth) {
    json kept = json::array();
    for (const json& p : paragraphs)
      if (!p["text"].get<std::string>().empty()) kept.push_back(p);
    articles.push_back({{"paragraphs", kept}});
  }
  return {{"articles", articles}, {"lines", lines}};
}

void add_line(Document& d, const PrintedLine& l, double noise, Random& random) {
  Line line;
  line.text.begin = static_cast<std::uint32_t>(d.text.size());
  d.text += l.text;
  line.text.end = static_cast<std::uint32_t>(d.text.size());
  d.text += '\n';
  line.box = l.box;
  const auto wobble = [&] { return static_cast<float>(random.between(-noise, noise)) * l.size; };
  if (noise > 0) line.box.top += wobble(), line.box.bottom += wobble();
  line.first_glyph = static_cast<std::uint32_t>(d.glyphs.size());
  const std::u32string letters = code_points(l.text);
  const std::vector<float> edges = letter_edges(letters, ems_of(l));
  std::uint32_t at = line.text.begin;
  for (std::size_t k = 0; k < letters.size(); ++k) {
    const auto size = static_cast<std::uint32_t>(utf8(letters.substr(k, 1)).size());
    Box box = line.box;
    const float from = edges[k], to = edges[k + 1];
    if (l.stacked)
      box.top = line.box.top + from * line.box.height(),
      box.bottom = line.box.top + to * line.box.height();
    else
      box.left = line.box.left + from * line.box.width(),
      box.right = line.box.left + to * line.box.width();
    d.glyphs.push_back({{at, at + size}, box, 1});
    at += size;
  }
  line.glyph_count = static_cast<std::uint32_t>(letters.size());
  LineOrigin origin;
  origin.has_direction = true;
  origin.direction = l.stacked ? Direction::kVertical : Direction::kHorizontal;
  line.origin = static_cast<std::uint32_t>(d.origins.size());
  d.origins.push_back(origin);
  d.lines.push_back(line);
}

}  // namespace

PrintedPage give_out(const std::vector<PrintedLine>& lines, const std::vector<json>& truth,
                     const GivingOut& how, Random& random) {
  PrintedPage page;
  page.gold = gold_of(lines, truth, how.vertical).dump();
  std::vector<std::size_t> drawn(lines.size());
  std::iota(drawn.begin(), drawn.end(), std::size_t{0});
  for (std::size_t i = drawn.size(); i > 1; --i)
    std::swap(drawn[i - 1],
              drawn[static_cast<std::size_t>(random.between(0, static_cast<int>(i) - 1))]);
  Document& d = page.document;
  d.pages.emplace_back();
  for (std::size_t i : drawn) {
    add_line(d, lines[i], how.size_noise, random);
    d.pages[0].width = std::max(d.pages[0].width, lines[i].box.right + how.margin);
    d.pages[0].height = std::max(d.pages[0].height, lines[i].box.bottom + how.margin);
  }
  for (std::uint32_t i = 0; i < d.lines.size(); ++i) d.order.push_back(i);
  return page;
}

}  // namespace tonglan
