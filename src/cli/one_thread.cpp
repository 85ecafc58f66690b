// One thread a process, for Tesseract too.
//
// Its layers open an OpenMP region for every column of a line. GCC's runtime makes a team for each,
// even a team of one, and locks it by a system call: an eighth of all the time a page takes. These
// are the four entries that libtesseract has of that runtime; a program's own come before a
// library's, and they run each region where it is met. Only for a program that is tonglan's own,
// so not in the library: a host may have use for threads.
//
// As in GCC's manual of libgomp, "Implementing PARALLEL construct" and "Implementing SECTIONS
// construct". Where Tesseract is built with another runtime, nothing here is called.

#define TONGLAN_ENTRY extern "C" __attribute__((visibility("default")))

namespace {

// Of the innermost region that has sections.
struct Sections {
  unsigned taken = 0, count = 0;
};
thread_local Sections current;

}  // namespace

TONGLAN_ENTRY void GOMP_parallel(void (*region)(void*), void* data, unsigned, unsigned) {
  region(data);
}

TONGLAN_ENTRY void GOMP_parallel_sections(void (*region)(void*), void* data, unsigned,
                                          unsigned count, unsigned) {
  const Sections outer = current;
  current = {0, count};
  region(data);
  current = outer;
}

// The next section, from 1; 0 when all are done.
TONGLAN_ENTRY unsigned GOMP_sections_next() {
  return current.taken < current.count ? ++current.taken : 0;
}

TONGLAN_ENTRY void GOMP_sections_end_nowait() {}
