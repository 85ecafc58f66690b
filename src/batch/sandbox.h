// What a worker may not do: take more memory than a page is worth, reach the network, outlive its
// supervisor.
#pragma once

#include <cstddef>

namespace tonglan {

// For the calling process, for good. `memory`: bytes of address space; 0: no limit. The network is
// shut where the system allows a process to do so (seccomp), else left as it is.
void confine_process(std::size_t memory);

}  // namespace tonglan
