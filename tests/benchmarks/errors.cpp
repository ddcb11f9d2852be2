// Bodies of errors, in the four documented shapes: code, message, fields and the request's id.
#include "harness.hpp"
#include "ours.hpp"

#include "../texts.hpp"

#include "flameup/http/response_info.hpp"
#include "flameup/model.hpp"
#include "flameup/value/error.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace benchmarks {
namespace {

std::vector<flameup::HttpResponse> responses() {
    const auto of = [](int status, std::string body) {
        flameup::HttpResponse response{status, {}, std::move(body)};
        response.headers.add("Content-Type", "application/json");
        response.headers.add("Date", "Mon, 15 Jan 2024 10:30:00 GMT");
        response.headers.add("X-RateLimit-Limit", "120");
        response.headers.add("X-RateLimit-Remaining", "0");
        if (status == 429) response.headers.add("Retry-After", "30");
        return response;
    };
    return {
        of(400,
           R"({"error":"Bad Request","message":"The request contains invalid parameters or )"
           R"(malformed data","code":400,"details":[{"field":"email","message":"Invalid email )"
           R"(format"},{"field":"phone","message":"Too long"}]})"),
        of(409, R"({"success":false,"error":{"code":"conflict","message":"A person with this )"
                R"(userId exists","details":{"userId":"user_12345"}}})"),
        of(429, R"({"success":false,"error":{"type":"rate_limited","message":"Too many requests, )"
                R"(slow down"},"request_id":"req_abc123def456"})"),
        of(422, R"({"error":{"code":"validation_error","message":"Validation failed","details":)"
                R"({"fields":{"email":"Invalid email format","phone":["Too long"]}}}})")};
}

const auto as_text = [](const flameup::Error& error) { return texts::of(error) + error.body; };

/// What a response says without its body being read, but for the search for the API key.
flameup::Error of_head(const flameup::HttpResponse& response) {
    flameup::Error error;
    error.kind = flameup::ErrorKind::api;
    error.status = response.status;
    error.request_id = flameup::request_id(response.headers);
    error.retry_after = flameup::retry_after(response.headers);
    error.rate_limit = flameup::rate_limit(response.headers);
    error.body = response.body.substr(0, 1024);
    return error;
}

// How to look into either library's values.

struct Nlohmann {
    using Value = nlohmann::json;

    static const Value* find(const Value& value, const char* key) {
        const auto found = value.find(key); // the end for what is no object
        return found != value.end() ? &*found : nullptr;
    }
    static bool is_object(const Value& value) { return value.is_object(); }
    static bool is_array(const Value& value) { return value.is_array(); }
    static void take(const Value& value, std::string& to) {
        if (value.is_string()) {
            to = value.get_ref<const std::string&>();
        } else if (value.is_number_integer()) {
            to = std::to_string(value.get<std::int64_t>());
        }
    }
    template <class Take> static void elements(const Value& value, Take take_one) {
        for (const Value& each : value) take_one(each);
    }
    template <class Take> static void members(const Value& value, Take take_one) {
        for (const auto& [key, each] : value.items()) take_one(key, each);
    }
};

struct BoostJson {
    using Value = boost::json::value;

    static const Value* find(const Value& value, const char* key) {
        const auto* const object = value.if_object();
        return object != nullptr ? object->if_contains(key) : nullptr;
    }
    static bool is_object(const Value& value) { return value.is_object(); }
    static bool is_array(const Value& value) { return value.is_array(); }
    static void take(const Value& value, std::string& to) {
        if (const auto* text = value.if_string()) {
            to.assign(text->data(), text->size());
        } else if (const auto* number = value.if_int64()) {
            to = std::to_string(*number);
        }
    }
    template <class Take> static void elements(const Value& value, Take take_one) {
        for (const Value& each : value.get_array()) take_one(each);
    }
    template <class Take> static void members(const Value& value, Take take_one) {
        for (const auto& pair : value.get_object()) {
            take_one(std::string_view(pair.key().data(), pair.key().size()), pair.value());
        }
    }
};

/// Adds the words of a body's value to an error, as one writes it for these four shapes.
template <class Library> class Extractor {
    using Value = typename Library::Value;

  public:
    explicit Extractor(flameup::Error error) : error_(std::move(error)) {}

    flameup::Error operator()(const Value& body) {
        const Value* error = Library::find(body, "error");
        const Value& inner = error != nullptr && Library::is_object(*error) ? *error : body;
        take(inner, "code", error_.code);
        if (error_.code.empty()) take(inner, "type", error_.code);
        take(inner, "message", error_.message);
        take(body, "request_id", error_.request_id);
        if (const Value* details = Library::find(inner, "details")) read_details(*details);
        return std::move(error_);
    }

  private:
    static void take(const Value& object, const char* key, std::string& to) {
        if (const Value* const value = Library::find(object, key)) Library::take(*value, to);
    }

    void read_details(const Value& details) {
        if (Library::is_array(details)) {
            Library::elements(details, [this](const Value& entry) { read_entry({}, entry); });
            return;
        }
        if (!Library::is_object(details)) return;
        const Value* const fields = Library::find(details, "fields");
        Library::members(fields != nullptr ? *fields : details, [this](std::string_view path,
                                                                       const Value& entry) {
            if (!Library::is_array(entry)) return read_entry(path, entry);
            Library::elements(entry, [&](const Value& each) { read_entry(path, each); });
        });
    }

    void read_entry(std::string_view path, const Value& entry) {
        flameup::FieldError& field = error_.fields.emplace_back();
        field.path = path;
        if (Library::is_object(entry)) {
            take(entry, "field", field.path);
            take(entry, "code", field.code);
            take(entry, "message", field.message);
        } else {
            Library::take(entry, field.message);
        }
    }

    flameup::Error error_;
};

} // namespace

void add_errors() {
    const auto list = std::make_shared<const std::vector<flameup::HttpResponse>>(responses());
    const std::string workload = "decode_errors";
    Size size{list->size(), 0, 0};
    for (const auto& response : *list) size.bytes += response.body.size();
    size.bytes /= list->size();
    add(
        workload, "ours", size,
        [list](std::size_t i) {
            return flameup::decode<flameup::GetPerson<>>(config(), (*list)[i]);
        },
        [](const auto& result) { return as_text(result.error()); });
    add(
        workload, "boost_json", size,
        [list](std::size_t i) {
            unsigned char memory[4096];
            boost::json::monotonic_resource resource(memory);
            const flameup::HttpResponse& response = (*list)[i];
            boost::system::error_code ec;
            return Extractor<BoostJson>(of_head(response))(
                boost::json::parse({response.body.data(), response.body.size()}, ec, &resource));
        },
        as_text);
    add(
        workload, "nlohmann", size,
        [list](std::size_t i) {
            const flameup::HttpResponse& response = (*list)[i];
            return Extractor<Nlohmann>(of_head(response))(
                nlohmann::json::parse(response.body, nullptr, false));
        },
        as_text);
}

} // namespace benchmarks
