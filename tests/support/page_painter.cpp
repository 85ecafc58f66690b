#include "support/page_painter.h"

#include <cairo-ft.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "support/code_points.h"
#include "support/printed_lines.h"
#include "support/random.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct Free {
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
  void operator()(cairo_t* c) const { cairo_destroy(c); }
  void operator()(cairo_font_face_t* f) const { cairo_font_face_destroy(f); }
  void operator()(FcPattern* p) const { FcPatternDestroy(p); }
};
template <class T>
using Own = std::unique_ptr<T, Free>;

struct Font {
  const char* family;
  const char* package;
  double weight;  // em by which ink spreads
};
// For simplified text, traditional text, and display type.
constexpr Font kFonts[] = {{"AR PL SungtiL GB", "fonts-arphic-gbsn00lp", .018},
                           {"AR PL UMing CN", "fonts-arphic-uming", .018},
                           {"WenQuanYi Micro Hei", "fonts-wqy-microhei", .01}};
enum : std::size_t { kSimplified, kTraditional, kDisplay };

// Cairo would put another font in the place of one that is missing, without a word.
Own<FcPattern> find_font(const Font& font) {
  const Own<FcPattern> wanted(FcPatternCreate());
  FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(font.family));
  FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
  FcDefaultSubstitute(wanted.get());
  FcResult result = FcResultMatch;
  Own<FcPattern> found(FcFontMatch(nullptr, wanted.get(), &result));
  bool same = false;
  FcChar8* family = nullptr;
  for (int i = 0; found && FcPatternGetString(found.get(), FC_FAMILY, i, &family) == FcResultMatch;
       ++i)
    same = same || std::string(reinterpret_cast<const char*>(family)) == font.family;
  if (!same) {
    throw Error(3, std::string("the font ") + font.family +
                       " is missing; install the Debian package " + font.package);
  }
  FcPatternDel(found.get(), FC_EMBEDDED_BITMAP);
  FcPatternAddBool(found.get(), FC_EMBEDDED_BITMAP, FcFalse);
  return found;
}

// The articles with characters that the simplified face does not have.
std::set<int> traditional_articles(const PrintedPage& page, FcPattern* simplified) {
  FcCharSet* has = nullptr;
  FcPatternGetCharSet(simplified, FC_CHARSET, 0, &has);
  std::set<int> articles;
  for (const PrintedLine& line : page.lines)
    for (const char32_t c : code_points(line.text))
      if (has && is_han(c) && !FcCharSetHasChar(has, c)) articles.insert(line.article);
  return articles;
}

constexpr double kAscent = .86;  // of an em, of all faces

// How a character stands in a vertical line.
enum class Stance { kUpright, kTurned, kCorner, kMiddle };

Stance stance_of(char32_t c, bool traditional) {
  // Traditional faces have these two in the middle of their cell.
  if (c == U'。' || c == U'、') return traditional ? Stance::kUpright : Stance::kCorner;
  if (c == U'，') return Stance::kCorner;
  if (c == U'：' || c == U'；' || c == U'！' || c == U'？') return Stance::kMiddle;
  constexpr std::u32string_view kTurned = U"（）《》〈〉「」『』【】〔〕“”‘’—…～";
  const bool turned = kTurned.find(c) != kTurned.npos || is_latin(c);
  return turned ? Stance::kTurned : Stance::kUpright;
}

// The distance from a cell's beginning to the letter's: in the middle, but a mark that has been
// squeezed keeps its ink, which is at its beginning or, where it opens, at its end.
double lead_in(char32_t c, double cell, double size) {
  const double advance = is_latin(c) ? size / 2 : size;
  if (cell > .8 * size || !is_full_mark(c)) return (cell - advance) / 2;
  return is_opening_mark(c) ? cell - advance : 0;
}

void show(cairo_t* c, char32_t letter, double left, double baseline) {
  cairo_move_to(c, left, baseline);
  cairo_text_path(c, utf8(std::u32string(1, letter)).c_str());
  cairo_fill_preserve(c);
  cairo_stroke(c);
}

void show_down(cairo_t* c, char32_t letter, const Box& cell, double size, bool traditional) {
  const double across = (cell.left + cell.right) / 2;
  cairo_save(c);
  cairo_translate(c, across, cell.top + lead_in(letter, cell.height(), size));
  switch (stance_of(letter, traditional)) {
    case Stance::kTurned:
      cairo_rotate(c, M_PI / 2);
      show(c, letter, 0, (kAscent - .5) * size);
      break;
    case Stance::kCorner:  // from the lower left of its cell to the upper right
      show(c, letter, .05 * size, (kAscent - .55) * size);
      break;
    case Stance::kMiddle:  // from the left of its cell
      show(c, letter, -.25 * size, kAscent * size);
      break;
    case Stance::kUpright:
      show(c, letter, -.5 * size, kAscent * size);
      break;
  }
  cairo_restore(c);
}

void paint_line(cairo_t* c, const PrintedLine& line, const Font& font, bool traditional) {
  cairo_set_font_size(c, line.size);
  cairo_set_line_width(c, font.weight * line.size);
  const std::u32string letters = code_points(line.text);
  const std::vector<float> edges = letter_edges(letters, ems_of(line));
  for (std::size_t i = 0; i < letters.size(); ++i) {
    Box cell = line.box;
    if (line.stacked) {
      cell.top = line.box.top + edges[i] * line.box.height();
      cell.bottom = line.box.top + edges[i + 1] * line.box.height();
      show_down(c, letters[i], cell, line.size, traditional);
    } else {
      cell.left = line.box.left + edges[i] * line.box.width();
      cell.right = line.box.left + edges[i + 1] * line.box.width();
      show(c, letters[i], cell.left + lead_in(letters[i], cell.width(), line.size),
           cell.top + kAscent * line.size);
    }
  }
}

void paint_type(cairo_t* c, const PrintedPage& page) {
  std::vector<Own<FcPattern>> patterns;
  std::vector<Own<cairo_font_face_t>> faces;
  for (const Font& font : kFonts) {
    patterns.push_back(find_font(font));
    faces.emplace_back(cairo_ft_font_face_create_for_pattern(patterns.back().get()));
  }
  const std::set<int> traditional = traditional_articles(page, patterns[kSimplified].get());
  for (const PrintedLine& line : page.lines) {
    const bool old = traditional.contains(line.article);
    const bool display = line.size > 1.2f * page.cell || line.role == Role::kSubhead;
    const std::size_t font = display ? kDisplay : old ? kTraditional : kSimplified;
    cairo_set_font_face(c, faces[font].get());
    paint_line(c, line, kFonts[font], font == kTraditional);
  }
}

void stroke(cairo_t* c, const Box& b, double width, double shift = 0) {
  const bool down = b.width() < b.height();
  cairo_set_line_width(c, width);
  cairo_move_to(c, b.left + (down ? shift : 0), b.top + (down ? 0 : shift));
  cairo_line_to(c, b.right + (down ? shift : 0), b.bottom + (down ? 0 : shift));
  cairo_stroke(c);
}

void paint_rule(cairo_t* c, const PageMark& mark, double cell) {
  const double thin = std::max(1.5, .06 * cell);
  const double dots[] = {.12 * cell, .24 * cell};
  switch (mark.style) {
    case RuleStyle::kNone:
      break;
    case RuleStyle::kThin:
      stroke(c, mark.box, thin);
      break;
    case RuleStyle::kThick:
      stroke(c, mark.box, .18 * cell);
      break;
    case RuleStyle::kDouble:
      stroke(c, mark.box, thin, -.1 * cell);
      stroke(c, mark.box, 2 * thin, .12 * cell);
      break;
    case RuleStyle::kDotted:
      cairo_set_dash(c, dots, 2, 0);
      stroke(c, mark.box, .1 * cell);
      cairo_set_dash(c, nullptr, 0, 0);
      break;
  }
}

// A motif of a few waves, printed through a screen: dots whose size gives the tone.
void paint_picture(const Box& box, double cell, Random& random, cairo_surface_t* surface) {
  const double screen = std::max(3., cell / 6);  // pixels from dot to dot
  double waves[5][3];
  for (auto& wave : waves) {
    wave[0] = random.between(-2.5, 2.5) / box.width();
    wave[1] = random.between(-2.5, 2.5) / box.height();
    wave[2] = random.unit();
  }
  cairo_surface_flush(surface);
  unsigned char* const data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  const int right =
      std::min<int>(static_cast<int>(box.right), cairo_image_surface_get_width(surface));
  const int bottom =
      std::min<int>(static_cast<int>(box.bottom), cairo_image_surface_get_height(surface));
  for (int y = std::max(0, static_cast<int>(box.top)); y < bottom; ++y) {
    for (int x = std::max(0, static_cast<int>(box.left)); x < right; ++x) {
      double tone = 0;
      for (const auto& wave : waves)
        tone += std::sin(2 * M_PI * (wave[0] * (x - box.left) + wave[1] * (y - box.top) + wave[2]));
      const double dot = std::cos(2 * M_PI * (x + y) / (1.42 * screen)) +
                         std::cos(2 * M_PI * (x - y) / (1.42 * screen));
      const double ink = .5 + .17 * tone + .28 * dot;
      data[y * stride + x] = static_cast<unsigned char>(std::clamp(ink * 500 - 125, 0., 235.));
    }
  }
  cairo_surface_mark_dirty(surface);
}

}  // namespace

Pixels paint_page(const PrintedPage& page, std::uint64_t seed) {
  Pixels out;
  out.width = static_cast<int>(std::ceil(page.document.pages[0].width));
  out.height = static_cast<int>(std::ceil(page.document.pages[0].height));
  // Coverage by ink: one byte a pixel, where colours would take four.
  const Own<cairo_surface_t> surface(
      cairo_image_surface_create(CAIRO_FORMAT_A8, out.width, out.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
    throw Error(2, "the page is too large to paint");
  const Own<cairo_t> context(cairo_create(surface.get()));
  cairo_t* const c = context.get();
  cairo_set_source_rgba(c, 0, 0, 0, 1);
  Random random(seed);
  for (const PageMark& mark : page.marks) {
    const Box& b = mark.box;
    if (mark.kind == PageMark::Kind::kRule) paint_rule(c, mark, page.cell);
    if (mark.kind == PageMark::Kind::kPicture) paint_picture(b, page.cell, random, surface.get());
    if (mark.kind != PageMark::Kind::kFrame) continue;
    cairo_set_line_width(c, std::max(1.5, .07 * page.cell));
    cairo_rectangle(c, b.left, b.top, b.width(), b.height());
    cairo_stroke(c);
  }
  paint_type(c, page);
  cairo_surface_flush(surface.get());
  const unsigned char* const data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  out.bytes.resize(out.row_size() * static_cast<std::size_t>(out.height));
  for (int y = 0; y < out.height; ++y)
    std::transform(data + static_cast<std::size_t>(y) * stride,
                   data + static_cast<std::size_t>(y) * stride + out.width, out.row(y),
                   [](unsigned char ink) { return static_cast<std::uint8_t>(255 - ink); });
  return out;
}

}  // namespace tonglan
