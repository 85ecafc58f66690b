// Poppler's programs (pdftotext, pdfimages, pdftoppm, pdfinfo) as child processes on a short lead:
// no shell, limits on processor time, memory and output, and a deadline. A PDF that crashes or
// bloats one can't harm this process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tonglan {

struct PdfLimits {
  int seconds = 600;                          // of processor time, and of waiting
  std::size_t memory = std::size_t{4} << 30;  // address space, bytes
  std::size_t output = std::size_t{2} << 30;  // bytes of its output
  std::size_t file = 0;                       // bytes of a file that it may write
};

// Runs arguments[0] with the others and hands on its output as it comes. Throws Error: 2 the PDF is
// broken, cut off, or over a limit; 3 the program is not installed; 7 it died; 8 encrypted; 75 no
// room for another process.
void run_poppler(std::vector<std::string> arguments, const PdfLimits& limits,
                 const std::function<void(std::string_view)>& on_bytes);

// The same; returns all of its output.
std::string run_poppler(std::vector<std::string> arguments, const PdfLimits& limits);

// Throws Error for what poppler would mend in silence: 2 no PDF, or one that ends too early and has
// lost something; 5 can't be opened.
void check_pdf_file(const std::string& path);

// A file's name that no program takes for an option.
std::string as_argument(const std::string& path);

// The options of all these programs for pages first .. last (from 1; last 0: to the end).
std::vector<std::string> page_range(std::uint32_t first, std::uint32_t last);

}  // namespace tonglan
