// Numbers as files with boxes write them: always with a point, whatever the locale.
#pragma once

#include <string_view>
#include <vector>

#include "document.h"

namespace tonglan {

// NaN where the text is no number.
float parse_number(std::string_view text);

// Every number in the text, whatever stands between them.
std::vector<float> parse_numbers(std::string_view text);

// "x,y x,y ..." and "x y x y ...".
std::vector<Point> parse_points(std::string_view text);

// No more than a box says: four upright corners, or fewer points.
bool is_rectangle(const std::vector<Point>& points);

}  // namespace tonglan
