#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "cli/program.h"
#include "read/kinds.h"

namespace {

// Tesseract's threads wait for each other more than they work, and their runtime takes its limit
// from the environment before main() begins: so the program starts once more with the limit set if
// a page image is named. Where that can't be seen or done, reading is slower and no other.
void limit_engine_threads(int argc, char** argv) {
  if (std::getenv("OMP_THREAD_LIMIT") != nullptr) return;
  const bool images = std::any_of(argv + 1, argv + argc, [](const char* argument) {
    const tonglan::InputKind* kind = tonglan::kind_by_name(argument);
    return kind && (kind->shape == tonglan::Shape::kImage || kind->shape == tonglan::Shape::kPdf);
  });
  if (!images) return;
  ::setenv("OMP_THREAD_LIMIT", "1", 0);
  ::execv("/proc/self/exe", argv);
}

}  // namespace

int main(int argc, char** argv) {
  limit_engine_threads(argc, argv);
  return tonglan::run_program({argv + 1, argv + argc});
}
