#ifndef ENGINES_GODOT_HTTP_CLIENT_HPP
#define ENGINES_GODOT_HTTP_CLIENT_HPP

// A double of godot-cpp's header of this name; see core/defs.hpp here.

#include "godot_cpp/core/defs.hpp"

namespace godot {

class TLSOptions {
  public:
    static Ref<TLSOptions> client() { return std::make_shared<TLSOptions>(); }
};

class HTTPClient {
  public:
    enum Method {
        METHOD_GET,
        METHOD_HEAD,
        METHOD_POST,
        METHOD_PUT,
        METHOD_DELETE,
        METHOD_OPTIONS,
        METHOD_TRACE,
        METHOD_CONNECT,
        METHOD_PATCH,
    };
    enum Status {
        STATUS_DISCONNECTED,
        STATUS_RESOLVING,
        STATUS_CANT_RESOLVE,
        STATUS_CONNECTING,
        STATUS_CANT_CONNECT,
        STATUS_CONNECTED,
        STATUS_REQUESTING,
        STATUS_BODY,
        STATUS_CONNECTION_ERROR,
        STATUS_TLS_HANDSHAKE_ERROR,
    };

    HTTPClient();
    ~HTTPClient();
    Error connect_to_host(const String& p_host, int32_t p_port = -1,
                          const Ref<TLSOptions>& p_tls_options = nullptr);
    Error request_raw(Method p_method, const String& p_url, const PackedStringArray& p_headers,
                      const PackedByteArray& p_body);
    Error poll();
    Status get_status() const;
    bool has_response() const;
    bool is_response_chunked() const;
    int32_t get_response_code() const;
    PackedStringArray get_response_headers();
    int64_t get_response_body_length() const;
    PackedByteArray read_response_body_chunk();
    void close();

  private:
    struct Connection; // the double's own
    std::shared_ptr<Connection> connection;
};

} // namespace godot

#endif
