#include "read_box/describe.h"

#include <fmt/format.h>

#include <cmath>

#include "chinese/roles.h"

namespace tonglan {
namespace {

std::string number(float v) { return fmt::format("{:.4g}", std::round(v * 100) / 100); }

std::string spell(const Box& b) {
  return "[" + number(b.left) + "," + number(b.top) + "," + number(b.right) + "," +
         number(b.bottom) + "]";
}

std::string spell(const std::vector<Point>& points) {
  std::string out;
  const auto tenth = [](float v) { return number(std::round(v * 10) / 10); };
  for (const Point& p : points) out += " " + tenth(p.x) + "," + tenth(p.y);
  return out;
}

std::string describe_block(const Document& d, const Line& line, const Shown& shown) {
  if (line.block == kNone) return "no block\n";
  const Block& b = d.blocks[line.block];
  std::string out = "block";
  if (shown.ids) out += " " + b.id;
  if (shown.roles) out += " " + std::string(role_name(b.role));
  if (shown.kinds && !b.kind.empty()) out += " kind " + b.kind;
  if (shown.languages && !b.language.empty()) out += " " + b.language;
  if (shown.articles && b.article != kNone) out += " article " + std::to_string(b.article);
  out += " " + spell(b.box);
  if (shown.outlines) out += spell(b.outline);
  return out + "\n";
}

std::string describe_line(const Document& d, const Line& line, const Shown& shown) {
  const LineOrigin nothing;
  const LineOrigin& o = line.origin == kNone ? nothing : d.origins[line.origin];
  std::string out = "line";
  if (shown.ids && !o.id.empty()) out += " " + o.id;
  out += " " + spell(line.box);
  if (shown.line_confidence && line.confidence >= 0) out += " " + number(line.confidence);
  if (shown.languages && !o.language.empty()) out += " " + o.language;
  if (shown.directions && o.has_direction) {
    out += o.direction == Direction::kVertical ? " vertical" : " horizontal";
  }
  if (shown.angles && o.angle != 0) out += " angle " + number(o.angle);
  if (shown.baselines && !o.baseline.empty()) out += " baseline" + spell(o.baseline);
  if (shown.outlines && !o.outline.empty()) out += " outline" + spell(o.outline);
  out += ": " + std::string(d.view(line));
  for (std::uint32_t g = line.first_glyph; g < line.first_glyph + line.glyph_count; ++g) {
    const Glyph& glyph = d.glyphs[g];
    out += " | " + std::string(d.view(glyph.text));
    if (shown.words && glyph.word != kNone && !d.words[glyph.word].empty()) {
      out += " #" + d.words[glyph.word];
    }
    out += " " + spell(glyph.box);
    if (glyph.confidence >= 0) out += " " + number(glyph.confidence);
  }
  return out + "\n";
}

std::string describe_page(const Page& page, const Shown& shown) {
  std::string out = "page " + number(page.width) + "x" + number(page.height);
  if (shown.ids && !page.id.empty()) out += " " + page.id;
  if (shown.images && !page.image.empty()) out += " " + page.image;
  if (shown.dpi && page.dpi > 0) out += " dpi " + number(page.dpi);
  out += "\n";
  if (!shown.separators) return out;
  for (const Separator& s : page.separators) out += "rule " + spell(s.box) + "\n";
  for (const Box& picture : page.pictures) out += "picture " + spell(picture) + "\n";
  return out;
}

}  // namespace

std::string describe(const Document& d, const Shown& shown) {
  std::string out;
  std::vector<std::uint32_t> paragraph_of(d.lines.size(), kNone);
  for (std::uint32_t p = 0; p < d.paragraphs.size(); ++p) {
    for (std::uint32_t k = d.paragraphs[p].first; k < d.paragraphs[p].last; ++k) {
      paragraph_of[d.order[k]] = p;
    }
  }
  for (std::uint32_t p = 0; p < d.pages.size(); ++p) {
    out += describe_page(d.pages[p], shown);
    std::uint32_t block = kNone - 1, paragraph = kNone;
    for (const std::uint32_t index : d.order) {
      const Line& line = d.lines[index];
      if (line.page != p) continue;
      if (line.block != block) out += describe_block(d, line, shown);
      block = line.block;
      if (shown.paragraphs && paragraph_of[index] != paragraph) {
        paragraph = paragraph_of[index];
        out += "paragraph " + std::to_string(paragraph) + " ";
        if (paragraph != kNone) out += role_name(d.paragraphs[paragraph].role);
        out += "\n";
      }
      out += describe_line(d, line, shown);
    }
  }
  return out;
}

std::string characters_of(const Document& d) {
  std::string out;
  for (const std::uint32_t index : d.order) {
    for (const char c : d.view(d.lines[index])) {
      if (c != ' ') out += c;
    }
  }
  return out;
}

}  // namespace tonglan
