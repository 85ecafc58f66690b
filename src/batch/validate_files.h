// The validate command: PAGE, ALTO and hOCR files in, a line for each fault out.
#pragma once

#include <string>
#include <vector>

namespace tonglan {

// Prints "file:line: fault" to stdout, and a line for each file without a fault. Returns 0 where no
// file has one, else 2. Throws Error (5, 2) for a file that can't be read or is none of the three.
int run_validate(const std::vector<std::string>& files, std::size_t max_size);

}  // namespace tonglan
