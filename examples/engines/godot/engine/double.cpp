// What stands behind the double of Godot's HTTPClient: requests go over `engines::network()`.

#include "godot_cpp/classes/http_client.hpp"

#include "../../slow_network.hpp"

namespace godot {

struct HTTPClient::Connection {
    Status status = STATUS_DISCONNECTED;
    std::string origin;
    flameup::HttpResponse response;
    std::size_t read = 0;
    std::function<void()> stop;
};

HTTPClient::HTTPClient() : connection(std::make_shared<Connection>()) {}
HTTPClient::~HTTPClient() { close(); }

Error HTTPClient::connect_to_host(const String& p_host, int32_t p_port,
                                  const Ref<TLSOptions>& p_tls_options) {
    close();
    const std::string host = p_host.utf8().get_data();
    const bool is_ipv6 = host.find(':') != std::string::npos;
    connection->origin = (p_tls_options.is_valid() ? "https://" : "http://") +
                         (is_ipv6 ? '[' + host + ']' : host) + ':' + std::to_string(p_port);
    connection->status = STATUS_RESOLVING;
    return OK;
}

Error HTTPClient::request_raw(Method p_method, const String& p_url,
                              const PackedStringArray& p_headers, const PackedByteArray& p_body) {
    ERR_FAIL_COND_V(connection->status != STATUS_CONNECTED, ERR_UNAVAILABLE);
    flameup::HttpRequest request;
    request.method = p_method == METHOD_POST     ? flameup::Method::post
                     : p_method == METHOD_PUT    ? flameup::Method::put
                     : p_method == METHOD_PATCH  ? flameup::Method::patch
                     : p_method == METHOD_DELETE ? flameup::Method::delete_
                                                 : flameup::Method::get;
    request.url = connection->origin + p_url.utf8().get_data();
    for (int64_t i = 0; i != p_headers.size(); ++i) {
        const std::string line = p_headers[i].utf8().get_data();
        const std::size_t colon = line.find(": ");
        request.headers.add(line.substr(0, colon), line.substr(colon + 2));
    }
    request.body.assign(reinterpret_cast<const char*>(p_body.ptr()),
                        static_cast<std::size_t>(p_body.size()));
    connection->status = STATUS_REQUESTING;
    connection->response = {};
    connection->read = 0;
    connection->stop = engines::network()(
        std::move(request), flameup::Completion([weak = std::weak_ptr(connection)](auto executed) {
            const auto waiting = weak.lock();
            if (!waiting || waiting->status != STATUS_REQUESTING) return;
            if (executed) {
                waiting->response = *std::move(executed);
                waiting->status = waiting->response.body.empty() ? STATUS_CONNECTED : STATUS_BODY;
                return;
            }
            const std::string code = executed.error().code;
            waiting->status = code == "refused"          ? STATUS_CANT_CONNECT
                              : code == "resolve_failed" ? STATUS_CANT_RESOLVE
                              : code == "tls_failed"     ? STATUS_TLS_HANDSHAKE_ERROR
                                                         : STATUS_CONNECTION_ERROR;
        }));
    return OK;
}

Error HTTPClient::poll() {
    if (connection->status == STATUS_CONNECTING) connection->status = STATUS_CONNECTED;
    if (connection->status == STATUS_RESOLVING) connection->status = STATUS_CONNECTING;
    return OK;
}

HTTPClient::Status HTTPClient::get_status() const { return connection->status; }
bool HTTPClient::has_response() const { return connection->response.status != 0; }
bool HTTPClient::is_response_chunked() const { return false; }
int32_t HTTPClient::get_response_code() const { return connection->response.status; }

PackedStringArray HTTPClient::get_response_headers() {
    PackedStringArray lines;
    for (const auto& [name, value] : connection->response.headers) {
        lines.push_back((name + ": " + value).c_str());
    }
    return lines;
}

int64_t HTTPClient::get_response_body_length() const {
    return static_cast<int64_t>(connection->response.body.size());
}

PackedByteArray HTTPClient::read_response_body_chunk() {
    const std::string chunk = connection->response.body.substr(connection->read, 65536);
    connection->read += chunk.size();
    if (connection->read == connection->response.body.size()) connection->status = STATUS_CONNECTED;
    PackedByteArray bytes;
    bytes.resize(static_cast<int64_t>(chunk.size()));
    std::copy(chunk.begin(), chunk.end(), bytes.ptrw());
    return bytes;
}

void HTTPClient::close() {
    if (connection->status == STATUS_REQUESTING && connection->stop) connection->stop();
    connection->status = STATUS_DISCONNECTED;
}

} // namespace godot
