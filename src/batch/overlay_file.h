// The overlay command: a file with boxes in, a drawing of how it was read out.
#pragma once

#include <cstdint>
#include <string>

#include "batch/run.h"

namespace tonglan {

struct OverlayRun {
  RunOptions run;          // inputs[0], out (.svg or .png), input_format, read, limits
  std::uint32_t page = 1;  // counted from 1
  std::string layers;      // as parse_layers (overlay/overlay.h) takes them; empty: all
  std::string image;  // an image file or PDF to draw under it; empty: the one the page names, if
                      // it is there, or a PDF's own page
};

// Returns 0. Throws Error: 1 usage, 2 no boxes, no such page or a picture that can't be used, 5 and
// 75 as OutputFile does.
int run_overlay(const OverlayRun& options);

}  // namespace tonglan
