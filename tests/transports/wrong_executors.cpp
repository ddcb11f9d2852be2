#include "flameup/testing/executor_conformance.hpp"

#include "testing/memory_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Executors that do one thing wrong each, and the checks that find it. Their peer is in memory, so
// that nothing else can go wrong.

BOOST_AUTO_TEST_SUITE(wrong_executors)

using flameup::equal_ignoring_case;
using flameup::ErrorKind;
using flameup::Headers;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::make_error;
using flameup::Method;
using flameup::Result;
using flameup::testing::check_executor;
using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;
using Execute = std::function<Result<HttpResponse>(const HttpRequest&)>;

namespace {

const memory::Executor& good() {
    static memory::Peer peer;
    static const memory::Executor executor{&peer};
    return executor;
}

/// Changes each request before it is sent.
template <class Change> Execute requests(Change change) {
    return [change](HttpRequest request) {
        change(request);
        return good()(request);
    };
}

/// Changes each request as a message.
template <class Change> Execute messages(Change change) {
    memory::Executor executor = good();
    executor.on_the_wire = change;
    return executor;
}

void replace(std::string& text, std::string_view what, std::string_view by) {
    const std::size_t at = text.find(what);
    if (at != std::string::npos) text.replace(at, what.size(), by);
}

Execute replaces(const std::string& what, const std::string& by) {
    return messages([what, by](std::string& message) { replace(message, what, by); });
}

/// Changes each response.
template <class Change> Execute responses(Change change) {
    return [change](const HttpRequest& request) {
        auto result = good()(request);
        if (result) change(*result);
        return result;
    };
}

/// Reads some answers wrongly, as `with` does.
template <class Condition, class With> Execute reads(Condition condition, With with) {
    memory::Executor executor = good();
    executor.read = [condition, with](const PeerAnswer& answer) -> Result<HttpResponse> {
        if (condition(answer, memory::joined(answer))) return with(answer);
        return memory::read(answer);
    };
    return executor;
}

Result<HttpResponse> fails(const PeerAnswer&) {
    return make_error(ErrorKind::transport, "cannot", "cannot");
}

/// Fails on answers that contain a text.
Execute cannot_read(const std::string& text) {
    return reads([text](const PeerAnswer&,
                        const std::string& all) { return all.find(text) != std::string::npos; },
                 fails);
}

/// Returns the part that was received of a response that is cut.
Result<HttpResponse> partial(const PeerAnswer& answer) {
    const std::string text = memory::joined(answer);
    const std::size_t end = text.find("\r\n\r\n");
    return HttpResponse{200, {}, end == std::string::npos ? std::string() : text.substr(end + 4)};
}

/// Takes cut answers with this end and text for complete ones.
Execute takes_as_whole(PeerEnd end, const std::string& text, std::size_t size) {
    return reads(
        [=](const PeerAnswer& answer, const std::string& all) {
            return answer.end == end && all.size() < size &&
                   (text.empty() ? all.empty() : all.find(text) != std::string::npos);
        },
        partial);
}

/// Fails the call after a DELETE whose response contains a text.
Execute disturbed_by(std::function<bool(const HttpResponse&)> condition) {
    const auto disturbed = std::make_shared<bool>(false);
    return [=](const HttpRequest& request) -> Result<HttpResponse> {
        if (std::exchange(*disturbed, false))
            return make_error(ErrorKind::transport, "transport_failed", "out of step");
        auto result = good()(request);
        const bool first = request.url.find("/people/1") != std::string::npos &&
                           request.method == Method::delete_ && request.body.empty();
        *disturbed = first && result && condition(*result);
        return result;
    };
}

template <class Change> void change_headers(HttpRequest& request, Change change) {
    Headers changed;
    for (const auto& header : request.headers) change(changed, header.name, header.value);
    request.headers = changed;
}

template <class Change> void change_headers(HttpResponse& response, Change change) {
    Headers changed;
    for (const auto& header : response.headers) change(changed, header.name, header.value);
    response.headers = changed;
}

/// Joins the values of each name by commas.
template <class Message> void merge_headers(Message& message) {
    Headers merged;
    for (const auto& header : message.headers) {
        if (header.name == "X-A" || merged.find(header.name)) continue;
        std::string values;
        for (const auto& value : message.headers.find_all(header.name)) {
            values += (values.empty() ? "" : ", ") + value;
        }
        merged.add(header.name, values);
    }
    for (const auto& value : message.headers.find_all("X-A")) merged.add("X-A", value);
    message.headers = merged;
}

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

bool is_test_name(std::string_view name) { return equal_ignoring_case(name.substr(0, 2), "X-"); }

void lower_values(Headers& headers, const std::string& name, const std::string& value) {
    headers.add(name, is_test_name(name) ? lower(value) : value);
}

void drop_empty(Headers& headers, const std::string& name, const std::string& value) {
    if (!value.empty()) headers.add(name, value);
}

struct Wrong {
    std::string name;
    Execute executor;
    std::set<std::string> found_by;
};

using Rows = std::vector<Wrong>;

void add_wrong_requests(Rows& rows) {
    const auto without_body = [](Method method) {
        return requests([method](HttpRequest& request) {
            if (request.method == method) request.body.clear();
        });
    };
    rows.push_back(
        {"drops the body of a PUT", without_body(Method::put), {"sends PUT with a body"}});
    rows.push_back(
        {"drops the body of a PATCH", without_body(Method::patch), {"sends PATCH with a body"}});
    rows.push_back({"drops the body of a DELETE",
                    without_body(Method::delete_),
                    {"sends DELETE with a body"}});
    rows.push_back({"sends get", replaces("GET /", "get /"), {"sends GET without a body"}});
    for (const std::string method : {"POST", "PUT", "PATCH", "DELETE"}) {
        rows.push_back(
            {"sends another method for " + method,
             messages([method](std::string& message) {
                 if (message.compare(0, method.size(), method) == 0) {
                     message.replace(0, method.size(), "OTHER");
                 }
             }),
             {"sends " + method + " with a body", "sends " + method + " without a body"}});
    }
    rows.push_back(
        {"adds a body where there is none",
         requests([](HttpRequest& request) {
             if (request.body.empty() && request.method == Method::post) {
                 request.body = "{}";
             }
         }),
         {"sends POST without a body", "sends Content-Length: 0 with POST without a body"}});

    const std::string paths = "sends percent-encoded bytes of a path as they are";
    for (const auto& [what, by] : std::map<std::string, std::string>{{"%2F", "/"},
                                                                     {"%41", "A"},
                                                                     {"%c3", "%C3"},
                                                                     {"%2e%2e", ".."},
                                                                     {"/a%20b", "/a+b"},
                                                                     {"%25", "%2525"}}) {
        rows.push_back({"makes " + by + " of " + what, replaces(what, by), {paths}});
    }
    rows.push_back({"encodes an apostrophe",
                    requests([](HttpRequest& request) {
                        if (request.url.find('?') == std::string::npos) {
                            replace(request.url, "'", "%27");
                        }
                    }),
                    {"sends marks in a path as they are"}});
    rows.push_back(
        {"joins slashes", replaces("/a//b", "/a/b"), {"sends marks in a path as they are"}});
    for (const auto& [what, by] : std::map<std::string, std::string>{{"%20b+c", "+b+c"},
                                                                     {"%2Bd", "+d"},
                                                                     {"limit=5&", ""},
                                                                     {"a=&", "a&"},
                                                                     {"T10:", "T10%3A"}}) {
        rows.push_back(
            {"makes " + by + " of " + what, replaces(what, by), {"sends a query as it is"}});
    }

    rows.push_back({"cuts a body at NUL",
                    requests([](HttpRequest& request) {
                        request.body.resize(
                            (std::min)(request.body.find('\0'), request.body.size()));
                    }),
                    {"sends a body of every byte", "sends a body of 1 MiB"}});
    rows.push_back({"cuts a body at 64 KiB",
                    requests([](HttpRequest& request) {
                        if (request.body.size() > 65536) request.body.resize(65536);
                    }),
                    {"sends a body of 1 MiB"}});

    rows.push_back({"lower-cases the values of headers",
                    requests([](HttpRequest& request) { change_headers(request, lower_values); }),
                    {"sends every header with its value"}});
    rows.push_back({"leaves empty headers out",
                    requests([](HttpRequest& request) { change_headers(request, drop_empty); }),
                    {"sends a header with an empty value"}});
    const std::string separate = "sends headers of one name separately and in their order";
    rows.push_back({"merges headers of one name",
                    requests([](HttpRequest& request) { merge_headers(request); }),
                    {separate}});
    rows.push_back({"sends the last header first",
                    requests([](HttpRequest& request) {
                        Headers reversed;
                        for (auto header = request.headers.end();
                             header-- != request.headers.begin();) {
                            reversed.add(header->name, header->value);
                        }
                        request.headers = reversed;
                    }),
                    {separate}});
    for (const std::string field : {"Content-Type: text/plain", "Authorization: Basic x",
                                    "User-Agent: other", "Accept: */*"}) {
        const std::string name = field.substr(0, field.find(':'));
        rows.push_back({"sends a second " + name,
                        messages([name, field](std::string& message) {
                            const std::size_t at = message.find("\r\n" + name + ": ");
                            if (at != std::string::npos) message.insert(at, "\r\n" + field);
                        }),
                        {"sends no header of the request twice"}});
    }
    rows.push_back({"sends Host without the port",
                    replaces("Host: memory:4711", "Host: memory"),
                    {"sends one Host, with the URL's host and port"}});
    rows.push_back({"sends two Hosts",
                    replaces("Host: memory:4711", "Host: memory:4711\r\nHost: memory:4711"),
                    {"sends one Host, with the URL's host and port"}});
    const std::string length = "sends the size of a body as one Content-Length";
    const std::string post = "sends Content-Length: 0 with POST without a body";
    const std::string put = "sends Content-Length: 0 with PUT without a body";
    rows.push_back({"sends Content-Length twice",
                    messages([](std::string& message) {
                        const std::size_t at = message.find("Content-Length:");
                        if (at == std::string::npos) return;
                        const std::size_t end = message.find("\r\n", at) + 2;
                        message.insert(at, message.substr(at, end - at));
                    }),
                    {length, post, put}});
    rows.push_back({"sends a body in chunks",
                    replaces("Content-Length: 7\r\n\r\n{\"a\":1}",
                             "Transfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\n0\r\n\r\n"),
                    {length}});
    for (const auto& [method, name] :
         std::map<std::string, std::string>{{"POST", post}, {"PUT", put}}) {
        rows.push_back({"sends no Content-Length: 0 with " + method,
                        messages([start = method + ' '](std::string& message) {
                            if (message.compare(0, start.size(), start) == 0) {
                                replace(message, "Content-Length: 0\r\n", "");
                            }
                        }),
                        {name}});
    }
    for (const std::string field : {"Content-Type: application/x-www-form-urlencoded",
                                    "Authorization: Basic x", "Cookie: a=b"}) {
        rows.push_back({"adds " + field,
                        replaces("X-Only: 1", "X-Only: 1\r\n" + field),
                        {"adds no header that changes what a request means"}});
    }
}

void add_wrong_statuses(Rows& rows) {
    for (const int status : {201, 202, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503}) {
        rows.push_back({"fails " + std::to_string(status),
                        [status](const HttpRequest& request) -> Result<HttpResponse> {
                            auto result = good()(request);
                            if (result && result->status == status)
                                return make_error(ErrorKind::transport, "transport_failed", "bad");
                            return result;
                        },
                        {"returns " + std::to_string(status) + " with its headers and body"}});
    }
    for (const int status : {301, 302, 303, 307, 308}) {
        rows.push_back({"follows " + std::to_string(status),
                        [status](HttpRequest request) {
                            auto result = good()(request);
                            if (!result || result->status != status) return result;
                            replace(request.url, "/people", *result->headers.find("Location"));
                            return good()(request);
                        },
                        {"returns " + std::to_string(status) + " and does not follow it"}});
    }
    rows.push_back(
        {"drops Retry-After",
         responses([](HttpResponse& response) {
             change_headers(
                 response, [](Headers& headers, const std::string& name, const std::string& value) {
                     if (name != "Retry-After") headers.add(name, value);
                 });
         }),
         {"returns 429 with its headers and body", "returns 503 with its headers and body"}});
}

void add_wrong_response_headers(Rows& rows) {
    const std::string order = "returns headers of different names in their order";
    const std::string separate = "returns headers of one name separately and in their order";
    rows.push_back(
        {"lower-cases the values of response headers",
         responses([](HttpResponse& response) { change_headers(response, lower_values); }),
         {"returns every header with its value"}});
    rows.push_back({"adds a header of its own",
                    responses([](HttpResponse& response) {
                        if (response.headers.find("X-Long")) response.headers.add(":status", "200");
                    }),
                    {"returns every header with its value"}});
    rows.push_back({"leaves empty response headers out",
                    responses([](HttpResponse& response) { change_headers(response, drop_empty); }),
                    {"returns a header with an empty value"}});
    rows.push_back({"merges response headers of one name",
                    responses([](HttpResponse& response) {
                        if (response.headers.find("Set-Cookie")) merge_headers(response);
                    }),
                    {separate}});
    rows.push_back(
        {"sorts response headers by name",
         responses([](HttpResponse& response) {
             std::vector<flameup::Header> fields(response.headers.begin(), response.headers.end());
             std::stable_sort(fields.begin(), fields.end(),
                              [](auto& a, auto& b) { return lower(a.name) < lower(b.name); });
             response.headers.clear();
             for (const auto& field : fields) response.headers.add(field.name, field.value);
         }),
         {order}});
    rows.push_back({"keeps white space around values",
                    responses([](HttpResponse& response) {
                        change_headers(response, [](Headers& headers, const std::string& name,
                                                    const std::string& value) {
                            headers.add(name, name == "X-Padded" ? value + ' ' : value);
                        });
                    }),
                    {"returns header values without white space around them"}});
}

void add_wrong_bodies(Rows& rows) {
    const std::string bytes = "returns a body of every byte";
    const std::string large = "returns a body of 1 MiB";
    const std::string chunks = "joins the chunks of a body";
    const std::string small_pieces = "joins chunks that come byte by byte";
    const std::string no_chunks = "returns an empty body without chunks";
    const std::string extensions = "keeps chunk extensions out of a body";
    const std::string line_ends = "keeps line ends within chunks";
    const std::string large_chunks = "joins chunks of 1 MiB in all";
    const std::string trailers = "keeps trailers out of a body";
    const std::string after_chunks = "makes a call after chunks";
    rows.push_back({"cuts a response's body at NUL",
                    responses([](HttpResponse& response) {
                        response.body.resize(
                            (std::min)(response.body.find('\0'), response.body.size()));
                    }),
                    {bytes, large, large_chunks}});
    rows.push_back({"returns no body beyond 64 KiB",
                    responses([](HttpResponse& response) {
                        if (response.body.size() > 65536) response.body.resize(65536);
                    }),
                    {large, large_chunks}});
    rows.push_back({"takes an empty body for a failure",
                    [](const HttpRequest& request) -> Result<HttpResponse> {
                        auto result = good()(request);
                        if (result && result->status == 200 && result->body.empty()) {
                            return make_error(ErrorKind::transport, "transport_failed", "empty");
                        }
                        return result;
                    },
                    {"returns an empty body", no_chunks}});
    rows.push_back({"needs the head in one piece",
                    reads(
                        [](const PeerAnswer& answer, const std::string& all) {
                            return all.size() > 20 && all.find("\r\n\r\n") != std::string::npos &&
                                   answer.pieces[0].find("\r\n\r\n") == std::string::npos;
                        },
                        fails),
                    {"reads a response that comes byte by byte", small_pieces}});
    rows.push_back({"needs a reason",
                    cannot_read("HTTP/1.1 200 \r\n"),
                    {"reads a status line without a reason"}});
    rows.push_back({"knows Content-Length in one case only",
                    cannot_read("content-LENGTH"),
                    {"knows Content-Length in any case"}});
    rows.push_back({"needs a length",
                    reads(
                        [](const PeerAnswer& answer, const std::string& all) {
                            return answer.end == PeerEnd::close &&
                                   all.find("ength") == std::string::npos &&
                                   all.find("coding") == std::string::npos;
                        },
                        fails),
                    {"reads a body that ends with the connection",
                     "makes a call after a body that ends with the connection"}});
    rows.push_back({"does not know chunks",
                    cannot_read("Transfer-Encoding: chunked"),
                    {chunks, small_pieces, no_chunks, extensions, line_ends, large_chunks, trailers,
                     after_chunks}});
    rows.push_back({"takes the first chunk only",
                    reads(
                        [](const PeerAnswer&, const std::string& all) {
                            return all.find("6\r\nhello \r\n") != std::string::npos;
                        },
                        [](const PeerAnswer&) {
                            return HttpResponse{200, {{"X-A", "1"}}, "hello "};
                        }),
                    {chunks}});
    rows.push_back({"knows no extensions", cannot_read("\r\nb;name"), {extensions}});
    rows.push_back({"looks for line ends in chunks", cannot_read("9\r\n\r\n0"), {line_ends}});
    rows.push_back(
        {"takes trailers into the body",
         reads([](const PeerAnswer&,
                  const std::string& all) { return all.find("X-More") != std::string::npos; },
               [](const PeerAnswer&) {
                   return HttpResponse{200, {{"X-A", "1"}}, "hello worldX-Sum: 1\r\n"};
               }),
         {trailers}});
    const auto interim = [](int status) {
        const std::string text = "HTTP/1.1 " + std::to_string(status);
        return reads(
            [text](const PeerAnswer&, const std::string& all) {
                return all.compare(0, text.size(), text) == 0;
            },
            [status](const PeerAnswer&) {
                return HttpResponse{status, {}, {}};
            });
    };
    rows.push_back({"returns 100 Continue", interim(100), {"passes over 100 Continue"}});
    rows.push_back({"returns 103 Early Hints",
                    interim(103),
                    {"passes over 103 Early Hints", "passes over several interim responses"}});
    rows.push_back({"passes over one interim response",
                    cannot_read("102 Processing"),
                    {"passes over several interim responses"}});
}

void add_wrong_sequences(Rows& rows) {
    const auto has = [](const HttpResponse& response, const char* name) {
        return response.headers.find(name) != nullptr;
    };
    rows.push_back({"is disturbed by a response",
                    disturbed_by([has](const HttpResponse& response) {
                        return has(response, "X-A") && has(response, "Content-Length") &&
                               response.status == 200;
                    }),
                    {"makes a call after another"}});
    for (const int status : {204, 304}) {
        rows.push_back({"is disturbed by " + std::to_string(status),
                        disturbed_by([status](const HttpResponse& response) {
                            return response.status == status;
                        }),
                        {"makes a call after " + std::to_string(status) + ", which has no body"}});
    }
    rows.push_back({"waits for the body of a 304",
                    cannot_read("304 Not Modified"),
                    {"makes a call after 304, which has no body"}});
    rows.push_back({"is disturbed by chunks",
                    disturbed_by([has](const HttpResponse& response) {
                        return has(response, "Transfer-Encoding");
                    }),
                    {"makes a call after chunks"}});
    rows.push_back(
        {"does not open another connection",
         disturbed_by([has](const HttpResponse& response) { return has(response, "Connection"); }),
         {"makes a call after Connection: close",
          "makes a call after a body that ends with the connection"}});
    const auto cache = std::make_shared<std::map<std::string, HttpResponse>>();
    rows.push_back({"has a cache",
                    [cache](const HttpRequest& request) -> Result<HttpResponse> {
                        const auto known = cache->extract(request.url);
                        if (known) return known.mapped();
                        auto result = good()(request);
                        if (result && result->headers.find("Cache-Control")) {
                            (*cache)[request.url] = *result;
                        }
                        return result;
                    },
                    {"answers no request from a cache"}});
    const auto cookie = std::make_shared<std::string>();
    rows.push_back({"keeps cookies",
                    [cookie](HttpRequest request) {
                        if (!cookie->empty()) request.headers.add("Cookie", *cookie);
                        cookie->clear();
                        auto result = good()(request);
                        if (result && result->body == "first" &&
                            result->headers.find("Set-Cookie")) {
                            *cookie = "a=b";
                        }
                        return result;
                    },
                    {"sends no cookies back"}});
}

const std::vector<std::string> failures = {"a connection closed before the response",
                                           "a connection reset before the response",
                                           "a connection closed in the head",
                                           "a connection reset in the head",
                                           "a connection closed in the body",
                                           "a connection reset in the body",
                                           "a connection closed in a chunk",
                                           "a connection closed between chunks",
                                           "a connection reset between chunks",
                                           "a chunk without a size",
                                           "an answer that is not HTTP",
                                           "a peer that does not answer",
                                           "a peer that stops in the body",
                                           "a connection reset in a body without a length",
                                           "a peer that stops in a body without a length"};

void add_wrong_failures(Rows& rows) {
    const auto is_refused = [](const Result<HttpResponse>& result) {
        return !result && result.error().code == "refused";
    };
    const auto refused = [&](std::string name, Result<HttpResponse> instead) {
        rows.push_back({name,
                        [=](const HttpRequest& request) {
                            auto result = good()(request);
                            return is_refused(result) ? instead : result;
                        },
                        {"a refused connection is a transport error"}});
    };
    flameup::Error api = make_error(ErrorKind::transport, "transport_failed", "refused");
    api.kind = flameup::ErrorKind::api;
    refused("makes status 0 of a refused connection", HttpResponse());
    refused("makes status 503 of a refused connection", HttpResponse{503, {}, {}});
    refused("makes an api error of a refused connection", api);
    refused("has no code", make_error(ErrorKind::transport, "", "refused"));
    refused("has no message", make_error(ErrorKind::transport, "transport_failed", ""));

    const auto whole = [&](const std::string& what, const Execute& executor) {
        rows.push_back({"takes as whole: " + what, executor, {what + " is a transport error"}});
    };
    const auto kept = [](const std::string& method, const std::string& end) {
        return "sends " + method + " once where a kept connection is " + end;
    };
    rows.push_back(
        {"takes nothing for a response",
         takes_as_whole(PeerEnd::close, "", 1),
         {failures[0] + " is a transport error", kept("GET", "closed"), kept("POST", "closed")}});
    rows.push_back(
        {"takes nothing for a response, after a reset",
         takes_as_whole(PeerEnd::reset, "", 1),
         {failures[1] + " is a transport error", kept("GET", "reset"), kept("POST", "reset")}});
    whole(failures[2], takes_as_whole(PeerEnd::close, "text/plain", 44));
    whole(failures[3], takes_as_whole(PeerEnd::reset, "text/plain", 44));
    whole(failures[4], takes_as_whole(PeerEnd::close, "10\r\n\r\nhello", 100));
    whole(failures[5], takes_as_whole(PeerEnd::reset, "10\r\n\r\nhello", 100));
    whole(failures[6], takes_as_whole(PeerEnd::close, "\na\r\nhello", 100));
    whole(failures[7], takes_as_whole(PeerEnd::close, "\n5\r\nhello", 90));
    whole(failures[8], takes_as_whole(PeerEnd::reset, "\n5\r\nhello", 90));
    whole(failures[9], takes_as_whole(PeerEnd::close, "\nhello\r\n0", 100));
    whole(failures[10], takes_as_whole(PeerEnd::close, "* OK", 100));
    whole(failures[13], takes_as_whole(PeerEnd::reset, "plain\r\n\r\nhello", 100));
    whole(failures[14], takes_as_whole(PeerEnd::stall, "plain\r\n\r\nhello", 100));
    whole(failures[11], takes_as_whole(PeerEnd::stall, "", 1));
    whole(failures[12], takes_as_whole(PeerEnd::stall, "10\r\n\r\nhello", 100));

    const auto stalls = [](const PeerAnswer& answer, const std::string&) {
        return answer.end == PeerEnd::stall;
    };
    rows.push_back({"does not time out",
                    reads(stalls,
                          [](PeerAnswer answer) {
                              answer.pieces.push_back(answer.late);
                              answer.end = PeerEnd::close;
                              return memory::read(answer);
                          }),
                    {failures[11] + " is a transport error", failures[14] + " is a transport error",
                     failures[12] + " is a transport error"}});

    // The checks of all failures.
    std::set<std::string> sent_once, goes_on;
    for (const std::string& what : failures) {
        sent_once.insert(what + " has the request sent once");
        goes_on.insert(what + " does not disturb the next call");
    }
    goes_on.insert("a refused connection does not disturb the next call");
    rows.push_back({"sends a failed request again",
                    [](const HttpRequest& request) {
                        auto result = good()(request);
                        if (result || request.body.empty()) return result;
                        if (result.error().code != "closed" && result.error().code != "reset") {
                            return good()(request);
                        }
                        return result;
                    },
                    [&] {
                        auto names = sent_once;
                        names.erase(failures[0] + " has the request sent once");
                        names.erase(failures[1] + " has the request sent once");
                        return names;
                    }()});
    const auto broken = std::make_shared<bool>(false);
    rows.push_back({"does not recover from a failure",
                    [broken](const HttpRequest& request) -> Result<HttpResponse> {
                        const bool next = request.url.find("/next") != std::string::npos;
                        if (std::exchange(*broken, false) && next)
                            return make_error(ErrorKind::transport, "transport_failed", "broken");
                        auto result = good()(request);
                        *broken = !result;
                        return result;
                    },
                    goes_on});
    for (const Method method : {Method::get, Method::post}) {
        for (const std::string end : {"closed", "reset"}) {
            const auto last = std::make_shared<std::string>();
            rows.push_back({"sends " + std::string(to_string(method)) +
                                " again where a kept connection is " + end,
                            [=](const HttpRequest& request) {
                                const std::string before = std::exchange(*last, request.url);
                                auto result = good()(request);
                                if (!result && result.error().code == end &&
                                    request.method == method &&
                                    before.find("/first") != std::string::npos) {
                                    result = good()(request);
                                }
                                return result;
                            },
                            {kept(std::string(to_string(method)), end)}});
        }
    }
    for (const std::string end : {"closed", "reset"}) {
        const auto last = std::make_shared<std::string>();
        rows.push_back({"sends again after " + end + " in the first call",
                        [=](const HttpRequest& request) {
                            const std::string before = std::exchange(*last, request.url);
                            auto result = good()(request);
                            if (!result && result.error().code == end &&
                                before.find("/first") == std::string::npos) {
                                result = good()(request);
                            }
                            return result;
                        },
                        {failures[end == "reset"] + " has the request sent once"}});
    }
}

std::string joined(const std::set<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += name + '\n';
    return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(each_is_found_by_its_checks_and_each_check_finds_one) {
    Rows rows;
    add_wrong_requests(rows);
    add_wrong_statuses(rows);
    add_wrong_response_headers(rows);
    add_wrong_bodies(rows);
    add_wrong_sequences(rows);
    add_wrong_failures(rows);

    std::set<std::string> idle;
    for (const auto& check : check_executor(good(), *good().peer).checks) idle.insert(check.name);
    for (const Wrong& wrong : rows) {
        std::set<std::string> found;
        for (const auto& check : check_executor(wrong.executor, *good().peer).checks) {
            if (!check.passed()) found.insert(check.name);
        }
        BOOST_TEST(joined(found) == joined(wrong.found_by), wrong.name << ": " << joined(found));
        for (const std::string& name : found) idle.erase(name);
    }
    BOOST_TEST(joined(idle) == "");
}

BOOST_AUTO_TEST_SUITE_END()
