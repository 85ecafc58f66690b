// Overlays: how a page was read, drawn over it.
//
// A pure function of the Document. One list of marks (drawing.h) is made for a page and then
// spelled as SVG or painted as PNG, so both show the same thing.
#pragma once

#include <cstdint>
#include <string>

#include "document.h"
#include "pixels.h"

namespace tonglan {

// Bits of OverlayOptions::layers.
enum Layer : std::uint32_t {
  kLayerLines = 1,       // the lines, as grey bars
  kLayerSeparators = 2,  // rules
  kLayerArticles = 4,    // a tint for each article
  kLayerBlocks = 8,      // frames coloured by role
  kLayerOrder = 16,      // numbers and arrows
  kLayerJoins = 32,      // paragraphs that go on in another column
  kLayerDoubt = 64,      // what is uncertain, in orange
  kLayerLegend = 128,
};
inline constexpr std::uint32_t kAllLayers = 255;

struct OverlayOptions {
  std::uint32_t page = 0;   // of Document::pages
  std::uint32_t pages = 1;  // from there on: more than one where a picture shows a spread
  std::uint32_t layers = kAllLayers;
  Pixels image;        // drawn underneath, over the whole page; empty: white paper
  float width = 1400;  // pixels of the PNG; SVG has no size of its own
};

// Both throw Error (status 2) where the document has no such page or no boxes on it.
std::string draw_svg(const Document& document, const OverlayOptions& options);
std::string draw_png(const Document& document, const OverlayOptions& options);

// "lines,order": the layers named; "-legend": all but those named. Throws Error
// (status 1) for an unknown name.
std::uint32_t parse_layers(const std::string& names);

}  // namespace tonglan
