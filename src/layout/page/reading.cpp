#include "layout/page/reading.h"

#include <algorithm>
#include <cmath>

#include "chinese/characters.h"
#include "layout/page/sizes.h"

namespace tonglan {

// What the source says, else the shape of the box. A single character says nothing.
Set set_of(const Document& d, const Line& line, int characters, Set forced) {
  if (forced != Set::kUnknown) {
    const float along = forced == Set::kVertical ? line.box.height() : line.box.width();
    const float across = forced == Set::kVertical ? line.box.width() : line.box.height();
    if (characters < 2 || across <= 1.5f * along) return forced;
    return forced == Set::kVertical ? Set::kHorizontal : Set::kVertical;
  }
  if (line.origin != kNone && d.origins[line.origin].has_direction)
    return d.origins[line.origin].direction == Direction::kVertical ? Set::kVertical
                                                                    : Set::kHorizontal;
  if (characters < 2) return Set::kUnknown;
  if (line.box.height() > 1.5f * line.box.width()) return Set::kVertical;
  return Set::kHorizontal;
}

namespace {

Point turned_point(const Sheet& sheet, Point p) {
  return sheet.turned ? Point{p.y, sheet.width - p.x} : p;
}

Box turned_box(const Sheet& sheet, const Box& box) {
  if (!sheet.turned) return box;
  return {box.top, sheet.width - box.right, box.bottom, sheet.width - box.left};
}

bool is_chinese(std::string_view text) {
  for (const char* p = text.data(); p < text.data() + text.size();) {
    const Character c = decode(p, text.data() + text.size());
    p += c.size;
    if (kind_of(c.code) != Kind::kHan) return false;
  }
  return !text.empty();
}

// The middles of a line's Chinese characters, which are square, or what the source says.
Track track_of(const Document& d, const Sheet& sheet, const Line& line) {
  Track track;
  const auto add = [&](const Point& p) { track.push_back(turned_point(sheet, p)); };
  for (std::uint32_t g = 0; g < line.glyph_count; ++g) {
    const Glyph& glyph = d.glyphs[line.first_glyph + g];
    if (!is_chinese(d.view(glyph.text))) continue;
    add({(glyph.box.left + glyph.box.right) / 2, (glyph.box.top + glyph.box.bottom) / 2});
  }
  if (track.size() < 3 && line.origin != kNone) {
    track.clear();
    const LineOrigin& origin = d.origins[line.origin];
    const std::vector<Point>& o = origin.outline;
    for (const Point& p : origin.baseline) add(p);
    if (track.size() < 2 && o.size() == 4) {
      add({(o[0].x + o[3].x) / 2, (o[0].y + o[3].y) / 2});
      add({(o[1].x + o[2].x) / 2, (o[1].y + o[2].y) / 2});
    }
  }
  std::stable_sort(track.begin(), track.end(),
                   [](const Point& a, const Point& b) { return a.x < b.x; });
  return track;
}

}  // namespace

void set_straight(const Document& d, std::vector<Sheet>& sheets, const std::vector<Set>& set,
                  const std::vector<std::uint32_t>& sheet_of) {
  std::vector<std::vector<Track>> tracks(sheets.size());
  std::vector<std::vector<float>> sizes(sheets.size());
  for (std::size_t i = 0; i < d.lines.size(); ++i) {
    const Line& line = d.lines[i];
    if (set[i] == Set::kUnknown) continue;
    const std::uint32_t at = sheet_of[i];
    const Sheet& sheet = sheets[at];
    if ((set[i] == Set::kVertical) != sheet.turned) continue;
    Track track = track_of(d, sheet, line);
    if (track.size() < 2) continue;
    const Box& box = line.glyph_count > 0 ? d.glyphs[line.first_glyph].box : line.box;
    sizes[at].push_back(std::max(1.f, std::min(box.width(), box.height())));
    tracks[at].push_back(std::move(track));
  }
  std::vector<float> size(sheets.size(), 0);
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    if (tracks[p].empty()) continue;
    size[p] = median(sizes[p]);
    sheets[p].flattening = find_flattening(tracks[p], size[p]);
  }
  std::vector<std::vector<Box>> boxes(sheets.size());
  for (std::size_t i = 0; i < d.lines.size(); ++i) {
    const std::uint32_t at = sheet_of[i];
    if (set[i] == Set::kUnknown || size[at] <= 0) continue;
    const Box box = reading_box(d, sheets[at], d.lines[i]);
    if (box.width() > 5 * size[at] && box.height() < 2 * size[at]) boxes[at].push_back(box);
  }
  for (std::size_t p = 0; p < sheets.size(); ++p)
    if (size[p] > 0) find_leaning(sheets[p].flattening, std::move(boxes[p]), size[p]);
}

Box reading_box(const Sheet& sheet, const Box& box) {
  return flat_box(sheet.flattening, turned_box(sheet, box));
}

Box reading_box(const Document& document, const Sheet& sheet, const Line& line) {
  if (!sheet.flattening.changes()) return turned_box(sheet, line.box);
  // A long line's box says nothing of where its ends are across a slope; its glyphs' boxes do. How
  // thick it is they say badly: that is the box's own height without what it rises.
  if (line.glyph_count >= 2) {
    Box box = {1e9f, 0, -1e9f, 0};
    float most = -1e9f, least = 1e9f, thickest = 0;
    for (std::uint32_t g = 0; g < line.glyph_count; ++g) {
      const Box source = turned_box(sheet, document.glyphs[line.first_glyph + g].box);
      const Box flat = flat_box(sheet.flattening, source);
      box.left = std::min(box.left, flat.left);
      box.right = std::max(box.right, flat.right);
      const float rise = (source.top + source.bottom - flat.top - flat.bottom) / 2;
      most = std::max(most, rise);
      least = std::min(least, rise);
      thickest = std::max(thickest, flat.height());
    }
    const Box source = turned_box(sheet, line.box);
    const float height = source.height();
    const float thickness =
        std::clamp(height - (most - least), .4f * std::min(height, thickest), height);
    const float middle = (source.top + source.bottom - most - least) / 2;
    return {box.left, middle - thickness / 2, box.right, middle + thickness / 2};
  }
  if (line.origin != kNone && document.origins[line.origin].outline.size() == 4) {
    Box box = {1e9f, 1e9f, -1e9f, -1e9f};
    for (const Point& corner : document.origins[line.origin].outline) {
      const Point p = flat_point(sheet.flattening, turned_point(sheet, corner));
      box = united_box(box, {p.x, p.y, p.x, p.y});
    }
    if (box.width() > 0 && box.height() > 0) return box;
  }
  return reading_box(sheet, line.box);
}

}  // namespace tonglan
