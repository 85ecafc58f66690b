// What a schema can't see: a PAGE, ALTO or hOCR file may be valid XML of the right shape and still
// name regions that don't exist, count one place of the reading order twice, or leave a region out.
//
// Checked: names are unique; references resolve; indices of a group are unique and run from 0
// without a hole; every text region stands in the reading order exactly once; boxes are numbers,
// have a size and lie on the page; hOCR does not end inside an element; all bytes are text. The XML schemas themselves are not checked here.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tonglan {

struct Fault {
  std::size_t line = 0;  // of the file, from 1
  std::string message;
};

struct Validation {
  std::string format;         // "PAGE", "ALTO" or "hOCR"
  std::vector<Fault> faults;  // in the order of the file
};

// Throws Error (2) where the bytes are not well-formed, not safe, or none of the three formats.
Validation validate(const std::string& bytes);

}  // namespace tonglan
