#ifndef FLAMEUP_BENCHMARKS_BOOST_URL_HPP
#define FLAMEUP_BENCHMARKS_BOOST_URL_HPP

// Boost.URL in the two ways of its documentation: a URL object that is used again, filled by
// segments and parameters, and the function that encodes a text.

#include "ours.hpp"

#include "flameup/model.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace benchmarks::boost_url {

inline boost::core::string_view view(std::string_view text) { return {text.data(), text.size()}; }

/// Names the segments of an operation's path behind that of the workspace.
template <class Operation, class Take> void segments(const Operation& operation, Take take) {
    constexpr std::string_view name = Operation::route.name;
    take("people");
    if constexpr (name == "get" || name == "update" || name == "delete" || name == "events") {
        take(std::string_view(operation.person_id));
    }
    if constexpr (name == "events") take("events");
    if constexpr (name == "upsert") take("upsert");
    if constexpr (name == "search") take("search");
    if constexpr (name == "batch") take("batch");
    if constexpr (name == "stats") take("stats");
}

/// Writes values that are no texts.
class Scratch {
  public:
    std::string_view operator()(std::int64_t value) {
        return until(std::to_chars(text_, text_ + sizeof text_, value).ptr);
    }
    std::string_view operator()(flameup::Timestamp value) {
        return until(flameup::write_timestamp(value, text_));
    }
    std::string_view operator()(flameup::PersonStatus value) {
        switch (value) {
        case flameup::PersonStatus::active: return "active";
        case flameup::PersonStatus::unsubscribed: return "unsubscribed";
        case flameup::PersonStatus::bounced: return "bounced";
        }
        return {};
    }
    std::string_view operator()(const std::string& text) { return text; }

  private:
    std::string_view until(const char* end) {
        return {text_, static_cast<std::size_t>(end - text_)};
    }

    char text_[32];
};

/// Names the parameters of an operation's query, with their values as texts.
template <class Operation, class Take>
void parameters([[maybe_unused]] const Operation& operation, Take take) {
    constexpr std::string_view route = Operation::route.name;
    Scratch scratch;
    [[maybe_unused]] const auto each = [&](std::string_view name, const auto& value) {
        if (value) take(name, scratch(*value));
    };
    if constexpr (route == "list") {
        each("limit", operation.limit);
        each("offset", operation.offset);
        each("status", operation.status);
        each("search", operation.search);
        each("created_since", operation.created_since);
        each("updated_since", operation.updated_since);
    } else if constexpr (route == "search") {
        each("q", operation.q);
        each("email", operation.email);
        each("userId", operation.userId);
        each("limit", operation.limit);
    } else if constexpr (route == "events") {
        each("limit", operation.limit);
    }
}

template <class Operation> void build(const Operation& operation, boost::urls::url& url) {
    url.clear();
    url.set_scheme_id(boost::urls::scheme::https);
    url.set_encoded_authority("api.flameup.ai");
    auto path = url.segments();
    const auto append = [&path](std::string_view text) { path.push_back(view(text)); };
    append("api");
    append("v1");
    append("workspaces");
    append(workspace);
    segments(operation, append);
    boost::urls::encoding_opts options;
    options.space_as_plus = false; // whatever is the default of `params()`
    auto query = url.params(options);
    parameters(operation, [&query](std::string_view name, std::string_view value) {
        query.append({view(name), view(value)});
    });
}

inline void append_encoded(std::string_view text, std::string& url) {
    constexpr auto plain = boost::urls::unreserved_chars + boost::urls::grammar::lut_chars("@:");
    const std::size_t size = url.size();
    url.resize(size + boost::urls::encoded_size(view(text), plain));
    boost::urls::encode(url.data() + size, url.size() - size, view(text), plain);
}

template <class Operation> void write(const Operation& operation, std::string& url) {
    url = "https://api.flameup.ai/api/v1/workspaces/";
    append_encoded(workspace, url);
    segments(operation, [&url](std::string_view text) {
        url += '/';
        append_encoded(text, url);
    });
    char separator = '?';
    parameters(operation, [&](std::string_view name, std::string_view value) {
        url += separator;
        url += name;
        url += '=';
        append_encoded(value, url);
        separator = '&';
    });
}

} // namespace benchmarks::boost_url

#endif
