#include "batch/validate_files.h"

#include <fmt/format.h>

#include "read/bytes.h"
#include "tonglan.h"
#include "validate/validate.h"
#include "write/file.h"

namespace tonglan {

int run_validate(const std::vector<std::string>& files, std::size_t max_size) {
  bool faulty = false;
  OutputFile out("-");
  for (const std::string& file : files) {
    const std::string name = file == "-" ? "stdin" : file;
    Validation result;
    try {
      result = validate(read_all(*open_bytes(file), max_size));
    } catch (const Error& error) {
      throw Error(error.status(), name + ": " + error.what());
    }
    for (const Fault& fault : result.faults) {
      out.write(fmt::format("{}:{}: {}\n", name, fault.line, fault.message));
    }
    if (result.faults.empty()) out.write(fmt::format("{}: {}, no faults\n", name, result.format));
    faulty = faulty || !result.faults.empty();
  }
  out.commit();
  return faulty ? 2 : 0;
}

}  // namespace tonglan
