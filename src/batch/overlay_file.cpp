#include "batch/overlay_file.h"

#include <filesystem>

#include "batch/inputs.h"
#include "overlay/overlay.h"
#include "read/bytes.h"
#include "read/image/image.h"
#include "tonglan.h"
#include "tonglan_images.h"
#include "write/file.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{2} << 30;  // bytes of an image file

// Page `page` (from 1) of an image file; the only one, where there is but one.
Pixels read_picture(const std::string& path, std::uint32_t page, const LimitOptions& limits) {
  try {
    if (without_packing(path).ends_with(".pdf")) {
      ReadOptions read;
      read.first_page = read.last_page = page;
      return open_scanned_pdf(path, read, limits)->read_page(0);
    }
    const std::string bytes = read_all(*open_bytes(path), kLargestFile);
    const std::unique_ptr<ImageFile> file = open_image(bytes, limits);
    if (file->page_count() == 1) return file->read_page(0);
    if (page > file->page_count()) throw Error(2, "it has no page " + std::to_string(page));
    return file->read_page(page - 1);
  } catch (const Error& error) {
    throw Error(error.status(), "the picture " + path + ": " + error.what());
  }
}

// What lies under the drawing: the picture that was asked for, a PDF's own page, or the picture
// that the page names, beside the input. Empty where there is none.
Pixels picture_under(const OverlayRun& options, const std::string& named) {
  const std::string& input = options.run.inputs[0];
  if (!options.image.empty()) return read_picture(options.image, options.page, options.run.limits);
  if (without_packing(input).ends_with(".pdf"))
    return read_picture(input, options.page, options.run.limits);
  if (named.empty()) return {};
  const fs::path path = fs::path(input).parent_path() / named;
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return {};
  return read_picture(path.string(), options.page, options.run.limits);
}

struct Pages {
  Document document;         // laid out
  std::uint32_t wanted = 0;  // index into its pages
  std::uint32_t count = 1;   // pages that the image shows
  Pixels image;              // of the scan road
};

// The scan road for the page that is wanted.
Pages repair_page_image(ImageFile& file, std::uint32_t page, const RunOptions& run) {
  Pages pages;
  ImageOptions options = {page, page, run.scan, run.ocr, run.repair};
  options.scan.direction = run.repair.direction;
  ImageListener listener;
  listener.image = [&](const ImageFile&, const Pixels& image, std::size_t count) {
    pages.image = image;
    pages.count = static_cast<std::uint32_t>(count);
  };
  const std::unique_ptr<Engine> engine = run.ocr.engine == "none" ? nullptr : open_engine(run.ocr);
  pages.document = repair_images(file, engine.get(), options, listener);
  return pages;
}

Pages read_input(const OverlayRun& options) {
  const std::string& path = options.run.inputs[0];
  Plan plan;
  plan.inputs.push_back({path,
                         options.run.input_format.empty()
                             ? kind_by_name(path)
                             : find_input_kind(options.run.input_format),
                         {},
                         ""});
  RunOptions run = options.run;
  run.read.first_page = run.read.last_page = options.page;
  Inputs inputs(run, plan);
  std::optional<Item> item = inputs.next();
  if (item->error) throw Error(*item->error);
  if (item->kind->shape == Shape::kText || item->kind->shape == Shape::kJsonl) {
    throw Error(
        2, "text has no boxes to draw; an overlay needs an image, hOCR, ALTO, PAGE, TSV or a PDF");
  }
  if (const std::unique_ptr<ImageFile> images = open_images(*item, path, run)) {
    const bool pdf = item->kind->shape == Shape::kPdf;
    return repair_page_image(*images, pdf ? 1 : options.page, run);
  }
  // Of a PDF only the page that is wanted is read.
  const std::uint32_t wanted = item->kind->shape == Shape::kPdf ? 0 : options.page - 1;
  return {repair_pages(read_pages(std::move(*item), path, run.read), run.repair), wanted, 1, {}};
}

}  // namespace

int run_overlay(const OverlayRun& options) {
  const std::string& input = options.run.inputs[0];
  const bool svg = options.run.out.ends_with(".svg");
  if (!svg && !options.run.out.ends_with(".png")) {
    throw Error(1, "overlay needs a file to draw: -o NAME.svg or -o NAME.png");
  }
  OverlayOptions drawing;
  if (!options.layers.empty()) drawing.layers = parse_layers(options.layers);
  try {
    Pages pages = read_input(options);
    drawing.page = pages.wanted;
    const Document& document = pages.document;
    check_conserved(document);
    drawing.pages = pages.count;
    drawing.image = std::move(pages.image);
    if (drawing.image.empty() && drawing.page < document.pages.size())
      drawing.image = picture_under(options, document.pages[drawing.page].image);
    const std::string picture = svg ? draw_svg(document, drawing) : draw_png(document, drawing);
    OutputFile out(options.run.out);
    out.write(picture);
    out.commit();
  } catch (const Error& error) {
    throw Error(error.status(), (input == "-" ? "stdin" : input) + ": " + error.what());
  }
  return 0;
}

}  // namespace tonglan
