// Bodies of errors, in the four documented shapes: code, message, fields and the request's id.
#include "harness.hpp"
#include "ours.hpp"

#include "flameup/error.hpp"
#include "flameup/json.hpp"
#include "flameup/model.hpp"

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
        const flameup::Headers headers{{"Content-Type", "application/json"},
                                       {"Date", "Mon, 15 Jan 2024 10:30:00 GMT"}};
        return flameup::HttpResponse{status, headers, std::move(body)};
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

/// What is taken from a body.
struct Words {
    std::string code, message, request_id;
    std::vector<flameup::FieldError> fields;
};

std::string text_of(const std::string& code, const std::string& message,
                    const std::string& request_id, const std::vector<flameup::FieldError>& fields) {
    std::vector<std::string> texts{code, message, request_id};
    for (const flameup::FieldError& field : fields) {
        texts.insert(texts.end(), {field.path, field.code, field.message});
    }
    return *flameup::to_json(texts);
}

const auto words_as_text = [](const Words& words) {
    return text_of(words.code, words.message, words.request_id, words.fields);
};

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

/// Takes the words from a body's value, as one writes it for these four shapes.
template <class Library> class Extractor {
    using Value = typename Library::Value;

  public:
    Words operator()(const Value& body) {
        const Value* error = Library::find(body, "error");
        const Value& inner = error != nullptr && Library::is_object(*error) ? *error : body;
        take(inner, "code", words_.code);
        if (words_.code.empty()) take(inner, "type", words_.code);
        take(inner, "message", words_.message);
        take(body, "request_id", words_.request_id);
        if (const Value* details = Library::find(inner, "details")) read_details(*details);
        return std::move(words_);
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
        flameup::FieldError& field = words_.fields.emplace_back();
        field.path = path;
        if (Library::is_object(entry)) {
            take(entry, "field", field.path);
            take(entry, "code", field.code);
            take(entry, "message", field.message);
        } else {
            Library::take(entry, field.message);
        }
    }

    Words words_;
};

} // namespace

void add_errors() {
    const auto list = std::make_shared<const std::vector<flameup::HttpResponse>>(responses());
    const std::string workload = "decode_errors";
    Size size{list->size(), 0, 0};
    for (const auto& response : *list) size.bytes += response.body.size();
    size.bytes /= list->size();
    // The whole `Error`, with what the headers say and the body's beginning.
    add(
        workload, "ours", size,
        [list](std::size_t i) {
            return flameup::decode<flameup::GetPerson<>>(config(), (*list)[i]).error();
        },
        [](const flameup::Error& error) {
            return text_of(error.code, error.message, error.request_id, error.fields);
        });
    add(
        workload, "boost_json", size,
        [list](std::size_t i) {
            unsigned char memory[4096];
            boost::json::monotonic_resource resource(memory);
            const std::string& body = (*list)[i].body;
            boost::json::error_code ec;
            return Extractor<BoostJson>()(
                boost::json::parse({body.data(), body.size()}, ec, &resource));
        },
        words_as_text);
    add(
        workload, "nlohmann", size,
        [list](std::size_t i) {
            return Extractor<Nlohmann>()(nlohmann::json::parse((*list)[i].body, nullptr, false));
        },
        words_as_text);
}

} // namespace benchmarks
