// The scan road on one screen.
#include "tonglan_images.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ocr/language.h"
#include "ocr/orientation.h"
#include "ocr/read_page.h"
#include "ocr/remembering.h"
#include "overlay/overlay.h"
#include "scan/scan.h"
#include "tonglan.h"
#include "write/file.h"

namespace tonglan {
namespace {

// Where a page came from: its image's size, and the way back to it.
struct Source {
  Transform transform;
  float width = 0, height = 0;
};

void take_to_source(const Transform& transform, std::vector<Point>& points) {
  for (Point& p : points) p = point_in_source(transform, p);
}

// A rule stays as thick as it is, even where it is not quite upright in the source.
Separator separator_in_source(const Transform& transform, Separator s) {
  const float x = (s.box.left + s.box.right) / 2, y = (s.box.top + s.box.bottom) / 2;
  const Point from =
      point_in_source(transform, s.vertical ? Point{x, s.box.top} : Point{s.box.left, y});
  const Point to =
      point_in_source(transform, s.vertical ? Point{x, s.box.bottom} : Point{s.box.right, y});
  const Box whole = box_in_source(transform, s.box);
  const float length = s.vertical ? s.box.height() : s.box.width();
  const float scale = length > 0 ? std::hypot(to.x - from.x, to.y - from.y) / length : 1;
  const float half = (s.vertical ? s.box.width() : s.box.height()) * scale / 2;
  s.vertical = whole.height() > whole.width();
  const float across = s.vertical ? (from.x + to.x) / 2 : (from.y + to.y) / 2;
  s.box = s.vertical ? Box{across - half, whole.top, across + half, whole.bottom}
                     : Box{whole.left, across - half, whole.right, across + half};
  return s;
}

// The layout saw straight pages; what is written is of the image that people have.
Document in_source_pixels(Document document, const std::vector<Source>& sources) {
  for (Line& line : document.lines) {
    const Transform& transform = sources[line.page].transform;
    line.box = box_in_source(transform, line.box);
    for (std::uint32_t k = 0; k < line.glyph_count; ++k) {
      Glyph& glyph = document.glyphs[line.first_glyph + k];
      glyph.box = box_in_source(transform, glyph.box);
    }
  }
  std::vector<std::uint8_t> done(document.origins.size(), 0);
  for (const Line& line : document.lines) {
    if (line.origin == kNone || done[line.origin]++) continue;
    LineOrigin& origin = document.origins[line.origin];
    take_to_source(sources[line.page].transform, origin.baseline);
    take_to_source(sources[line.page].transform, origin.outline);
  }
  for (Block& block : document.blocks) {
    const Transform& transform = sources[block.page].transform;
    block.box = box_in_source(transform, block.box);
    take_to_source(transform, block.outline);
  }
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    Page& page = document.pages[p];
    for (Separator& separator : page.separators)
      separator = separator_in_source(sources[p].transform, separator);
    for (Box& picture : page.pictures) picture = box_in_source(sources[p].transform, picture);
    page.width = sources[p].width;
    page.height = sources[p].height;
  }
  return document;
}

// The pages of an image, however it lies: one that can't be read as it is, but turned, is scanned
// again that way. Without an engine it is taken to be upright.
std::vector<ScannedPage> scan_upright(const Pixels& image, Engine* engine,
                                      const ScanOptions& scan_options,
                                      const OcrOptions& ocr_options) {
  std::vector<ScannedPage> pages = scan_image(image, scan_options);
  const int turn = engine == nullptr ? 0 : turn_to_read(pages, *engine, ocr_options);
  if (turn == 0) return pages;
  pages = scan_image(turned(image, turn), scan_options);
  for (ScannedPage& page : pages) {
    page.turned = turn;
    page.to_source =
        before_turning(std::move(page.to_source), turn, float(image.width), float(image.height));
    page.warnings.push_back(
        {0, "scan", "lay on its side or upside down: turned by " + std::to_string(turn)});
  }
  return pages;
}

// A cleaned page whose layout is to be drawn.
struct DebugPage {
  std::uint32_t page = 0;  // of Document::pages
  std::string name;        // of its pictures, with their folder, up to the number of the stage
  Pixels grey;
};

// The stages after those of the scan (scan/debug_pictures.h). `document`: in the pixels of the
// cleaned pages. Throws Error (5).
void draw_layout(const Document& document, std::vector<DebugPage> pages) {
  constexpr struct {
    const char* name;
    std::uint32_t layers;
  } kStages[] = {{"-5-columns.png", kLayerSeparators | kLayerLines | kLayerBlocks},
                 {"-6-blocks.png", kLayerArticles | kLayerBlocks | kLayerLegend},
                 {"-7-order.png", kLayerArticles | kLayerOrder},
                 {"-8-breaks.png", kLayerLines | kLayerJoins | kLayerDoubt}};
  for (DebugPage& page : pages) {
    const bool has_lines = std::any_of(document.lines.begin(), document.lines.end(),
                                       [&](const Line& line) { return line.page == page.page; });
    if (!has_lines) continue;
    OverlayOptions options;
    options.page = page.page;
    options.image = std::move(page.grey);
    for (const auto& stage : kStages) {
      options.layers = stage.layers;
      OutputFile out(page.name + stage.name);
      out.write(draw_png(document, options));
      out.commit();
    }
  }
}

}  // namespace

Document repair_images(ImageFile& file, Engine* engine, const ImageOptions& options,
                       const ImageListener& listener) {
  const auto enter = [&](const char* stage) {
    if (listener.stage) listener.stage(stage);
  };
  const std::uint32_t count = file.page_count();
  const std::uint32_t last = options.last_page == 0 ? count : std::min(options.last_page, count);
  if (options.first_page > last) {
    throw Error(2, "has no page " + std::to_string(options.first_page) + ": its last is " +
                       std::to_string(count));
  }
  Document document;
  std::vector<Source> sources;
  std::vector<DebugPage> debug_pages;
  for (std::uint32_t number = options.first_page; number <= last; ++number) {
    enter("read");
    Pixels image;
    try {
      image = file.read_page(number - 1);
    } catch (const Error& error) {
      if (options.first_page == last) throw;
      document.warnings.push_back({std::uint32_t(sources.size()), "read", error.what()});
      document.pages.emplace_back();
      sources.emplace_back();
      if (listener.image) listener.image(file, {}, 1);
      continue;
    }
    enter("scan");
    ScanOptions scan_options = options.scan;
    if (!scan_options.debug.empty() && count > 1)
      scan_options.debug += "/page-" + std::to_string(number);
    std::optional<RememberingEngine> reader;
    if (engine != nullptr) reader.emplace(*engine);
    Engine* const remembering = reader ? &*reader : nullptr;
    const std::vector<ScannedPage> scans =
        scan_upright(image, remembering, scan_options, options.ocr);
    if (listener.image) listener.image(file, image, scans.size());
    const Source source = {{}, float(image.width), float(image.height)};
    image = {};  // the cleaned page is enough from here on
    enter("ocr");
    OcrOptions ocr_options = options.ocr;  // both pages of a spread are in one script
    if (reader) ocr_options.language = choose_language(scans, *reader, options.ocr);
    for (const ScannedPage& scan : scans) {
      sources.push_back(source);
      sources.back().transform = scan.to_source;
      if (!scan_options.debug.empty())
        debug_pages.push_back({std::uint32_t(document.pages.size()),
                               scan_options.debug + "/page-" + std::to_string(scan.number),
                               scan.grey});
      document = read_scanned_page(std::move(document), scan, remembering, ocr_options);
    }
  }
  enter("layout");
  document = repair_pages(std::move(document), options.repair);
  draw_layout(document, std::move(debug_pages));
  return in_source_pixels(std::move(document), sources);
}

}  // namespace tonglan
