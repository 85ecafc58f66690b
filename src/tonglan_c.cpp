#include "tonglan_c.h"

#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include "read/box/formats.h"
#include "tonglan.h"
#include "write/folios.h"
#include "write/formats.h"

namespace {

using tonglan::Error;

constexpr std::size_t kLongest = std::size_t{2} << 30;  // spans have 32 bits

struct Session {
  std::mutex mutex;
  tonglan::RepairOptions repair;
  bool folios = true;
  std::optional<tonglan::Document> document;
  std::string written;
  std::string error;
};

Session* session_of(::tonglan_handle* handle) { return reinterpret_cast<Session*>(handle); }

// Runs `work`; what it throws becomes a status and a message.
template <typename Work>
int guarded(::tonglan_handle* handle, Work work) noexcept {
  if (!handle) return 1;
  Session& session = *session_of(handle);
  const std::lock_guard lock(session.mutex);
  try {
    session.error.clear();
    work(session);
    return 0;
  } catch (const Error& error) {
    session.error = error.what();
    return error.status();
  } catch (const std::bad_alloc&) {
    session.error = "out of memory";
    return 75;
  } catch (const std::exception& error) {
    session.error = error.what();
    return 2;
  }
}

bool yes_or_no(const std::string& name, std::string_view value) {
  if (value != "yes" && value != "no") throw Error(1, name + ": say yes or no");
  return value == "yes";
}

void set_option(Session& session, const std::string& name, const std::string& value) {
  using tonglan::HanLatinSpace;
  if (name == "relink" && (value == "auto" || value == "always" || value == "never")) {
    session.repair.relink = value == "auto"     ? tonglan::Relink::kAuto
                            : value == "always" ? tonglan::Relink::kAlways
                                                : tonglan::Relink::kNever;
  } else if (name == "explain") {
    session.repair.explain = yes_or_no(name, value);
  } else if (name == "folios") {
    session.folios = yes_or_no(name, value);
  } else if (name == "direction" &&
             (value == "auto" || value == "horizontal" || value == "vertical")) {
    session.repair.direction = value;
  } else if (name == "han-latin-space" &&
             (value == "keep" || value == "strip" || value == "insert")) {
    session.repair.han_latin_space = value == "keep"    ? HanLatinSpace::kKeep
                                     : value == "strip" ? HanLatinSpace::kStrip
                                                        : HanLatinSpace::kInsert;
  } else {
    throw Error(1, "no option '" + name + "' with the value '" + value + "'");
  }
}

std::string bytes_of(const char* bytes, std::size_t size) {
  if (size > kLongest) throw Error(2, "more than 2 GiB at once");
  return size == 0 ? std::string() : std::string(bytes, size);
}

void keep(Session& session, tonglan::Document document) {
  if (!session.folios) document = without_folios(std::move(document));
  check_conserved(document);
  session.document = std::move(document);
}

}  // namespace

const char* tonglan_version(void) { return TONGLAN_VERSION; }

tonglan_handle* tonglan_open(void) {
  return reinterpret_cast<tonglan_handle*>(new (std::nothrow) Session);
}

void tonglan_free(tonglan_handle* handle) { delete session_of(handle); }

int tonglan_set(tonglan_handle* handle, const char* name, const char* value) {
  return guarded(handle, [&](Session& session) {
    if (!name || !value) throw Error(1, "an option needs a name and a value");
    set_option(session, name, value);
  });
}

int tonglan_feed_text(tonglan_handle* handle, const char* bytes, size_t size) {
  return guarded(handle, [&](Session& session) {
    session.document.reset();
    keep(session, tonglan::repair(bytes_of(bytes, size), session.repair));
  });
}

int tonglan_feed_page(tonglan_handle* handle, const char* bytes, size_t size, const char* format) {
  return guarded(handle, [&](Session& session) {
    session.document.reset();
    std::string page = bytes_of(bytes, size);
    const tonglan::BoxFormat* reader =
        format ? tonglan::find_box_format(format)
               : tonglan::detect_box_format(
                     std::string_view(page).substr(0, tonglan::kBoxDetectionWindow));
    if (!reader) {
      throw Error(format ? 1 : 2, format ? "no format '" + std::string(format) + "' with boxes"
                                         : "no format with boxes that is known");
    }
    keep(session, repair_pages(reader->read(std::move(page), {}), session.repair));
  });
}

const char* tonglan_document(tonglan_handle* handle, const char* format, size_t* size) {
  if (size) *size = 0;
  const int status = guarded(handle, [&](Session& session) {
    const tonglan::Format* writer = tonglan::find_format(format ? format : "json");
    if (!writer) throw Error(1, "no output format '" + std::string(format) + "'");
    if (!session.document) throw Error(1, "no document: nothing was fed, or it failed");
    session.written.clear();
    writer->write(*session.document, session.written);
    if (size) *size = session.written.size();
  });
  return status == 0 ? session_of(handle)->written.c_str() : nullptr;
}

const char* tonglan_error(tonglan_handle* handle) {
  if (!handle) return "no handle";
  const std::lock_guard lock(session_of(handle)->mutex);
  return session_of(handle)->error.c_str();
}
