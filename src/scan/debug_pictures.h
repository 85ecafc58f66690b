// Pictures of the stages of a scan, for people who look why a page was read the way it was.
#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "scan/clean.h"
#include "scan/scan.h"
#include "scan/separators.h"

namespace tonglan {

// A PNG file of 8 bits, one channel (grey) or three (red, green, blue). Throws Error (5) if it
// can't be written.
void write_png(const std::string& path, const cv::Mat& picture);

// FOLDER/page-N-1-grey.png, -2-ink.png, -3-separators.png, -4-lines.png: the cleaned page, its ink,
// what was found to be no text (rules red and blue, pictures green, reversed areas purple), the
// lines (horizontal red, vertical blue). Makes the folder. Throws Error (5).
void write_debug_pictures(const std::string& folder, int number, const CleanPage& clean,
                          const SeparatedPage& separated, const std::vector<TextLine>& lines);

}  // namespace tonglan
