// Figures: what stands in the cells of a table beside names. Prices, scores, times, temperatures.
#pragma once

#include <string_view>

namespace tonglan {

// Whether a short text is a number with hardly more than its unit: 3.50元, 9～14℃, 2∶1, 二角五分.
// Blanks do not count. A text without a single digit (二 is one) is no figure.
bool is_figure(std::string_view text);

}  // namespace tonglan
