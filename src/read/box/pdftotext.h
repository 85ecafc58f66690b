// What pdftotext says of a PDF's text layer, line by line.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "read/poppler.h"

namespace tonglan {

// Runs `pdftotext -bbox -raw` over the pages (last 0: to the end). Throws as run_poppler does.
void run_pdftotext(const std::string& path, std::uint32_t first, std::uint32_t last,
                   const std::function<void(std::string_view)>& on_line);

}  // namespace tonglan
