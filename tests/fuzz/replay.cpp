// Runs a fuzz target on each file of the folders it is given, and on each file's beginnings and
// single-byte damages: a small deterministic fuzzer for compilers without libFuzzer.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  int files = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      run(bytes);
      for (std::size_t at = 0; at < bytes.size() && at < 400; ++at) {
        run(bytes.substr(0, at));
        for (const char damage : {'\x00', '\x0A', '\x22', '\x81', '\xFF'}) {
          std::string damaged = bytes;
          damaged[at] = damage;
          run(damaged);
        }
      }
      ++files;
    }
  }
  std::printf("%d seeds replayed\n", files);
  return files > 0 ? 0 : 1;
}
