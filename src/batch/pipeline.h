// Many hands, one order: items are read one after another, worked on in parallel, and handed to the
// sink in the order they were read. So the same input gives the same bytes for any number of jobs.
//
// Memory is bounded: no more than `budget` bytes of items are between the reader and the sink,
// or one item if that alone is larger.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace tonglan {

struct PipelineLimits {
  unsigned jobs = 1;                           // worker threads; 1: none, all in the caller's
  std::size_t budget = std::size_t{32} << 20;  // bytes
};

// read() -> std::optional<In>, none at the end; one call at a time, in order.
// size_of(const In&) -> bytes, against the budget.
// make_worker() -> a callable Out(In), one a thread, so it may keep buffers.
// sink(Out) runs in the caller's thread.
// An exception of any of them ends the run after the items before it went to the sink; where there
// are several, that of the earliest item is thrown.
template <typename Read, typename SizeOf, typename MakeWorker, typename Sink>
void ordered_map(Read read, SizeOf size_of, MakeWorker make_worker, Sink sink,
                 const PipelineLimits& limits) {
  if (limits.jobs <= 1) {
    auto work = make_worker();
    while (auto item = read()) sink(work(std::move(*item)));
    return;
  }

  using In = typename decltype(read())::value_type;
  using Worker = decltype(make_worker());
  using Out = decltype(std::declval<Worker&>()(std::declval<In>()));
  struct Done {
    std::optional<Out> out;
    std::exception_ptr error;
    std::size_t size = 0;
  };

  std::mutex reading;  // held while read() runs
  std::mutex mutex;    // guards all below
  std::condition_variable room, arrived;
  std::map<std::uint64_t, Done> done;
  std::uint64_t next_in = 0, next_out = 0;
  std::size_t used = 0;
  bool ended = false;  // read() gave its last item, or somebody failed

  const auto finish = [&](std::uint64_t number, Done result) {
    const std::lock_guard lock(mutex);
    if (result.error) {
      ended = true;
      room.notify_all();
    }
    done.emplace(number, std::move(result));
    arrived.notify_one();
  };

  const auto run = [&](Worker work) {
    for (;;) {
      std::unique_lock turn(reading);
      std::uint64_t number = 0;
      {
        std::unique_lock lock(mutex);
        room.wait(lock, [&] { return ended || used < limits.budget; });
        if (ended) return;
        number = next_in;
      }
      std::optional<In> item;
      std::exception_ptr error;
      std::size_t size = 0;
      try {
        item = read();
        if (item) size = size_of(*item);
      } catch (...) {
        error = std::current_exception();
      }
      {
        const std::lock_guard lock(mutex);
        if (!item && !error) {
          ended = true;
          arrived.notify_one();
          room.notify_all();
          return;
        }
        ++next_in;
        used += size;
      }
      if (error) {
        finish(number, {std::nullopt, error, 0});
        return;
      }
      turn.unlock();
      try {
        finish(number, {work(std::move(*item)), nullptr, size});
      } catch (...) {
        finish(number, {std::nullopt, std::current_exception(), size});
      }
    }
  };

  std::vector<std::thread> threads;
  const auto stop = [&] {
    {
      const std::lock_guard lock(mutex);
      ended = true;
      room.notify_all();
    }
    for (std::thread& thread : threads) thread.join();
  };
  try {
    for (unsigned i = 0; i < limits.jobs; ++i) threads.emplace_back(run, make_worker());
    for (;;) {
      Done result;
      {
        std::unique_lock lock(mutex);
        arrived.wait(lock,
                     [&] { return done.contains(next_out) || (ended && next_out == next_in); });
        const auto found = done.find(next_out);
        if (found == done.end()) break;
        result = std::move(found->second);
        done.erase(found);
        ++next_out;
      }
      if (result.error) std::rethrow_exception(result.error);
      sink(std::move(*result.out));
      const std::lock_guard lock(mutex);
      used -= result.size;
      room.notify_all();
    }
  } catch (...) {
    stop();
    throw;
  }
  stop();
}

}  // namespace tonglan
