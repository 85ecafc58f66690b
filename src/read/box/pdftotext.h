// Poppler's pdftotext as a child process on a short lead: no shell, limits on processor time,
// memory and output, and a deadline. A PDF that crashes or bloats it can't harm this process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tonglan {

struct PdfLimits {
  int seconds = 600;                          // of processor time, and of waiting
  std::size_t memory = std::size_t{4} << 30;  // address space, bytes
  std::size_t output = std::size_t{2} << 30;  // bytes of its output
};

// Runs `pdftotext -bbox -raw` over the pages (last 0: to the end) and gives its output line by
// line. Throws Error: 2 broken, cut off, or over a limit; 3 pdftotext is not installed; 7 it died;
// 8 encrypted.
void run_pdftotext(const std::string& path, std::uint32_t first, std::uint32_t last,
                   const PdfLimits& limits, const std::function<void(std::string_view)>& on_line);

}  // namespace tonglan
