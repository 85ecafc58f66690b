#include "read/box/pdftotext.h"

namespace tonglan {

void run_pdftotext(const std::string& path, std::uint32_t first, std::uint32_t last,
                   const std::function<void(std::string_view)>& on_line) {
  std::vector<std::string> arguments = {"pdftotext", "-bbox", "-raw", "-enc", "UTF-8"};
  const std::vector<std::string> range = page_range(first, last);
  arguments.insert(arguments.end(), range.begin(), range.end());
  arguments.insert(arguments.end(), {as_argument(path), "-"});
  std::string pending;
  run_poppler(std::move(arguments), PdfLimits{}, [&](std::string_view bytes) {
    pending += bytes;
    std::size_t begin = 0;
    for (std::size_t end; (end = pending.find('\n', begin)) != std::string::npos; begin = end + 1)
      on_line(std::string_view(pending).substr(begin, end - begin));
    pending.erase(0, begin);
  });
  if (!pending.empty()) on_line(pending);
}

}  // namespace tonglan
