#include "markup/numbers.h"

#include <charconv>
#include <limits>

namespace tonglan {

float parse_number(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '+')) text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::numeric_limits<float>::quiet_NaN();
  }
  return value;
}

std::vector<float> parse_numbers(std::string_view text) {
  std::vector<float> numbers;
  const char* p = text.data();
  const char* const end = p + text.size();
  while (p < end) {
    float value = 0;
    const auto [next, error] = std::from_chars(p, end, value);
    if (error == std::errc()) {
      numbers.push_back(value);
    } else if (error == std::errc::result_out_of_range) {
      numbers.push_back(std::numeric_limits<float>::infinity());
    }
    p = next > p ? next : p + 1;
  }
  return numbers;
}

std::vector<Point> parse_points(std::string_view text) {
  const std::vector<float> numbers = parse_numbers(text);
  std::vector<Point> points;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    points.push_back({numbers[i], numbers[i + 1]});
  }
  return points;
}

bool is_rectangle(const std::vector<Point>& p) {
  if (p.size() != 4) return p.size() < 4;
  const auto level = [](const Point& a, const Point& b) { return a.y == b.y; };
  const auto upright = [](const Point& a, const Point& b) { return a.x == b.x; };
  return (level(p[0], p[1]) && upright(p[1], p[2]) && level(p[2], p[3]) && upright(p[3], p[0])) ||
         (upright(p[0], p[1]) && level(p[1], p[2]) && upright(p[2], p[3]) && level(p[3], p[0]));
}

}  // namespace tonglan
