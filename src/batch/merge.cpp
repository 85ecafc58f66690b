#include "batch/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "batch/manifest.h"
#include "batch/names.h"
#include "batch/record.h"
#include "tonglan.h"
#include "write/file.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// What the manifests say of one input or page.
struct Account {
  bool listed = false;
  int done = 0;                        // times that it was worked on to the end
  std::uint32_t first = 1, pages = 0;  // of a split input
  std::string configuration;
  std::string failure;
};

struct Batch {
  std::map<std::string, Account> accounts;  // by id
  std::vector<std::string> missing_shards;
  std::set<std::string> configurations;
  std::size_t torn = 0;
};

// The manifests of the partition (all the i of one n) that was at work last.
std::vector<std::string> last_partition(const std::string& folder, Batch& batch) {
  std::map<std::uint32_t, std::map<std::uint32_t, std::string>> partitions;
  std::uint32_t last = 0;
  std::optional<fs::file_time_type> newest;
  for (const std::string& path : find_manifests(folder)) {
    const auto shard = shard_of_manifest(path);
    if (!shard) continue;
    partitions[shard->count][shard->index] = path;
    const auto time = fs::last_write_time(path);
    if (!newest || time >= *newest) {
      newest = time;
      last = shard->count;
    }
  }
  if (!newest) throw Error(2, folder + ": no batch has been run into this folder");
  std::vector<std::string> paths;
  for (std::uint32_t i = 0; i < last; ++i) {
    const auto found = partitions[last].find(i);
    if (found == partitions[last].end()) {
      batch.missing_shards.push_back(shard_name({i, last}));
    } else {
      paths.push_back(found->second);
    }
  }
  return paths;
}

void add_last_run(const std::string& path, Batch& batch) {
  const ManifestContent content = read_manifest(path);
  batch.torn += content.torn;
  const auto& events = content.events;
  const auto run = std::find_if(events.rbegin(), events.rend(),
                                [](const ManifestEvent& e) { return e.event == "run"; });
  if (run == events.rend()) return;
  batch.configurations.insert(run->configuration);
  std::uint64_t listed = 0;
  for (auto event = run.base(); event != events.end(); ++event) {
    Account& account = batch.accounts[event->id];
    if (event->event == "listed") {
      account.listed = true;
      account.configuration = run->configuration;
      ++listed;
    }
    if (event->event == "split") {
      account.first = event->first;
      account.pages = static_cast<std::uint32_t>(event->pages);
    }
    if (event->event == "done" && !event->kept) ++account.done;
    if (event->event == "failed") account.failure = event->stage + ": " + event->reason;
  }
  batch.accounts.erase("");   // the end of the run
  if (listed < run->pages) {  // killed before it could say what it is to do
    batch.missing_shards.push_back(run->shard);
  }
}

struct Finding {
  std::string id;
  std::string status;  // "done", "missing", "double", "failed", "damaged"
  std::string reason;
  std::optional<PageRecord> record;
};

Finding examine(const std::string& folder, const std::string& input, std::uint32_t page,
                const Account& account, const std::string& configuration) {
  Finding finding{page_id(input, page), "done", "", std::nullopt};
  const std::string path =
      (fs::path(folder) / base_of(input, page)).string() + std::string(kRecordSuffix);
  finding.record = read_record(path);
  if (!finding.record || finding.record->configuration != configuration) {
    const bool failed = !account.failure.empty();
    finding.status = failed ? "failed" : "missing";
    finding.reason = failed           ? account.failure
                     : finding.record ? "was done with other options or another version"
                                      : "has no record";
  } else if (finding.record->id != finding.id) {
    finding.status = "double";
    finding.reason = "its place is taken by " + finding.record->id;
  } else if (account.done > 1) {
    finding.status = "double";
    finding.reason = fmt::format("was done {} times", account.done);
  } else if (const std::string fault = find_fault(path, *finding.record); !fault.empty()) {
    finding.status = "damaged";
    finding.reason = fault;
  }
  return finding;
}

std::string spell_finding(const Finding& finding) {
  Json json = {{"id", spell_name(finding.id)}, {"status", finding.status}};
  if (!finding.reason.empty()) json["reason"] = spell_name(finding.reason);
  if (finding.record && finding.status == "done") {
    json["plain"] = finding.record->plain;
    json["outputs"] = Json::array();
    for (const RecordedOutput& output : finding.record->outputs) {
      json["outputs"].push_back(
          {{"name", spell_name(output.name)}, {"size", output.size}, {"xxh3", output.hash}});
    }
  }
  return json.dump() + "\n";
}

}  // namespace

int run_merge(const std::string& folder, const std::string& out) {
  Batch batch;
  for (const std::string& path : last_partition(folder, batch)) add_last_run(path, batch);
  std::optional<OutputFile> file;
  if (!out.empty()) file.emplace(out);
  std::map<std::string, std::size_t> counts;
  const auto report = [&](const std::string& input, std::uint32_t page, const Account& account,
                          const std::string& configuration) {
    const Finding finding = examine(folder, input, page, account, configuration);
    ++counts[finding.status];
    if (file) file->write(spell_finding(finding));
    if (finding.status == "done") return;
    fmt::print(stderr, "tonglan: {}: {}: {}\n", finding.status, spell_name(finding.id),
               finding.reason);
  };
  const auto account_of = [&](const std::string& id) {
    const auto found = batch.accounts.find(id);
    return found == batch.accounts.end() ? Account{} : found->second;
  };
  std::size_t pages = 0;
  for (const auto& [id, account] : batch.accounts) {
    if (!account.listed) continue;
    pages += std::max(1u, account.pages);
    if (account.pages == 0) report(id, 0, account, account.configuration);
    for (std::uint32_t k = 0; k < account.pages; ++k) {
      const std::uint32_t page = account.first + k;
      report(id, page, account_of(page_id(id, page)), account.configuration);
    }
  }
  if (file) file->commit();
  for (const std::string& shard : batch.missing_shards) {
    fmt::print(stderr, "tonglan: shard {} has not run\n", shard);
  }
  if (batch.configurations.size() > 1) {
    fmt::print(stderr, "tonglan: the shards were run with different options\n");
  }
  if (batch.torn > 0) {
    fmt::print(stderr, "tonglan: {} torn lines in the manifests were passed over\n", batch.torn);
  }
  std::string line = fmt::format("{} pages: {} done exactly once", pages, counts["done"]);
  for (const char* status : {"failed", "missing", "double", "damaged"}) {
    if (counts[status] > 0) line += fmt::format(", {} {}", counts[status], status);
  }
  fmt::print(out == "-" ? stderr : stdout, "{}\n", line);
  const bool whole =
      counts["done"] == pages && batch.missing_shards.empty() && batch.configurations.size() <= 1;
  return whole ? 0 : 10;
}

}  // namespace tonglan
