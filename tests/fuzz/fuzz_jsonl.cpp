// Any line: a result, never an exception; and writing the text back gives a line that holds it.
#include <cstdint>
#include <cstdlib>

#include "read/jsonl.h"
#include "write/jsonl.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  static tonglan::JsonlReader reader("text");
  const tonglan::JsonlResult record = reader.read(line);
  if (!record.ok) {
    if (record.problem.empty()) std::abort();
    return 0;
  }
  std::string out;
  tonglan::splice_json_text(line, record.value.begin, record.value.end, record.value.text,
                            record.value.ascii, out);
  const tonglan::JsonlResult again = reader.read(out);
  if (!again.ok || again.value.text != record.value.text) std::abort();
  return 0;
}
