#include "layout/page/kinds.h"

#include <algorithm>
#include <cmath>

#include "layout/page/sizes.h"

namespace tonglan {
namespace {

// In body glyphs, if not said otherwise:
constexpr float kUnderPicture = 1.5f;    // glyphs from a picture to its caption
constexpr std::size_t kLegendLines = 6;  // of a caption, at most
constexpr std::size_t kAlone = 2;        // lines of a caption that has its place for itself
constexpr float kWidePicture = 1.7f;     // of that caption's width: its picture, at least
constexpr float kLegendWidth = 1.5f;     // usual legs wide, a text under a picture is its caption
constexpr float kBesideWidth = .5f;      // of the usual leg: a caption beside its picture, at most
constexpr float kBesideGap = 1.5f;       // from the picture to it
constexpr float kBesideHeight = .4f;     // of the picture, that it takes
constexpr float kStroke = .2f;           // body glyphs: wider than a rule, narrower than a digit
constexpr float kSmallestDeck = .75f;    // body glyphs
constexpr float kDeckGap = 1;      // of a headline's size, from it to the deck under it, at most
constexpr float kLegGap = 2;       // body glyphs from that deck to its legs, at most
constexpr float kTouching = -.6f;  // lines may run into one another by so much

bool is_under(const Sheet& sheet, const Box& picture, const Box& first) {
  const float gap = first.top - picture.bottom;
  return gap > -.5f * sheet.size && gap < kUnderPicture * sheet.size &&
         shared_x(picture, first) > .8f * first.width();
}

bool is_under_picture(const Sheet& sheet, const Box& first) {
  return std::any_of(sheet.pictures.begin(), sheet.pictures.end(),
                     [&](const Box& picture) { return is_under(sheet, picture, first); });
}

// Whether a line or two that fill no more than a part of the white under a wide picture have it for
// themselves: text that ran on there would do so over the whole width.
bool is_alone_under_picture(const Sheet& sheet, const Group& g) {
  if (g.pieces.size() > kAlone) return false;
  const Box& first = sheet.pieces[g.pieces[0]].box;
  return std::any_of(sheet.pictures.begin(), sheet.pictures.end(), [&](const Box& picture) {
    if (!is_under(sheet, picture, first) || picture.width() < kWidePicture * g.box.width())
      return false;
    return std::none_of(sheet.pieces.begin(), sheet.pieces.end(), [&](const Piece& p) {
      return shared_x(p.box, picture) > sheet.size && shared_y(p.box, g.box) > 0 &&
             shared_x(p.box, g.box) <= 0;
    });
  });
}

// Whether a few short lines have the strip beside a picture for themselves, or nearly: text that
// ran on there would fill it.
bool is_alone_beside_picture(const Sheet& sheet, const Group& g, float usual) {
  if (g.pieces.size() > kLegendLines || g.box.width() > kBesideWidth * usual) return false;
  return std::any_of(sheet.pictures.begin(), sheet.pictures.end(), [&](const Box& picture) {
    const float apart = -shared_x(picture, g.box);
    if (apart < -.5f * sheet.size || apart > kBesideGap * sheet.size ||
        g.box.top < picture.top - sheet.size || g.box.bottom > picture.bottom + sheet.size ||
        g.box.height() > kBesideHeight * picture.height())
      return false;
    const auto is_in_strip = [&](const Piece& p) {
      return shared_x(p.box, g.box) > 0 && p.box.top > picture.top - .5f * sheet.size &&
             p.box.bottom < picture.bottom + .5f * sheet.size;
    };
    return std::count_if(sheet.pieces.begin(), sheet.pieces.end(), is_in_strip) <=
           static_cast<std::ptrdiff_t>(g.pieces.size());
  });
}

// What an engine read where nothing is, on a page that it could hardly read: large, and a few
// characters that it doubts itself.
bool is_phantom(const Sheet& sheet, const Group& g) {
  constexpr float kSure = .6f, kLong = 8;
  if (is_legible(sheet)) return false;
  float length = 0, sure = 0;
  for (std::uint32_t p : g.pieces) {
    length += sheet.pieces[p].half_cells;
    sure += sheet.pieces[p].half_cells * sheet.pieces[p].confidence;
  }
  return length < kLong || sure < kSure * length;
}

// A rule between columns that was read as a stroke: |.
bool is_stroke(const Sheet& sheet, const Group& g) {
  return g.box.width() < kStroke * sheet.size &&
         std::all_of(g.pieces.begin(), g.pieces.end(),
                     [&](std::uint32_t p) { return sheet.pieces[p].doubtful; });
}

// The usual width of the legs of running text, pixels; 0: there are none.
float usual_width(const std::vector<Group>& groups) {
  std::vector<float> widths;
  for (const Group& g : groups) {
    if (g.kind == GroupKind::kText && g.pieces.size() > kLegendLines) {
      widths.push_back(g.box.width());
    }
  }
  return widths.empty() ? 0 : median(widths);
}

// A deck set no larger than the text: one line, in the middle under a headline, over two legs or
// more.
bool is_deck(const Sheet& sheet, const std::vector<Group>& groups, const Group& g) {
  const bool small = g.kind == GroupKind::kSmall && g.size > kSmallestDeck * sheet.size;
  if ((g.kind != GroupKind::kText && !small) || g.pieces.size() != 1) return false;
  const Piece& p = sheet.pieces[g.pieces[0]];
  if (p.subhead || p.ends_sentence || p.crosswise) return false;
  const float middle = (g.box.left + g.box.right) / 2;
  bool headed = false;
  int legs = 0;
  for (const Group& other : groups) {
    const float under = g.box.top - other.box.bottom, over = other.box.top - g.box.bottom;
    headed |= other.kind == GroupKind::kDisplay && under > kTouching * g.size &&
              under < kDeckGap * other.size &&
              std::fabs((other.box.left + other.box.right) / 2 - middle) < sheet.size;
    legs += other.kind == GroupKind::kText && other.pieces.size() > 1 &&
            over > kTouching * g.size && over < kLegGap * sheet.size &&
            shared_x(g.box, other.box) > sheet.size;
  }
  return headed && legs > 1;
}

}  // namespace

bool starts_caption(const Sheet& sheet, const Group& g) {
  return g.size < kLegend * sheet.size && is_under_picture(sheet, sheet.pieces[g.pieces[0]].box);
}

void name_kinds(const Sheet& sheet, std::vector<Group>& groups) {
  const float usual = usual_width(groups);
  for (Group& g : groups) {
    if (g.kind == GroupKind::kByline || g.kind == GroupKind::kFurniture) continue;
    std::size_t stops = 0;
    for (std::uint32_t p : g.pieces) stops += sheet.pieces[p].has_stop;
    const bool reads_on = g.pieces.size() > 4 || (g.pieces.size() > 2 && stops == g.pieces.size());
    const bool speck = g.pieces.size() == 1 && sheet.pieces[g.pieces[0]].half_cells < 3;
    if (is_stroke(sheet, g)) {
      g.kind = GroupKind::kSmall;
      continue;
    }
    if (sheet.pieces[g.pieces[0]].subhead) continue;
    if (is_display_size(g.size, sheet) && !reads_on)
      g.kind = speck || is_phantom(sheet, g) ? GroupKind::kSmall : GroupKind::kDisplay;
    const StartMark start = sheet.pieces[g.pieces[0]].marks.start;
    const bool caption =
        g.pieces.size() <= 3 && (start == StartMark::kCaption ||
                                 sheet.pieces[g.pieces.back()].marks.end == EndMark::kCredit);
    // A few lines under a picture that are set over several legs: of the text's size they may be.
    const bool wide = usual > 0 && g.box.width() > kLegendWidth * usual &&
                      is_under_picture(sheet, sheet.pieces[g.pieces[0]].box);
    const bool legend = g.kind == GroupKind::kText && (wide || is_alone_under_picture(sheet, g) ||
                                                       is_alone_beside_picture(sheet, g, usual));
    if (((is_small_size(g.size, sheet) || starts_caption(sheet, g) || legend) &&
         g.pieces.size() <= kLegendLines) ||
        caption)
      g.kind = GroupKind::kSmall;
  }
  std::vector<std::size_t> decks;
  for (std::size_t i = 0; i < groups.size(); ++i)
    if (is_deck(sheet, groups, groups[i])) decks.push_back(i);
  for (const std::size_t i : decks) groups[i].kind = GroupKind::kDisplay;
}

}  // namespace tonglan
