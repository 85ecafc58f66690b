#include <dlfcn.h>
#include <gtest/gtest.h>
#include <tesseract/baseapi.h>

#include <string>
#include <thread>
#include <vector>

namespace {

TEST(OneThread, EverySectionRunsOnceAndHere) {
  std::vector<std::thread::id> ran(3);
  int times[3] = {};
#pragma omp parallel sections num_threads(4)
  {
#pragma omp section
    {
      ++times[0];
      ran[0] = std::this_thread::get_id();
    }
#pragma omp section
    {
      ++times[1];
      ran[1] = std::this_thread::get_id();
    }
#pragma omp section
    {
      ++times[2];
      ran[2] = std::this_thread::get_id();
    }
  }
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(times[i], 1);
    EXPECT_EQ(ran[i], std::this_thread::get_id());
  }
}

TEST(OneThread, SectionsMayHoldSections) {
  int outer = 0, inner = 0;
#pragma omp parallel sections num_threads(2)
  {
#pragma omp section
    {
      ++outer;
#pragma omp parallel sections num_threads(2)
      {
#pragma omp section
        ++inner;
#pragma omp section
        ++inner;
#pragma omp section
        ++inner;
      }
    }
#pragma omp section
    ++outer;
  }
  EXPECT_EQ(outer, 2);
  EXPECT_EQ(inner, 3);
}

// What Tesseract finds under the names, too, is the program's and not the runtime's.
TEST(OneThread, EntriesComeBeforeTheRuntimes) {
  ASSERT_NE(tesseract::TessBaseAPI::Version(), nullptr);
  for (const char* name : {"GOMP_parallel", "GOMP_parallel_sections", "GOMP_sections_next",
                           "GOMP_sections_end_nowait"}) {
    Dl_info found = {};
    ASSERT_NE(::dladdr(::dlsym(RTLD_DEFAULT, name), &found), 0) << name;
    EXPECT_EQ(std::string(found.dli_fname).find("libgomp"), std::string::npos) << name;
  }
}

}  // namespace
