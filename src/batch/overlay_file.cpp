#include "batch/overlay_file.h"

#include <filesystem>

#include "batch/inputs.h"
#include "overlay/overlay.h"
#include "tonglan.h"
#include "write/file.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;

// The picture that the page names, beside the input; empty where it is not there. PNG is the only
// kind that can be painted; SVG only names it.
std::string image_of(const Page& page, const std::string& input, bool svg) {
  if (page.image.empty() || (!svg && !page.image.ends_with(".png"))) return "";
  const fs::path path = fs::path(input).parent_path() / page.image;
  std::error_code ignored;
  return fs::is_regular_file(path, ignored) ? fs::absolute(path).string() : "";
}

struct Pages {
  Document document;
  std::uint32_t wanted = 0;  // index into its pages
};

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
    throw Error(2, "text has no boxes to draw; an overlay needs hOCR, ALTO, PAGE, TSV or a PDF");
  }
  // Of a PDF only the page that is wanted is read.
  const std::uint32_t wanted = item->kind->shape == Shape::kPdf ? 0 : options.page - 1;
  return {read_pages(std::move(*item), path, run.read), wanted};
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
    const Document document = repair_pages(std::move(pages.document), options.run.repair);
    check_conserved(document);
    drawing.image = options.image;
    if (drawing.image.empty() && drawing.page < document.pages.size()) {
      drawing.image = image_of(document.pages[drawing.page], input, svg);
    }
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
